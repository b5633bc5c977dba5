using Mlx5Sriov.Ofed;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Ofed;

public class OfedVfConfigTests
{
    private const string Source = "/sys/bus/pci/devices/0000:05:00.0/sriov/3/config";

    private static readonly OfedVfConfig s_configured = new()
    {
        Mac = MacAddress.Parse("00:11:22:33:44:55"),
        VlanId = 100,
        Qos = 3,
        VlanProtocol = VlanProtocol.Dot1Ad,
        SpoofCheck = OnOff.On,
        Trust = OnOff.On,
        LinkState = VfLinkState.Enable,
        MinTxRate = Bandwidth.Parse("1Gbit"),
        MaxTxRate = Bandwidth.Parse("5Gbit"),
        RateGroup = 7,
        VgtPlus = OnOff.Off,
    };

    [Fact]
    public void The_newest_layout_is_read()
    {
        const string Text = """
            VF         : 3
            MAC        : 00:00:00:00:00:00
            VLAN       : 0
            QoS        : 0
            VLAN Proto : N/A
            SpoofCheck : OFF
            Trust      : OFF
            LinkState  : Follow
            MinTxRate  : 0
            MaxTxRate  : 0
            RateGroup  : 0
            VGT+       : OFF

            """;

        var expected = new OfedVfConfig
        {
            Mac = MacAddress.Zero,
            VlanId = 0,
            Qos = 0,
            VlanProtocol = null,
            SpoofCheck = OnOff.Off,
            Trust = OnOff.Off,
            LinkState = VfLinkState.Auto,
            MinTxRate = Bandwidth.Zero,
            MaxTxRate = Bandwidth.Zero,
            RateGroup = OfedGroupConfig.None,
            VgtPlus = OnOff.Off,
        };
        Assert.Equal(expected, OfedVfConfig.Parse(Text, Source));
        Assert.Equal(Text, ConfigLayout.All.Single(layout => layout.Releases.Contains("25.04", StringComparison.Ordinal)).Write(expected));
    }

    [Fact]
    public void Every_release_tells_what_its_layout_holds() => Assert.All(
        ConfigLayout.All,
        layout => Assert.Equal(layout.Tell(s_configured), OfedVfConfig.Parse(layout.Write(s_configured), Source)));

    [Fact]
    public void A_release_before_4_2_tells_no_protocol_no_trunk_and_no_group() => Assert.Equal(
        s_configured with { VlanProtocol = null, RateGroup = null, VgtPlus = null },
        OfedVfConfig.Parse(ConfigLayout.All.Single(layout => layout.Releases == "4.0-4.1").Write(s_configured), Source));

    [Fact]
    public void Of_two_groups_the_first_is_the_true_one_and_traffic_class_shares_are_passed_over()
    {
        const string Text = """
            VF         : 3
            MAC        : 00:11:22:33:44:55
            VLAN       : 100
            QoS        : 3
            VLAN Proto : 802.1ad
            SpoofCheck : ON
            Trust      : ON
            LinkState  : Up
            MinTxRate  : 1000
            MaxTxRate  : 5000
            RateGroup  : 7
            VGT+       : OFF
            RateGroup  : 0
            TC BW      : 0:10 1:20 2:30 3:40 4:0 5:0 6:0 7:0

            """;

        Assert.Equal(s_configured, OfedVfConfig.Parse(Text, Source));
        Assert.Equal(Text, ConfigLayout.All[^1].Write(s_configured));
    }

    [Fact]
    public void A_vf_in_a_devlink_node_shows_a_group_that_no_folder_has() =>
        Assert.Equal(OfedGroupConfig.DevlinkNode, OfedVfConfig.Parse("RateGroup  : 256\n", Source).RateGroup);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\n")]
    [InlineData("junk\n")]
    [InlineData("junk without an end")]
    [InlineData("\0\0\0\0")]
    [InlineData(":\n")]
    [InlineData(": : :\n")]
    [InlineData("mac : 00:11:22:33:44:55\n")] // labels have their case
    [InlineData("VLAN\0 : 5\n")]
    [InlineData("TC BW      : 0:10 1:20\n")]
    [InlineData("usage: write <LLADDR|Random> to set VF Mac Address\n")]
    public void What_tells_nothing_known_has_no_settings(string text) => Assert.Equal(new OfedVfConfig(), OfedVfConfig.Parse(text, Source));

    [Theory]
    [InlineData("LinkState  : Invalid policy\n")]
    [InlineData("VLAN Proto : Invalid vlan protocol\n")]
    [InlineData("VLAN Proto : N/A\n")]
    public void A_word_by_which_the_driver_tells_nothing_is_null(string text) => Assert.Equal(new OfedVfConfig(), OfedVfConfig.Parse(text, Source));

    [Theory]
    [InlineData("VLAN:100\nQoS:3\n")]
    [InlineData("  VLAN   :   100  \n\tQoS\t:\t3\t\n")]
    [InlineData("VLAN : 100\r\nQoS : 3\r\n")]
    [InlineData("VLAN : 100\n\nQoS : 3\nVLAN : 200\nVLAN : junk\n")]
    public void Blanks_and_empty_lines_and_later_repeats_change_nothing(string text) =>
        Assert.Equal(new OfedVfConfig { VlanId = 100, Qos = 3 }, OfedVfConfig.Parse(text, Source));

    [Theory]
    [InlineData("4294967295", 4_294_967_295)]
    [InlineData("-1", 4_294_967_295)] // what the driver prints for 4294967295
    [InlineData("-2147483648", 2_147_483_648)]
    [InlineData("2147483647", 2_147_483_647)]
    [InlineData("400000", 400_000)]
    public void A_rate_is_32_bits_however_they_are_printed(string printed, long megabits) =>
        Assert.Equal(Bandwidth.FromMegabits(megabits), OfedVfConfig.Parse($"MaxTxRate  : {printed}\n", Source).MaxTxRate);

    [Theory]
    [InlineData("MAC        : ", "a MAC address")]
    [InlineData("MAC        : junk", "a MAC address")]
    [InlineData("MAC        : 00:11:22:33:44", "a MAC address")]
    [InlineData("MAC        : 00:11:22:33:44:55\0", "a MAC address")]
    [InlineData("VLAN       : ", "a number of 0-4095")]
    [InlineData("VLAN       : 4096", "a number of 0-4095")]
    [InlineData("VLAN       : -1", "a number of 0-4095")]
    [InlineData("VLAN       : 1 0", "a number of 0-4095")]
    [InlineData("VLAN       : 0x10", "a number of 0-4095")]
    [InlineData("VLAN       : 10\0", "a number of 0-4095")]
    [InlineData("VLAN       : 4294967297", "a number of 0-4095")]
    [InlineData("QoS        : 8", "a number of 0-7")]
    [InlineData("QoS        : ٣", "a number of 0-7")]
    [InlineData("VLAN Proto : 802.1x", "one of 802.1Q, 802.1ad, N/A, Invalid vlan protocol")]
    [InlineData("VLAN Proto : 802.1q", "one of 802.1Q, 802.1ad, N/A, Invalid vlan protocol")]
    [InlineData("SpoofCheck : on", "one of ON, OFF")]
    [InlineData("SpoofCheck : ", "one of ON, OFF")]
    [InlineData("Trust      : 1", "one of ON, OFF")]
    [InlineData("VGT+       : ON OFF", "one of ON, OFF")]
    [InlineData("LinkState  : up", "one of Follow, Up, Down, Invalid policy")]
    [InlineData("LinkState  : auto", "one of Follow, Up, Down, Invalid policy")]
    [InlineData("MinTxRate  : 10Mbit", "a rate in Mbit/s")]
    [InlineData("MinTxRate  : 4294967296", "a rate in Mbit/s")]
    [InlineData("MinTxRate  : -2147483649", "a rate in Mbit/s")]
    [InlineData("MinTxRate  : -0", "a rate in Mbit/s")]
    [InlineData("MinTxRate  : -", "a rate in Mbit/s")]
    [InlineData("MaxTxRate  : 99999999999999999999", "a rate in Mbit/s")]
    [InlineData("MaxTxRate  : 1e3", "a rate in Mbit/s")]
    [InlineData("RateGroup  : -1", "a number of 0-2147483647")]
    [InlineData("RateGroup  : node1", "a number of 0-2147483647")]
    public void A_value_that_no_release_writes_is_refused_with_its_line_and_source(string line, string expected)
    {
        var refusal = Assert.Throws<MalformedTextException>(() => OfedVfConfig.Parse($"VF         : 3\n{line}\nother: 1\n", Source));

        Assert.Equal((Source, line), (refusal.Origin, refusal.Text));
        Assert.Equal($"{Source} reads '{PlainText.Of(line)}', which is not {expected}.", refusal.Message);
    }

    [Theory]
    [InlineData("VLAN       : 10\nMaxTxRate  : 50")] // of 5000
    [InlineData("MaxTxRate  : ")]
    [InlineData("MaxTxRate  :")]
    public void A_line_that_is_cut_is_refused(string text)
    {
        var refusal = Assert.Throws<MalformedTextException>(() => OfedVfConfig.Parse(text, Source));
        Assert.EndsWith("which is not a whole line.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VLAN       : 10\nMaxTxR")]
    [InlineData("VLAN       : 10\nTC BW      : 0:1")]
    [InlineData("VLAN       : 10\nVLAN       : 1")]
    public void A_cut_that_takes_no_value_away_changes_nothing(string text) =>
        Assert.Equal(new OfedVfConfig { VlanId = 10 }, OfedVfConfig.Parse(text, Source));
}
