namespace Mlx5Sriov.Kernel;

/// <summary>Packet filters of net devices, as rtnetlink gives them: what <c>tc filter</c> drives.</summary>
public interface ITrafficControl
{
    /// <summary>Lists the filters of a link, for what comes in and for what goes out; those of a block that it shares with others too.</summary>
    /// <param name="link">The link.</param>
    /// <returns>The filters; empty where there are none, or the link is gone, or the kernel knows no filters.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <remarks>Equivalent to: <c>tc filter show dev NAME ingress; tc filter show dev NAME egress</c>.</remarks>
    IReadOnlyList<PacketFilter> Filters(NetworkLink link);
}
