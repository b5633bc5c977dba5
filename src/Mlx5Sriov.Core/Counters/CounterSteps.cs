using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Counters;

/// <summary>What a VF's counters counted between two readings; null is what was not told, or did not go on.</summary>
internal sealed record CounterSteps
{
    public ulong? RxPackets { get; private init; }

    public ulong? RxBytes { get; private init; }

    public ulong? RxBroadcast { get; private init; }

    public ulong? RxMulticast { get; private init; }

    public ulong? RxDropped { get; private init; }

    public ulong? TxPackets { get; private init; }

    public ulong? TxBytes { get; private init; }

    public ulong? TxBroadcast { get; private init; }

    public ulong? TxMulticast { get; private init; }

    public ulong? TxDropped { get; private init; }

    /// <summary>The steps from one reading to the next; null where a counter of traffic did not go on, for then none of that VF's did.</summary>
    /// <remarks>
    /// The counters of dropped packets are counters of the rules that drop, and begin again with those, so each stands for itself: taking off spoof
    /// check and VLAN frees the rules and their counter (esw_acl_ingress_lgcy_setup, esw/acl/ingress_lgcy.c).
    /// </remarks>
    public static CounterSteps? Between(VfCounters before, VfCounters after, TrafficCeiling ceiling)
    {
        var goesOn = true;
        var steps = new CounterSteps
        {
            RxPackets = Traffic(before.RxPackets, after.RxPackets, ceiling.Packets),
            RxBytes = Traffic(before.RxBytes, after.RxBytes, ceiling.Bytes),
            RxBroadcast = Traffic(before.RxBroadcast, after.RxBroadcast, ceiling.Packets),
            RxMulticast = Traffic(before.RxMulticast, after.RxMulticast, ceiling.Packets),
            RxDropped = Step(before.RxDropped, after.RxDropped, ceiling.Packets),
            TxPackets = Traffic(before.TxPackets, after.TxPackets, ceiling.Packets),
            TxBytes = Traffic(before.TxBytes, after.TxBytes, ceiling.Bytes),
            TxBroadcast = Traffic(before.TxBroadcast, after.TxBroadcast, ceiling.Packets),
            TxMulticast = Traffic(before.TxMulticast, after.TxMulticast, ceiling.Packets),
            TxDropped = Step(before.TxDropped, after.TxDropped, ceiling.Packets),
        };
        return goesOn ? steps : null;

        ulong? Traffic(ulong? from, ulong? to, ulong most)
        {
            var step = Step(from, to, most);
            goesOn &= step is not null || from is null || to is null;
            return step;
        }
    }

    private static ulong? Step(ulong? before, ulong? after, ulong most) =>
        before is { } from && after is { } to ? CounterRule.Counted(from, to, most) : null;
}
