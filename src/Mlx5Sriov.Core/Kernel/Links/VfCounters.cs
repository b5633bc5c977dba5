namespace Mlx5Sriov.Kernel.Links;

/// <summary>A VF's counters since it was enabled, as seen from the e-switch; 64-bit and wrapping. Null is what the source does not count.</summary>
public sealed record VfCounters
{
    /// <summary>Packets to the VF.</summary>
    public ulong? RxPackets { get; init; }

    /// <summary>Bytes to the VF.</summary>
    public ulong? RxBytes { get; init; }

    /// <summary>Broadcast packets to the VF.</summary>
    public ulong? RxBroadcast { get; init; }

    /// <summary>Multicast packets to the VF.</summary>
    public ulong? RxMulticast { get; init; }

    /// <summary>Packets to the VF that were dropped.</summary>
    public ulong? RxDropped { get; init; }

    /// <summary>Packets from the VF.</summary>
    public ulong? TxPackets { get; init; }

    /// <summary>Bytes from the VF.</summary>
    public ulong? TxBytes { get; init; }

    /// <summary>Broadcast packets from the VF; OFED only.</summary>
    public ulong? TxBroadcast { get; init; }

    /// <summary>Multicast packets from the VF; OFED only.</summary>
    public ulong? TxMulticast { get; init; }

    /// <summary>Packets from the VF that were dropped.</summary>
    public ulong? TxDropped { get; init; }
}
