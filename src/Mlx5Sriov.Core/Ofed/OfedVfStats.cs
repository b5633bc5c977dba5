using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Ofed;

/// <summary>The text of <c>sriov/VF/stats</c>.</summary>
/// <remarks>The dropped counters came with 4.2 and count in legacy mode only; those of sent broadcast and multicast came with 4.4.</remarks>
internal static class OfedVfStats
{
    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text as the driver wrote it.</param>
    /// <param name="source">The file's path.</param>
    /// <returns>The counters; null is what the driver's release does not count.</returns>
    /// <exception cref="MalformedTextException">A value is no 64-bit count, or its line is cut.</exception>
    public static VfCounters Parse(string text, string source)
    {
        var lines = new LabelledText(text, source);
        return new VfCounters
        {
            RxPackets = Count("rx_packets"),
            RxBytes = Count("rx_bytes"),
            RxBroadcast = Count("rx_broadcast"),
            RxMulticast = Count("rx_multicast"),
            RxDropped = Count("rx_dropped"),
            TxPackets = Count("tx_packets"),
            TxBytes = Count("tx_bytes"),
            TxBroadcast = Count("tx_broadcast"),
            TxMulticast = Count("tx_multicast"),
            TxDropped = Count("tx_dropped"),
        };

        ulong? Count(string label) =>
            lines.Value(label, (string text, out ulong count) => PlainNumber.TryParse(text, out count), "a 64-bit count");
    }
}
