namespace Mlx5Sriov.Kernel.Links;

/// <summary>Packet filters of net devices, as rtnetlink gives them: what <c>tc filter</c> drives.</summary>
public interface ITrafficControl
{
    /// <summary>Lists the filters of links, for what comes in and for what goes out; those of a block that several share, for each of them.</summary>
    /// <param name="links">The links.</param>
    /// <returns>The filters, by the link's index; none for a link that is gone, or where the kernel knows no filters.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <remarks>Equivalent to: <c>tc qdisc show</c>, and for each link <c>tc filter show dev NAME ingress; tc filter show dev NAME egress</c>.</remarks>
    ILookup<int, PacketFilter> Filters(IEnumerable<NetworkLink> links);
}
