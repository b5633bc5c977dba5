using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Counters;

/// <summary>
/// The counters of a VF since it was enabled, as seen from the e-switch: RX is what came to the VF, TX what came from it, RDMA included. 64 bits, wrapping.
/// What its source does not count is null, never zero.
/// </summary>
public sealed record VfStatistic
{
    internal VfStatistic(VirtualFunction vf, VfCounters counters, VfStatisticSource source, DateTimeOffset time, TimeSpan moment) =>
        (Vf, Counters, Source, Timestamp, Moment) = (vf, counters, source, time, moment);

    /// <inheritdoc cref="VirtualFunction.Pf"/>
    public string Pf => Vf.Pf;

    /// <inheritdoc cref="VirtualFunction.PfPciAddress"/>
    public PciAddress PfPciAddress => Vf.PfPciAddress;

    /// <inheritdoc cref="VirtualFunction.Index"/>
    public int Index => Vf.Index;

    /// <inheritdoc cref="VirtualFunction.PciAddress"/>
    public PciAddress? PciAddress => Vf.PciAddress;

    /// <inheritdoc cref="VirtualFunction.Name"/>
    public string? Name => Vf.Name;

    /// <inheritdoc cref="VirtualFunction.Holder"/>
    public VfHolder? Holder => Vf.Holder;

    /// <inheritdoc cref="VfCounters.RxPackets"/>
    public ulong? RxPackets => Counters.RxPackets;

    /// <inheritdoc cref="VfCounters.RxBytes"/>
    public ulong? RxBytes => Counters.RxBytes;

    /// <inheritdoc cref="VfCounters.RxBroadcast"/>
    public ulong? RxBroadcast => Counters.RxBroadcast;

    /// <inheritdoc cref="VfCounters.RxMulticast"/>
    public ulong? RxMulticast => Counters.RxMulticast;

    /// <inheritdoc cref="VfCounters.RxDropped"/>
    public ulong? RxDropped => Counters.RxDropped;

    /// <inheritdoc cref="VfCounters.TxPackets"/>
    public ulong? TxPackets => Counters.TxPackets;

    /// <inheritdoc cref="VfCounters.TxBytes"/>
    public ulong? TxBytes => Counters.TxBytes;

    /// <inheritdoc cref="VfCounters.TxBroadcast"/>
    public ulong? TxBroadcast => Counters.TxBroadcast;

    /// <inheritdoc cref="VfCounters.TxMulticast"/>
    public ulong? TxMulticast => Counters.TxMulticast;

    /// <inheritdoc cref="VfCounters.TxDropped"/>
    public ulong? TxDropped => Counters.TxDropped;

    /// <summary>What told the counters.</summary>
    public VfStatisticSource Source { get; }

    /// <summary>When they were read, in UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    internal VirtualFunction Vf { get; init; }

    internal VfCounters Counters { get; }

    /// <summary>When they were read, on the clock that nobody sets.</summary>
    internal TimeSpan Moment { get; }

    /// <summary>The VF as a message names it.</summary>
    /// <returns><c>eth2 vf 3</c>.</returns>
    public override string ToString() => $"{Vf}";
}
