using Mlx5Sriov.Core.Tests.Changes;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Inventory;

/// <summary>Which source tells which property, by dialect and e-switch mode.</summary>
public sealed class VirtualFunctionReaderTests
{
    private const string Sriov = "/sys/bus/pci/devices/0000:05:00.0/sriov";

    [Theory]
    [InlineData(SimulationProfile.ConnectX7)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407)]
    [InlineData(SimulationProfile.ConnectX7Inbox)]
    public void Settings_made_through_the_link_are_read_back(SimulationProfile profile)
    {
        var host = Host(profile);
        Set(host, 1, new VfSetting.Mac(MacAddress.Parse("02:00:00:00:00:01")), new VfSetting.Vlan(100, 3), new VfSetting.SpoofCheck(OnOff.On),
            new VfSetting.Trust(OnOff.On), new VfSetting.LinkState(VfLinkState.Enable), new VfSetting.Rate(Bandwidth.Parse("1Gbit"), Bandwidth.Parse("5Gbit")));

        var vf = Read(host, 1);
        Assert.Equal("02:00:00:00:00:01", $"{vf.MacAddress}");
        Assert.Equal((VlanMode.Vst, 100, 3, VlanProtocol.Dot1Q), (vf.VlanMode, vf.VlanId, vf.Qos, vf.VlanProtocol));
        Assert.Equal((OnOff.On, OnOff.On, VfLinkState.Enable), (vf.SpoofCheck, vf.Trust, vf.LinkState));
        Assert.Equal(("1Gbit", "5Gbit"), ($"{vf.MinTxRate}", $"{vf.MaxTxRate}"));
        Assert.Equal(VlanMode.Vgt, Read(host, 0).VlanMode);
    }

    [Fact]
    public void A_trunk_is_read_from_OFEDs_file_and_makes_the_mode_VGTplus()
    {
        var host = Host();
        host.Seams.KernelFiles.Write($"{Sriov}/2/trunk", "add 4 15");
        host.Seams.KernelFiles.Write($"{Sriov}/2/trunk", "add 17 17");

        var vf = Read(host, 2);
        Assert.Equal(VlanMode.VgtPlus, vf.VlanMode);
        Assert.Equal(new VlanTrunk(VlanSet.Parse("4-15,17"), IsComplete: true), vf.Trunk);
    }

    [Fact]
    public void A_trunk_that_the_driver_cut_is_marked()
    {
        var host = Host();
        host.Seams.KernelFiles.Write($"{Sriov}/2/trunk", "add 0 4095");
        var trunk = Read(host, 2).Trunk!;
        Assert.False(trunk.IsComplete);
        Assert.Equal("0-1035,...", trunk.ToString());
    }

    [Fact]
    public void Groups_are_numbers_and_none_is_null()
    {
        var host = Host();
        host.Seams.KernelFiles.Write($"{Sriov}/5/group", "7");
        Assert.Equal("7", Read(host, 5).RateGroup);
        Assert.Null(Read(host, 4).RateGroup);
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7)]
    [InlineData(SimulationProfile.ConnectX7Inbox)]
    public void In_switchdev_mode_the_port_tells_representor_MAC_migratable_and_node(SimulationProfile profile)
    {
        var host = Host(profile);
        var pf = PciAddress.Parse("05:00.0");
        host.Seams.Devlink.SetEswitch(pf, new Eswitch { Mode = EswitchMode.Switchdev });
        var port = host.Seams.Devlink.Ports().Single(p => p.Handle.Device == pf && p.VfNumber == 3).Handle;
        host.Seams.Devlink.SetPortFunction(port, new PortFunction { HardwareAddress = MacAddress.Parse("02:00:00:00:00:33") });
        host.Seams.Devlink.AddRateNode(pf, "gold", new RateLimits { TxMax = Bandwidth.Parse("10Gbit") });
        host.Seams.Devlink.SetRate(port, new RateLimits { Parent = "gold" });

        var vf = Read(host, 3);
        Assert.Equal("eth2_3", vf.Representor);
        Assert.Equal("02:00:00:00:00:33", $"{vf.MacAddress}");
        Assert.Equal(OnOff.Off, vf.Migratable);
        Assert.Equal("gold", vf.RateGroup);
        Assert.Null(Read(host, 2).RateGroup);
    }

    [Fact]
    public void The_uplink_is_told_from_its_representors()
    {
        var host = Host();
        host.Seams.Devlink.SetEswitch(PciAddress.Parse("05:00.0"), new Eswitch { Mode = EswitchMode.Switchdev });
        var snapshot = new HostSnapshot(host.Seams);
        Assert.Equal("eth2", snapshot.Sites[0].NetDevice);
        Assert.Equal(EswitchMode.Switchdev, snapshot.Read(snapshot.Sites[0]).EswitchMode);
    }

    [Fact]
    public void Who_may_not_ask_for_the_mode_still_sees_what_switchdev_offers()
    {
        var host = Host(SimulationProfile.ConnectX7Inbox);
        host.Seams.Devlink.SetEswitch(PciAddress.Parse("05:00.0"), new Eswitch { Mode = EswitchMode.Switchdev });
        host.IsRoot = false;
        var snapshot = new HostSnapshot(host.Seams);
        Assert.Null(snapshot.Read(snapshot.Sites[0]).EswitchMode);
        var vf = snapshot.OpenVfs(snapshot.Sites[0]).Read(3);
        Assert.Equal(("eth2_3", OnOff.Off), (vf.Representor, vf.Migratable));
    }

    [Fact]
    public void InfiniBand_VFs_tell_GUIDs_and_policy()
    {
        var host = Host(SimulationProfile.ConnectX6Infiniband);
        host.Seams.KernelFiles.Write($"{Sriov}/1/node", "00:11:22:33:44:55:1:0");
        host.Seams.KernelFiles.Write($"{Sriov}/1/port", "00:11:22:33:44:55:2:0");
        host.Seams.KernelFiles.Write($"{Sriov}/1/policy", "Follow");

        var vf = Read(host, 1);
        Assert.Equal("00:11:22:33:44:55:01:00", $"{vf.NodeGuid}");
        Assert.Equal("00:11:22:33:44:55:02:00", $"{vf.PortGuid}");
        Assert.Equal(VfLinkState.Auto, vf.Policy);
    }

    [Fact]
    public void VFs_that_have_not_appeared_yet_are_listed_without_their_devices()
    {
        var host = Host();
        host.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.1/sriov_numvfs", "4");
        var snapshot = new HostSnapshot(host.Seams);
        var reader = snapshot.OpenVfs(snapshot.Sites[1]);
        Assert.Equal(4, reader.Count);
        Assert.Null(reader.Read(3).Name);

        host.Seams.Clock.Wait(TimeSpan.FromSeconds(30), default);
        snapshot = new HostSnapshot(host.Seams);
        Assert.Equal("eth3v3", snapshot.OpenVfs(snapshot.Sites[1]).Read(3).Name);
    }

    [Fact]
    public void A_port_without_a_net_device_here_is_read_from_OFEDs_files()
    {
        var host = Host();
        Set(host, 1, new VfSetting.Trust(OnOff.On));
        host.MoveToNamespace("eth2", "blue");
        var snapshot = new HostSnapshot(host.Seams);
        Assert.Equal("0000:05:00.0", snapshot.Sites[0].Name);
        Assert.Equal(OnOff.On, snapshot.OpenVfs(snapshot.Sites[0]).Read(1).Trust);
    }

    [Fact]
    public void A_list_that_the_kernel_cut_is_completed_from_OFEDs_files_and_refused_without_them()
    {
        var ofed = Host();
        var snapshot = new HostSnapshot(ofed.Seams with { IpLink = new CutIpLink(ofed.Seams.IpLink) });
        Assert.Equal(8, snapshot.OpenVfs(snapshot.Sites[0]).Count);
        Assert.Equal(OnOff.Off, snapshot.OpenVfs(snapshot.Sites[0]).Read(7).Trust);
        Assert.Contains("enp5s0f0np0", snapshot.Read(snapshot.Sites[0]).AltNames);

        var inbox = Host(SimulationProfile.ConnectX7Inbox);
        snapshot = new HostSnapshot(inbox.Seams with { IpLink = new CutIpLink(inbox.Seams.IpLink) });
        Assert.Throws<VfListIncompleteException>(() => snapshot.OpenVfs(snapshot.Sites[0]));
    }

    /// <summary>The link that tells rates is in another namespace with the uplink; the leaf by which they are set is not.</summary>
    [Theory]
    [InlineData(SimulationProfile.ConnectX7Inbox)]
    [InlineData(SimulationProfile.ConnectX7)]
    public void Rates_in_switchdev_are_set_and_read_back_without_the_uplink(SimulationProfile profile)
    {
        var host = Host(profile);
        host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        host.MoveToNamespace("eth2", "away");
        var wish = new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = new() { MaxTxRate = SampleSettings.Fast } });
        var runner = new PlanRunner(host.Seams, TimeSpan.Zero);

        Assert.False(runner.Run(wish, null, CancellationToken.None).IsEmpty);

        Assert.Equal(SampleSettings.Fast, Read(host, 1).MaxTxRate);
        Assert.True(runner.Run(wish, null, CancellationToken.None).IsEmpty);
    }

    /// <summary>What a kernel does not tell is unknown, and neither "no VF" nor an obstacle to setting it.</summary>
    [Fact]
    public void Settings_that_the_kernel_does_not_tell_for_their_length_are_unknown_and_can_be_set()
    {
        var host = Host(SimulationProfile.ConnectX6Infiniband);
        host.IsVfListTooLong = true;
        var inbox = host.Seams with { KernelFiles = new AlteredSysfs(host.Seams.KernelFiles, "/sriov", "/node", "/policy") };
        var snapshot = new HostSnapshot(inbox);
        var vfs = snapshot.OpenVfs(snapshot.Sites[0]);

        Assert.Equal(8, vfs.Count);
        Assert.Equal((null, null, null), (vfs.Read(0).NodeGuid, vfs.Read(0).PortGuid, vfs.Read(0).Policy));
        Assert.Equal("mlx5_core", vfs.Read(0).Driver);
        Assert.Equal(DriverDialect.Inbox, snapshot.Read(snapshot.Sites[0]).Dialect);

        var wish = new VfSettingsWish("Set-MlxVf", vfs.Read(0).PfPciAddress, new Dictionary<int, VfWish> { [0] = new() { NodeGuid = SampleSettings.Guid1 } });
        var plan = new PlanRunner(inbox, TimeSpan.Zero).Run(wish, null, CancellationToken.None);
        Assert.False(plan.IsReversible);
        host.IsVfListTooLong = false;
        Assert.Equal(SampleSettings.Guid1, Read(host, 0).NodeGuid);
    }

    [Fact]
    public void On_Ethernet_nothing_is_set_where_the_kernel_tells_nothing()
    {
        var host = Host(SimulationProfile.ConnectX7Inbox);
        host.IsVfListTooLong = true;
        var snapshot = new HostSnapshot(host.Seams);
        Assert.Contains("EMSGSIZE", Assert.Throws<VfListIncompleteException>(() => snapshot.OpenVfs(snapshot.Sites[0])).Message, StringComparison.Ordinal);
    }

    private static SimulatedHost Host(SimulationProfile profile = SimulationProfile.ConnectX7) => new(new SimulationOptions { Profile = profile });

    private static void Set(SimulatedHost host, int vf, params VfSetting[] settings)
    {
        var link = host.Seams.IpLink.Find("eth2")!;
        foreach (var setting in settings) host.Seams.IpLink.SetVf(link, vf, setting);
    }

    private static VirtualFunction Read(SimulatedHost host, int index)
    {
        var snapshot = new HostSnapshot(host.Seams);
        return snapshot.OpenVfs(snapshot.Sites[0]).Read(index);
    }

    /// <summary>A link seam whose VF lists are cut, as a kernel's are beyond 64 KiB.</summary>
    private sealed class CutIpLink(IIpLink whole) : IIpLink
    {
        public NetworkLink? Find(string name) => whole.Find(name) switch
        {
            { VfCount: > 0 } link => throw new VfListIncompleteException(link.Name, 1, link.VfCount),
            var link => link,
        };

        public NetworkLink? FindWithStatistics(string name) => Find(name);

        public IReadOnlyList<NetworkLink>? List(string? namespacePath = null) => whole.List(namespacePath);

        public void SetVf(NetworkLink link, int vf, VfSetting setting) => whole.SetVf(link, vf, setting);

        public void SetPromiscuous(NetworkLink link, OnOff state) => whole.SetPromiscuous(link, state);

        public void SetAllMulticast(NetworkLink link, OnOff state) => whole.SetAllMulticast(link, state);
    }
}
