using Mlx5Sriov.Ofed;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Ofed;

public class OfedGroupConfigTests
{
    private const string Source = "/sys/bus/pci/devices/0000:05:00.0/sriov/groups/3/config";

    // The layouts of config_group_show in the driver's sriov_sysfs.c: 4.6-1.0.1; 4.6-3.5.8 and later; 24.10 to 25.01 with shares of traffic classes.
    [Theory]
    [InlineData("Num VFs    : 2\nMaxRate    : 5000\n", false)]
    [InlineData("Num VFs    : 2\nMaxRate    : 5000\nMinRate    : 1000\nBWShare(Indirect cfg)    : 25\n", true)]
    [InlineData("Num VFs    : 2\nMaxRate    : 5000\nMinRate    : 1000\nBWShare(Indirect cfg)    : 25\nTC BW      : 0:50 1:50 2:0 3:0 4:0 5:0 6:0 7:0\n", true)]
    public void Every_layout_is_read(string text, bool hasGuarantee)
    {
        var expected = new OfedGroupConfig
        {
            VfCount = 2,
            MaxRate = Bandwidth.Parse("5Gbit"),
            MinRate = hasGuarantee ? Bandwidth.Parse("1Gbit") : null,
            BandwidthShare = hasGuarantee ? 25 : null,
        };
        Assert.Equal(expected, OfedGroupConfig.Parse(text, Source));
    }

    [Theory]
    [InlineData("")]
    [InlineData("junk\n")]
    [InlineData("usage: write <Rate (Mbit/s)> to set VF group max rate\n")]
    [InlineData("MinRate    : 1000\n")]
    public void What_tells_no_limit_is_refused(string text) => Assert.Equal(
        $"{Source} reads '{text.TrimEnd()}', which is not a line 'MaxRate : ...'.",
        Assert.Throws<MalformedTextException>(() => OfedGroupConfig.Parse(text, Source)).Message);

    [Fact]
    public void The_limit_is_32_bits_however_they_are_printed() =>
        Assert.Equal(Bandwidth.FromMegabits(uint.MaxValue), OfedGroupConfig.Parse("MaxRate    : -1\n", Source).MaxRate);

    [Theory]
    [InlineData("Num VFs    : two", "a number of 0-2147483647")]
    [InlineData("Num VFs    : -1", "a number of 0-2147483647")]
    [InlineData("Num VFs    : 2147483648", "a number of 0-2147483647")]
    [InlineData("MaxRate    : 5000Mbit", "a rate in Mbit/s")]
    [InlineData("MinRate    : ", "a rate in Mbit/s")]
    [InlineData("MinRate    : 5\0", "a rate in Mbit/s")]
    [InlineData("BWShare(Indirect cfg)    : 1.5", "a number of 0-2147483647")]
    public void A_value_that_no_release_writes_is_refused(string line, string expected) => Assert.Equal(
        $"{Source} reads '{PlainText.Of(line)}', which is not {expected}.",
        Assert.Throws<MalformedTextException>(() => OfedGroupConfig.Parse(line + "\n", Source)).Message);

    [Fact]
    public void A_line_that_is_cut_is_refused() => Assert.Equal(
        $"{Source} reads 'MaxRate    : 50', which is not a whole line.",
        Assert.Throws<MalformedTextException>(() => OfedGroupConfig.Parse("Num VFs    : 2\nMaxRate    : 50", Source)).Message);
}
