namespace Mlx5Sriov.Counters;

/// <summary>The most that a VF can send, or receive, in some time.</summary>
/// <param name="Bytes">Bytes.</param>
/// <param name="Packets">Packets.</param>
/// <remarks>
/// What a VF exchanges with another VF of its port never reaches the wire, so the slot bounds it and not the port: a PCI Express 6 slot of 16 lanes carries
/// 1 Tbit/s (PCI Express 6.0, 64 GT/s a lane). A port beyond half of that has its double. The shortest packet that is counted is an InfiniBand acknowledgement
/// of 30 bytes (headers 8, 12 and 4, checks 4 and 2; InfiniBand Architecture Specification 1, chapter 5).
/// </remarks>
internal readonly record struct TrafficCeiling(ulong Bytes, ulong Packets)
{
    private const double SlotBits = 1e12;
    private const double HalfRange = 1UL << 63;
    private const ulong ShortestPacket = 30;

    public static TrafficCeiling In(TimeSpan time, Bandwidth? portSpeed)
    {
        var bits = Math.Max(SlotBits, 2.0 * (portSpeed?.BitsPerSecond ?? 0));

        // Half the range of a counter is further than any counts.
        var bytes = (ulong)Math.Min(bits / 8 * time.TotalSeconds, HalfRange);
        return new TrafficCeiling(bytes, bytes / ShortestPacket);
    }
}
