namespace Mlx5Sriov.Kernel.Links;

/// <summary>A packet filter on a net device: what <c>tc filter show</c> lists, and Open vSwitch makes for the flows that it offloads.</summary>
public sealed record PacketFilter
{
    /// <summary>The classifier: <c>flower</c>, <c>matchall</c>, <c>u32</c>.</summary>
    public required string Classifier { get; init; }

    /// <summary>Whether the adapter carries it out (<c>in_hw</c>); null where the classifier does not tell.</summary>
    public bool? IsInHardware { get; init; }

    /// <summary>The indexes of the links that it sends packets to (<c>action mirred</c>).</summary>
    public IReadOnlyList<int> Targets { get; init; } = [];
}
