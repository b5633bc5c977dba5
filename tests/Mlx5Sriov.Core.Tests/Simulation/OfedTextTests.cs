using System.Globalization;

using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>The texts of OFED's tree, to the letter.</summary>
public sealed class OfedTextTests : SimulationTest
{
    private const string UntouchedConfig = """
        VF         : 0
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

    private readonly SimulatedHost _host = NewHost();

    private IKernelFiles Sysfs => _host.Seams.KernelFiles;

    [Fact]
    public void The_config_of_an_untouched_vf() => Assert.Equal(UntouchedConfig, Sysfs.Read(Vf(0, "config")));

    [Fact]
    public void The_config_of_older_releases_ends_in_a_dead_line()
    {
        var sysfs = NewHost(SimulationProfile.ConnectX7Ofed2407).Seams.KernelFiles;
        sysfs.Write(Vf(0, "group"), "5");

        Assert.Equal($"{UntouchedConfig.Replace("RateGroup  : 0", "RateGroup  : 5", StringComparison.Ordinal)}RateGroup  : 0\n", sysfs.Read(Vf(0, "config")));
    }

    [Fact]
    public void The_config_of_a_vf_with_every_setting()
    {
        foreach (var (file, text) in new[]
        {
            ("mac", "00:11:22:33:44:55"), ("vlan", "10:3:802.1ad"), ("spoofcheck", "ON"), ("trust", "ON"), ("link_state", "Up"),
            ("min_tx_rate", "100"), ("max_tx_rate", "2000"), ("group", "7"),
        })
            Sysfs.Write(Vf(2, file), text);

        Assert.Equal(
            """
            VF         : 2
            MAC        : 00:11:22:33:44:55
            VLAN       : 10
            QoS        : 3
            VLAN Proto : 802.1ad
            SpoofCheck : ON
            Trust      : ON
            LinkState  : Up
            MinTxRate  : 100
            MaxTxRate  : 2000
            RateGroup  : 7
            VGT+       : OFF

            """,
            Sysfs.Read(Vf(2, "config")));
    }

    [Fact]
    public void The_config_of_a_group()
    {
        Sysfs.Write(Vf(0, "group"), "7");
        Sysfs.Write($"{Eth2}/sriov/groups/7/max_tx_rate", "5000");

        Assert.Equal(
            """
            Num VFs    : 1
            MaxRate    : 5000
            MinRate    : 0
            BWShare(Indirect cfg)    : 0

            """,
            Sysfs.Read($"{Eth2}/sriov/groups/7/config"));
    }

    [Fact]
    public void Stats_have_their_labels_in_the_drivers_order_and_grow_with_the_clock()
    {
        var first = Sysfs.Read(Vf(1, "stats"))!;
        _host.Seams.Clock.Wait(TimeSpan.FromSeconds(100), CancellationToken.None);
        var second = Sysfs.Read(Vf(1, "stats"))!;

        Assert.Equal(
            [
                "tx_packets    ", "tx_bytes      ", "tx_dropped    ", "rx_packets    ", "rx_bytes      ",
                "rx_broadcast  ", "rx_multicast  ", "tx_broadcast  ", "tx_multicast  ", "rx_dropped    ",
            ],
            first.TrimEnd('\n').Split('\n').Select(line => line.Split(": ")[0]));
        Assert.Equal(2_000_000UL, Grown("rx_packets"));
        Assert.Equal(1000UL, Grown("rx_multicast"));
        Assert.Equal(0UL, Grown("rx_dropped"));

        ulong Grown(string label) => Number(second, label) - Number(first, label);

        ulong Number(string text, string label) => ulong.Parse(Setting(text, label), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void In_switchdev_mode_no_drops_are_counted()
    {
        var host = NewSwitchdevHost();
        host.Seams.Clock.Wait(TimeSpan.FromSeconds(100), CancellationToken.None);

        Assert.Equal("0", Setting(host.Seams.KernelFiles.Read(Vf(1, "stats"))!, "rx_dropped"));
    }

    [Fact]
    public void A_trunk_names_every_vlan()
    {
        Assert.Equal("", Sysfs.Read(Vf(0, "trunk")));

        Sysfs.Write(Vf(0, "trunk"), "add 4 6");
        Sysfs.Write(Vf(0, "trunk"), "add 17 17");
        Sysfs.Write(Vf(0, "trunk"), "add 0 0");
        Sysfs.Write(Vf(0, "trunk"), "rem 5 5");

        Assert.Equal("Allowed 802.1Q VLANs: 0 4 6 17\n", Sysfs.Read(Vf(0, "trunk")));
        Sysfs.Write(Vf(0, "trunk"), "rem 0 4095");
        Assert.Equal("", Sysfs.Read(Vf(0, "trunk")));
    }

    [Fact]
    public void A_trunk_is_cut_at_one_page_within_a_number()
    {
        Sysfs.Write(Vf(0, "trunk"), "add 0 4095");

        var text = Sysfs.Read(Vf(0, "trunk"))!;

        Assert.Equal(4095, text.Length);
        Assert.EndsWith(" 1034 1035 103", text, StringComparison.Ordinal);
    }
}
