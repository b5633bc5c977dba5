namespace Mlx5Sriov.Counters;

/// <summary>
/// How much a VF received and sent between two readings of its counters. A rate is null where its counter is not told, or did not go on from the earlier
/// reading (<see cref="IsReset"/>).
/// </summary>
public sealed record VfTrafficRate
{
    private readonly CounterSteps? _steps;

    private VfTrafficRate(VfStatistic now, CounterSteps? steps, TimeSpan interval) => (Statistic, _steps, Interval) = (now, steps, interval);

    /// <inheritdoc cref="VirtualFunction.Pf"/>
    public string Pf => Statistic.Pf;

    /// <inheritdoc cref="VirtualFunction.PfPciAddress"/>
    public PciAddress PfPciAddress => Statistic.PfPciAddress;

    /// <inheritdoc cref="VirtualFunction.Index"/>
    public int Index => Statistic.Index;

    /// <inheritdoc cref="VirtualFunction.PciAddress"/>
    public PciAddress? PciAddress => Statistic.PciAddress;

    /// <inheritdoc cref="VirtualFunction.Name"/>
    public string? Name => Statistic.Name;

    /// <inheritdoc cref="VirtualFunction.Holder"/>
    public VfHolder? Holder => Statistic.Holder;

    /// <summary>What the VF received, RDMA included.</summary>
    public Bandwidth? RxRate => _steps?.RxBytes is { } bytes ? Rate(bytes) : null;

    /// <summary>Packets/s to the VF.</summary>
    public double? RxPacketsPerSecond => PerSecond(_steps?.RxPackets);

    /// <summary>Broadcast packets/s to the VF.</summary>
    public double? RxBroadcastPerSecond => PerSecond(_steps?.RxBroadcast);

    /// <summary>Multicast packets/s to the VF.</summary>
    public double? RxMulticastPerSecond => PerSecond(_steps?.RxMulticast);

    /// <summary>Packets/s to the VF that were dropped.</summary>
    public double? RxDroppedPerSecond => PerSecond(_steps?.RxDropped);

    /// <summary>What the VF sent, RDMA included.</summary>
    public Bandwidth? TxRate => _steps?.TxBytes is { } bytes ? Rate(bytes) : null;

    /// <summary>Packets/s from the VF.</summary>
    public double? TxPacketsPerSecond => PerSecond(_steps?.TxPackets);

    /// <summary>Broadcast packets/s from the VF.</summary>
    public double? TxBroadcastPerSecond => PerSecond(_steps?.TxBroadcast);

    /// <summary>Multicast packets/s from the VF.</summary>
    public double? TxMulticastPerSecond => PerSecond(_steps?.TxMulticast);

    /// <summary>Packets/s from the VF that were dropped.</summary>
    public double? TxDroppedPerSecond => PerSecond(_steps?.TxDropped);

    /// <summary>
    /// Whether the counters did not go on from the earlier reading, so that there is no rate: the VF was enabled again, the driver was loaded again, or the VF
    /// has only just appeared.
    /// </summary>
    public bool IsReset => _steps is null;

    /// <summary>The time between the two readings, as measured; zero where there was no earlier one.</summary>
    public TimeSpan Interval { get; }

    /// <summary>When the later reading was made, in UTC.</summary>
    public DateTimeOffset Timestamp => Statistic.Timestamp;

    /// <summary>The later reading.</summary>
    internal VfStatistic Statistic { get; }

    /// <summary>The rates between two readings of a VF's counters.</summary>
    /// <param name="before">The earlier reading.</param>
    /// <param name="now">The later reading.</param>
    /// <param name="portSpeed">The port's speed; null where it is not known.</param>
    internal static VfTrafficRate Between(VfStatistic before, VfStatistic now, Bandwidth? portSpeed)
    {
        var interval = now.Moment - before.Moment;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new VfTrafficRate(now, CounterSteps.Between(before.Counters, now.Counters, TrafficCeiling.In(interval, portSpeed)), interval);
    }

    /// <summary>What there is to tell of a first reading.</summary>
    internal static VfTrafficRate First(VfStatistic now) => new(now, steps: null, TimeSpan.Zero);

    /// <summary>The VF as a message names it.</summary>
    /// <returns><c>eth2 vf 3</c>.</returns>
    public override string ToString() => $"{Statistic}";

    private Bandwidth Rate(ulong bytes) => Bandwidth.FromBits((long)Math.Round((decimal)bytes * 8 * TimeSpan.TicksPerSecond / Interval.Ticks));

    private double? PerSecond(ulong? count) => count / Interval.TotalSeconds;
}
