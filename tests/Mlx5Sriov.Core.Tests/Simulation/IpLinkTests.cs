using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class IpLinkTests : SimulationTest
{
    private static readonly VfSetting.NodeGuid s_nodeGuid = new(InfinibandGuid.Parse("00:11:22:33:44:55:66:77"));
    private static readonly VfSetting.PortGuid s_portGuid = new(InfinibandGuid.Parse("00:11:22:33:44:55:66:88"));

    private readonly SimulatedHost _host = NewHost();

    private IIpLink IpLink => _host.Seams.IpLink;

    public static TheoryData<VfSetting, string, string> Settings => new()
    {
        { Mac("00:11:22:33:44:55"), "MAC", "00:11:22:33:44:55" },
        { Mac("00:00:00:00:00:00"), "MAC", "00:00:00:00:00:00" },
        { new VfSetting.Vlan(10, 3), "VLAN", "10" },
        { new VfSetting.Vlan(4095), "VLAN", "4095" },
        { new VfSetting.Vlan(5, 0, VlanProtocol.Dot1Ad), "VLAN Proto", "802.1ad" },
        { Rate(100, 1000), "MinTxRate", "100" },
        { Rate(100, 1000), "MaxTxRate", "1000" },
        { Rate(100, 0), "MinTxRate", "100" },
        { new VfSetting.SpoofCheck(OnOff.On), "SpoofCheck", "ON" },
        { new VfSetting.Trust(OnOff.On), "Trust", "ON" },
        { new VfSetting.LinkState(VfLinkState.Enable), "LinkState", "Up" },
        { new VfSetting.LinkState(VfLinkState.Disable), "LinkState", "Down" },
        { new VfSetting.LinkState(VfLinkState.Auto), "LinkState", "Follow" },
    };

    public static TheoryData<SimulationProfile, bool, int, VfSetting, Errno> Refusals => new()
    {
        { SimulationProfile.ConnectX7, false, 8, Mac("00:11:22:33:44:55"), Errno.EINVAL },
        { SimulationProfile.ConnectX7, false, -1, new VfSetting.Vlan(5), Errno.EINVAL },
        { SimulationProfile.ConnectX7, false, 99, new VfSetting.Trust(OnOff.On), Errno.EINVAL },
        { SimulationProfile.ConnectX7, false, 0, Mac("01:00:5e:00:00:01"), Errno.EINVAL },
        { SimulationProfile.ConnectX7, false, 0, Mac("ff:ff:ff:ff:ff:ff"), Errno.EINVAL },
        { SimulationProfile.ConnectX7, false, 0, new VfSetting.Vlan(4096), Errno.EINVAL },
        { SimulationProfile.ConnectX7, false, 0, new VfSetting.Vlan(100, 8), Errno.EINVAL },
        { SimulationProfile.ConnectX7Inbox, false, 0, new VfSetting.Vlan(5, 0, VlanProtocol.Dot1Ad), Errno.EPROTONOSUPPORT },
        { SimulationProfile.ConnectX7, false, 0, Rate(1000, 100), Errno.EINVAL },
        { SimulationProfile.ConnectX7, false, 0, s_nodeGuid, Errno.EOPNOTSUPP },
        { SimulationProfile.ConnectX7, false, 0, s_portGuid, Errno.EOPNOTSUPP },
        { SimulationProfile.ConnectX7, true, 0, new VfSetting.Vlan(5), Errno.EOPNOTSUPP },
        { SimulationProfile.ConnectX7, true, 0, new VfSetting.SpoofCheck(OnOff.On), Errno.EOPNOTSUPP },
        { SimulationProfile.ConnectX7, true, 0, new VfSetting.Trust(OnOff.On), Errno.EOPNOTSUPP },
        { SimulationProfile.ConnectX7, true, 0, new VfSetting.LinkState(VfLinkState.Enable), Errno.EOPNOTSUPP },
        { SimulationProfile.ConnectX6Infiniband, false, 0, Mac("00:11:22:33:44:55"), Errno.EOPNOTSUPP },
        { SimulationProfile.ConnectX6Infiniband, false, 0, new VfSetting.Trust(OnOff.On), Errno.EOPNOTSUPP },
        { SimulationProfile.ConnectX6Infiniband, false, 8, s_nodeGuid, Errno.EINVAL },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_shows_in_ofeds_config(VfSetting setting, string label, string shown)
    {
        IpLink.SetVf(Link(_host), 3, setting);

        Assert.Equal(shown, Config(_host, 3, label));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_setting_is_refused_as_the_kernel_refuses_it(SimulationProfile profile, bool isSwitchdev, int vf, VfSetting setting, Errno errno)
    {
        var host = isSwitchdev ? NewSwitchdevHost(profile) : NewHost(profile);
        var link = host.Seams.IpLink.List()![1];

        var refusal = Refuses(errno, () => host.Seams.IpLink.SetVf(link, vf, setting));

        Assert.Equal($"ip link set dev {link.Name} vf {vf} {setting}", refusal.Act);
    }

    [Fact]
    public void In_switchdev_mode_a_mac_and_no_vlan_can_be_set()
    {
        var host = NewSwitchdevHost();

        host.Seams.IpLink.SetVf(Link(host), 0, Mac("00:11:22:33:44:55"));
        host.Seams.IpLink.SetVf(Link(host), 0, new VfSetting.Vlan(0));

        Assert.Equal("00:11:22:33:44:55", Config(host, 0, "MAC"));
    }

    [Fact]
    public void A_vlan_is_refused_while_a_trunk_is_set()
    {
        _host.Seams.KernelFiles.Write(Vf(0, "trunk"), "add 4 15");

        Refuses(Errno.EPERM, () => IpLink.SetVf(Link(_host), 0, new VfSetting.Vlan(10)));
    }

    [Theory]
    [InlineData("lo")]
    [InlineData("eth2v0")]
    public void A_link_without_vfs_refuses_their_settings(string name) =>
        Refuses(Errno.EOPNOTSUPP, () => IpLink.SetVf(Link(_host, name), 0, new VfSetting.Trust(OnOff.On)));

    [Fact]
    public void A_link_that_is_gone_is_no_device()
    {
        var link = Link(_host);
        _host.UnbindDriver(Pf0Address);

        Refuses(Errno.ENODEV, () => IpLink.SetVf(link, 0, new VfSetting.Trust(OnOff.On)));
        Refuses(Errno.ENODEV, () => IpLink.SetPromiscuous(link, OnOff.On));
    }

    [Theory]
    [InlineData("eth2")]
    [InlineData("enp5s0f0np0")]
    public void A_link_is_found_by_each_of_its_names(string name)
    {
        var link = Link(_host, name);

        Assert.Equal("eth2", link.Name);
        Assert.Equal(["enp5s0f0np0"], link.AltNames);
        Assert.Equal(LinkLayer.Ethernet, link.LinkLayer);
        Assert.Equal("p0", link.PhysicalPortName);
        Assert.Equal("946dae0300051000", link.PhysicalSwitchId);
        Assert.Equal(("pci", "0000:05:00.0"), (link.ParentBus, link.ParentDevice));
        Assert.True(link.IsUp);
        Assert.Equal(8, link.VfCount);
        Assert.Equal(Enumerable.Range(0, 8), link.Vfs.Select(vf => vf.Index));
    }

    [Fact]
    public void An_untouched_vf_has_no_settings_and_no_counters()
    {
        var vf = Link(_host).Vfs[0];

        Assert.Equal(
            new VfLink
            {
                Index = 0,
                Mac = MacAddress.Zero,
                MinTxRate = Bandwidth.Zero,
                MaxTxRate = Bandwidth.Zero,
                SpoofCheck = OnOff.Off,
                Trust = OnOff.Off,
                LinkState = VfLinkState.Auto,
            },
            vf);
    }

    [Fact]
    public void Counters_are_those_of_stats_but_for_what_netlink_has_no_place_for()
    {
        _host.Seams.Clock.Wait(TimeSpan.FromSeconds(100), CancellationToken.None);

        var counters = IpLink.FindWithStatistics("eth2")!.Vfs[1].Counters!;

        var stats = _host.Seams.KernelFiles.Read(Vf(1, "stats"))!;
        Assert.Equal(Setting(stats, "rx_packets"), $"{counters.RxPackets}");
        Assert.Equal(Setting(stats, "tx_bytes"), $"{counters.TxBytes}");
        Assert.Equal(Setting(stats, "rx_dropped"), $"{counters.RxDropped}");
        Assert.Null(counters.TxBroadcast);
        Assert.Null(counters.TxMulticast);
    }

    [Fact]
    public void Links_list_without_their_vfs()
    {
        var links = IpLink.List()!;

        Assert.Equal(["lo", "eth2", "eth3", "eth2v0"], links.Take(4).Select(l => l.Name));
        Assert.All(links, link => Assert.True(link is { VfCount: null, Vfs.Count: 0 }));
    }

    [Fact]
    public void An_unknown_name_finds_nothing()
    {
        Assert.Null(IpLink.Find("nosuch"));
        Assert.Null(IpLink.FindWithStatistics("nosuch"));
    }

    [Fact]
    public void Reception_modes_show_in_the_link()
    {
        IpLink.SetPromiscuous(Link(_host, "eth2v0"), OnOff.On);
        IpLink.SetAllMulticast(Link(_host, "eth2v0"), OnOff.On);
        IpLink.SetAllMulticast(Link(_host, "eth2v0"), OnOff.Off);

        var link = Link(_host, "eth2v0");
        Assert.True(link is { IsPromiscuous: true, IsAllMulticast: false, VfCount: 0 });
        Assert.Equal(
            ["ip link set dev eth2v0 promisc on", "ip link set dev eth2v0 allmulticast on", "ip link set dev eth2v0 allmulticast off"],
            _host.Writes.Select(w => w.Act));
    }

    [Fact]
    public void Infiniband_tells_the_guids_that_netlink_set_and_no_others()
    {
        var host = NewHost(SimulationProfile.ConnectX6Infiniband);
        host.Seams.KernelFiles.Write($"{Pf0}/sriov/0/node", "00:11:22:33:44:55:1:0");
        Assert.Equal(default(InfinibandGuid), Link(host, "ib0").Vfs[0].NodeGuid);

        host.Seams.IpLink.SetVf(Link(host, "ib0"), 0, s_nodeGuid);
        host.Seams.IpLink.SetVf(Link(host, "ib0"), 0, s_portGuid);
        host.Seams.IpLink.SetVf(Link(host, "ib0"), 0, new VfSetting.LinkState(VfLinkState.Auto));

        var vf = Link(host, "ib0").Vfs[0];
        Assert.Equal((s_nodeGuid.Guid, s_portGuid.Guid, VfLinkState.Auto), (vf.NodeGuid, vf.PortGuid, vf.LinkState));
        Assert.Null(vf.Mac);
        Assert.Equal("00:11:22:33:44:55:66:77\n", host.Seams.KernelFiles.Read($"{Pf0}/sriov/0/node"));
        Assert.Equal("Follow\n", host.Seams.KernelFiles.Read($"{Pf0}/sriov/0/policy"));
    }

    private static VfSetting.Mac Mac(string text) => new(MacAddress.Parse(text));

    private static VfSetting.Rate Rate(int min, int max) => new(Bandwidth.FromMegabits(min), Bandwidth.FromMegabits(max));
}
