using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>What the setter files of OFED's tree take, refuse and read back.</summary>
public sealed class SetterFileTests : SimulationTest
{
    private readonly SimulatedHost _host = NewHost();

    private IKernelFiles Sysfs => _host.Seams.KernelFiles;

    [Theory]
    [InlineData("mac", "usage: write <LLADDR|Random> to set VF Mac Address")]
    [InlineData("vlan", "usage: write <Vlan:Qos[:Proto]> to set VF Vlan, Qos, and optionally Vlan Protocol (default 802.1Q)")]
    [InlineData("spoofcheck", "usage: write <ON|OFF> to enable|disable VF SpoofCheck")]
    [InlineData("trust", "usage: write <ON|OFF> to trust|untrust VF")]
    [InlineData("link_state", "usage: write <Up|Down|Follow> to set VF State")]
    [InlineData("max_tx_rate", "usage: write <Rate (Mbit/s)> to set VF max rate")]
    [InlineData("min_tx_rate", "usage: write <Rate (Mbit/s)> to set VF min rate")]
    [InlineData("group", "usage: write <Group 0-255> to set VF vport group")]
    public void Setters_read_back_how_to_use_them(string file, string text) => Assert.Equal($"{text}\n", Sysfs.Read(Vf(0, file)));

    [Theory]
    [InlineData("max_tx_rate", "usage: write <Rate (Mbit/s)> to set VF group max rate")]
    [InlineData("min_tx_rate", "usage: write <Rate (Mbit/s)> to set VF group min rate")]
    public void The_setters_of_groups_do_too(string file, string text)
    {
        Sysfs.Write(Vf(0, "group"), "7");

        Assert.Equal($"{text}\n", Sysfs.Read($"{Eth2}/sriov/groups/7/{file}"));
    }

    [Theory]
    [InlineData("mac", "00:11:22:33:44:55", "MAC", "00:11:22:33:44:55")]
    [InlineData("mac", "0:1:2:3:4:5", "MAC", "00:01:02:03:04:05")]
    [InlineData("mac", "2:AA:bb:Cc:dd:ee", "MAC", "02:aa:bb:cc:dd:ee")]
    [InlineData("mac", "100:11:22:33:44:155", "MAC", "00:11:22:33:44:55")]
    [InlineData("mac", "00:11:22:33:44:55:66 junk", "MAC", "00:11:22:33:44:55")]
    [InlineData("mac", "00:00:00:00:00:00", "MAC", "00:00:00:00:00:00")]
    [InlineData("vlan", "10:3", "VLAN", "10")]
    [InlineData("vlan", "10:3", "QoS", "3")]
    [InlineData("vlan", "10:3", "VLAN Proto", "802.1Q")]
    [InlineData("vlan", "10:3:802.1q", "VLAN Proto", "802.1Q")]
    [InlineData("vlan", "10:3:802.1ad", "VLAN Proto", "802.1ad")]
    [InlineData("vlan", "10:3:802.1AD", "VLAN Proto", "802.1ad")]
    [InlineData("vlan", "10:3:anything", "VLAN Proto", "802.1Q")]
    [InlineData("vlan", "4095:7", "VLAN", "4095")]
    [InlineData("vlan", "65546:3", "VLAN", "10")]
    [InlineData("vlan", "10:259", "QoS", "3")]
    [InlineData("vlan", " 10: 3", "VLAN", "10")]
    [InlineData("vlan", "0:5", "VLAN Proto", "802.1Q")]
    [InlineData("vlan", "0:0", "VLAN Proto", "N/A")]
    [InlineData("spoofcheck", "ON", "SpoofCheck", "ON")]
    [InlineData("trust", "ON", "Trust", "ON")]
    [InlineData("link_state", "Up", "LinkState", "Up")]
    [InlineData("link_state", "Down", "LinkState", "Down")]
    [InlineData("link_state", "Follow", "LinkState", "Follow")]
    [InlineData("max_tx_rate", "5000", "MaxTxRate", "5000")]
    [InlineData("max_tx_rate", "999999", "MaxTxRate", "999999")]
    [InlineData("max_tx_rate", "4294967295", "MaxTxRate", "-1")]
    [InlineData("min_tx_rate", "2000", "MinTxRate", "2000")]
    [InlineData("group", "255", "RateGroup", "255")]
    [InlineData("group", "7junk", "RateGroup", "7")]
    [InlineData("group", "4294967303", "RateGroup", "7")]
    [InlineData("trunk", "add 4 15", "VGT+", "ON")]
    [InlineData("trunk", "add 0 4095 and more", "VGT+", "ON")]
    public void A_setter_sets_what_config_shows(string file, string text, string label, string shown)
    {
        Sysfs.Write(Vf(3, file), text);

        Assert.Equal(shown, Config(_host, 3, label));
    }

    [Theory]
    [InlineData("mac", "00:11:22:33:44", Errno.EINVAL)]
    [InlineData("mac", "zz:11:22:33:44:55", Errno.EINVAL)]
    [InlineData("mac", "random", Errno.EINVAL)]
    [InlineData("mac", "", Errno.EINVAL)]
    [InlineData("mac", "01:00:5e:00:00:01", Errno.EINVAL)]
    [InlineData("mac", "ff:ff:ff:ff:ff:ff", Errno.EINVAL)]
    [InlineData("vlan", "10", Errno.EINVAL)]
    [InlineData("vlan", "10:", Errno.EINVAL)]
    [InlineData("vlan", "4096:0", Errno.EINVAL)]
    [InlineData("vlan", "10:8", Errno.EINVAL)]
    [InlineData("vlan", "-1:0", Errno.EINVAL)]
    [InlineData("vlan", "10:3:802.1x", Errno.EINVAL)]
    [InlineData("vlan", "10:3:802.1qq", Errno.EINVAL)]
    [InlineData("spoofcheck", "on", Errno.EINVAL)]
    [InlineData("spoofcheck", "ON ", Errno.EINVAL)]
    [InlineData("trust", "1", Errno.EINVAL)]
    [InlineData("link_state", "up", Errno.EINVAL)]
    [InlineData("link_state", "auto", Errno.EINVAL)]
    [InlineData("max_tx_rate", "5000mbit", Errno.EINVAL)]
    [InlineData("max_tx_rate", "-1", Errno.EINVAL)]
    [InlineData("max_tx_rate", "", Errno.EINVAL)]
    [InlineData("max_tx_rate", "4294967296", Errno.ERANGE)]
    [InlineData("min_tx_rate", "0x10", Errno.EINVAL)]
    [InlineData("group", "256", Errno.EINVAL)]
    [InlineData("group", "x", Errno.EINVAL)]
    [InlineData("group", "-1", Errno.EINVAL)]
    [InlineData("trunk", "<add> 4 15", Errno.EINVAL)]
    [InlineData("trunk", "add 4", Errno.EINVAL)]
    [InlineData("trunk", "add 15 4", Errno.EINVAL)]
    [InlineData("trunk", "add 4 4096", Errno.EINVAL)]
    [InlineData("trunk", "del 4 15", Errno.EINVAL)]
    [InlineData("trunk", "ADD 4 15", Errno.EINVAL)]
    [InlineData("trunk", "rem 15 4", Errno.EINVAL)]
    [InlineData("node", "00:11:22:33:44:55:66", Errno.EINVAL)]
    [InlineData("node", "001:22:33:44:55:66:77:88", Errno.EINVAL)]
    [InlineData("config", "anything", Errno.ENOTSUPP)]
    [InlineData("stats", "0", Errno.ENOTSUPP)]
    [InlineData("paging_control/page_limit", "x", Errno.EINVAL)]
    [InlineData("paging_control/num_pages", "1", Errno.EOPNOTSUPP)]
    [InlineData("meters/rx/bps/rate", "-1", Errno.EINVAL)]
    [InlineData("meters/rx/bps/rate", "5x", Errno.EINVAL)]
    [InlineData("meters/rx/bps/rate", "5", Errno.EOPNOTSUPP)]
    [InlineData("meters/tx/pps/bytes_dropped", "0", Errno.EOPNOTSUPP)]
    public void A_setter_refuses_what_the_driver_refuses(string file, string text, Errno errno)
    {
        var before = Sysfs.Read(Vf(3, "config"));

        Refuses(errno, () => Sysfs.Write(Vf(3, file), text));

        Assert.Equal(before, Sysfs.Read(Vf(3, "config")));
    }

    [Fact]
    public void A_random_mac_is_of_one_function_and_locally_administered()
    {
        Sysfs.Write(Vf(0, "mac"), "Random");
        Sysfs.Write(Vf(1, "mac"), "Random");

        var first = MacAddress.Parse(Config(_host, 0, "MAC"));
        Assert.True(first is { IsZero: false, IsMulticast: false, IsLocal: true });
        Assert.NotEqual(Config(_host, 0, "MAC"), Config(_host, 1, "MAC"));
    }

    [Theory]
    [InlineData("5000", "5000")]
    [InlineData("5000mbit", "5000")]
    [InlineData("4294967301", "5")]
    public void Older_releases_read_rates_leniently(string text, string shown)
    {
        var host = NewHost(SimulationProfile.ConnectX7Ofed2407);

        host.Seams.KernelFiles.Write(Vf(0, "max_tx_rate"), text);

        Assert.Equal(shown, Config(host, 0, "MaxTxRate"));
    }

    [Fact]
    public void Neither_rate_is_held_against_the_other()
    {
        Sysfs.Write(Vf(0, "max_tx_rate"), "100");
        Sysfs.Write(Vf(0, "min_tx_rate"), "200");

        Assert.Equal("200", Config(_host, 0, "MinTxRate"));
        Assert.Equal("100", Config(_host, 0, "MaxTxRate"));
    }

    [Fact]
    public void Vst_and_vgt_plus_exclude_each_other()
    {
        Sysfs.Write(Vf(0, "vlan"), "10:0");
        Refuses(Errno.EPERM, () => Sysfs.Write(Vf(0, "trunk"), "add 4 15"));

        Sysfs.Write(Vf(1, "vlan"), "0:3");
        Refuses(Errno.EPERM, () => Sysfs.Write(Vf(1, "trunk"), "add 4 15"));

        Sysfs.Write(Vf(2, "trunk"), "add 4 15");
        Refuses(Errno.EPERM, () => Sysfs.Write(Vf(2, "vlan"), "10:0"));
        Refuses(Errno.EPERM, () => Sysfs.Write(Vf(2, "vlan"), "0:0"));
        Sysfs.Write(Vf(2, "trunk"), "rem 0 4095");
        Sysfs.Write(Vf(2, "vlan"), "10:0");
    }

    [Fact]
    public void Taking_vlans_from_a_trunk_is_allowed_under_vst()
    {
        Sysfs.Write(Vf(0, "vlan"), "10:0");

        Sysfs.Write(Vf(0, "trunk"), "rem 0 4095");
    }

    [Fact]
    public void A_mac_address_sets_the_node_guid_too()
    {
        Assert.Equal("00:00:00:00:00:00:00:00\n", Sysfs.Read(Vf(0, "node")));

        Sysfs.Write(Vf(0, "mac"), "00:11:22:33:44:55");
        Assert.Equal("00:11:22:ff:fe:33:44:55\n", Sysfs.Read(Vf(0, "node")));

        Sysfs.Write(Vf(0, "node"), "00:11:22:33:44:55:1:0");
        Assert.Equal("00:11:22:33:44:55:01:00\n", Sysfs.Read(Vf(0, "node")));
    }

    [Fact]
    public void A_page_limit_reads_back()
    {
        Assert.Equal("0\n", Sysfs.Read(Vf(0, "paging_control/page_limit")));

        Sysfs.Write(Vf(0, "paging_control/page_limit"), "4294967295");

        Assert.Equal("4294967295\n", Sysfs.Read(Vf(0, "paging_control/page_limit")));
        Assert.NotEqual("0\n", Sysfs.Read(Vf(0, "paging_control/num_pages")));
    }

    [Theory]
    [InlineData("vlan", "10:0", Errno.EOPNOTSUPP)]
    [InlineData("spoofcheck", "ON", Errno.EOPNOTSUPP)]
    [InlineData("trust", "ON", Errno.EOPNOTSUPP)]
    [InlineData("link_state", "Up", Errno.EOPNOTSUPP)]
    [InlineData("vlan", "0:0", null)]
    [InlineData("vlan", "0:5", null)]
    [InlineData("mac", "00:11:22:33:44:55", null)]
    [InlineData("max_tx_rate", "100", null)]
    [InlineData("group", "3", null)]
    [InlineData("meters/rx/bps/rate", "5", null)]
    public void In_switchdev_mode_each_file_has_its_own_answer(string file, string text, Errno? errno)
    {
        var sysfs = NewSwitchdevHost().Seams.KernelFiles;

        if (errno is { } refusal) Refuses(refusal, () => sysfs.Write(Vf(0, file), text));
        else sysfs.Write(Vf(0, file), text);
    }

    [Fact]
    public void Meters_read_in_switchdev_mode_only()
    {
        Refuses(Errno.EOPNOTSUPP, () => Sysfs.Read(Vf(0, "meters/tx/pps/burst")));

        var sysfs = NewSwitchdevHost().Seams.KernelFiles;
        sysfs.Write(Vf(0, "meters/tx/pps/burst"), "77");

        Assert.Equal("77\n", sysfs.Read(Vf(0, "meters/tx/pps/burst")));
        Assert.Equal("0\n", sysfs.Read(Vf(0, "meters/tx/pps/rate")));
    }
}
