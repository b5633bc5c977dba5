using FsCheck.Xunit;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Ofed;

public class OfedVfStatsTests
{
    private const string Source = "/sys/bus/pci/devices/0000:05:00.0/sriov/3/stats";

    private const string Newest = "tx_packets tx_bytes tx_dropped rx_packets rx_bytes rx_broadcast rx_multicast tx_broadcast tx_multicast rx_dropped";

    [Fact]
    public void The_newest_layout_is_read()
    {
        const string Text = """
            tx_packets    : 1
            tx_bytes      : 2
            tx_dropped    : 3
            rx_packets    : 4
            rx_bytes      : 5
            rx_broadcast  : 6
            rx_multicast  : 7
            tx_broadcast  : 8
            tx_multicast  : 9
            rx_dropped    : 18446744073709551615

            """;

        var expected = new VfCounters
        {
            TxPackets = 1,
            TxBytes = 2,
            TxDropped = 3,
            RxPackets = 4,
            RxBytes = 5,
            RxBroadcast = 6,
            RxMulticast = 7,
            TxBroadcast = 8,
            TxMulticast = 9,
            RxDropped = ulong.MaxValue,
        };
        Assert.Equal(expected, OfedVfStats.Parse(Text, Source));
    }

    // The layouts of stats_show in the driver's sriov_sysfs.c: 4.0 and 4.1; 4.2 and 4.3; 4.4 and later.
    [Theory]
    [InlineData("tx_packets tx_bytes rx_packets rx_bytes rx_broadcast rx_multicast", false, false)]
    [InlineData("tx_packets tx_bytes tx_dropped rx_packets rx_bytes rx_broadcast rx_multicast rx_dropped", true, false)]
    [InlineData(Newest, true, true)]
    public void What_a_release_does_not_count_is_null(string labels, bool hasDropped, bool hasSent)
    {
        var counters = OfedVfStats.Parse(Written(labels, i => (ulong)i + 1), Source);

        Assert.Equal(labels.Split(' ').Length, All(counters).OfType<ulong>().Distinct().Count());
        Assert.Equal((hasDropped, hasDropped), (counters.TxDropped is not null, counters.RxDropped is not null));
        Assert.Equal((hasSent, hasSent), (counters.TxBroadcast is not null, counters.TxMulticast is not null));
    }

    [Property]
    public bool Counters_of_any_size_read_back(ulong[] counts)
    {
        ulong Count(int i) => i < counts.Length ? counts[i] : ulong.MaxValue - (ulong)i;
        return All(OfedVfStats.Parse(Written(Newest, Count), Source)).SequenceEqual(Enumerable.Range(0, 10).Select(i => (ulong?)Count(i)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("junk\n")]
    [InlineData("\0\n")]
    public void What_counts_nothing_known_has_no_counters(string text) => Assert.Equal(new VfCounters(), OfedVfStats.Parse(text, Source));

    [Theory]
    [InlineData("tx_bytes      : 18446744073709551616")]
    [InlineData("tx_bytes      : -1")]
    [InlineData("tx_bytes      : ")]
    [InlineData("tx_bytes      : 1 2")]
    [InlineData("tx_bytes      : 12\0")]
    [InlineData("tx_bytes      : 0x12")]
    public void What_is_no_64_bit_count_is_refused(string line) => Assert.Equal(
        $"{Source} reads '{PlainText.Of(line)}', which is not a 64-bit count.",
        Assert.Throws<MalformedTextException>(() => OfedVfStats.Parse(line + "\n", Source)).Message);

    [Fact]
    public void A_line_that_is_cut_is_refused() => Assert.Equal(
        $"{Source} reads 'tx_bytes      : 12', which is not a whole line.",
        Assert.Throws<MalformedTextException>(() => OfedVfStats.Parse("tx_packets    : 1\ntx_bytes      : 12", Source)).Message);

    private static string Written(string labels, Func<int, ulong> count) => string.Concat(labels.Split(' ').Select((label, i) => $"{label,-14}: {count(i)}\n"));

    /// <summary>In the order of the newest layout.</summary>
    private static IEnumerable<ulong?> All(VfCounters c) =>
        [c.TxPackets, c.TxBytes, c.TxDropped, c.RxPackets, c.RxBytes, c.RxBroadcast, c.RxMulticast, c.TxBroadcast, c.TxMulticast, c.RxDropped];
}
