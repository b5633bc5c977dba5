using Mlx5Sriov.Counters;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Core.Tests.Inventory;

/// <summary>Which source tells which counter.</summary>
public sealed class VfStatisticReaderTests
{
    private static readonly PciAddress s_pf = PciAddress.Parse("05:00.0");

    [Theory]
    [InlineData(SimulationProfile.ConnectX7, VfStatisticSource.Ofed)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, VfStatisticSource.Ofed)]
    [InlineData(SimulationProfile.ConnectX7Inbox, VfStatisticSource.Netlink)]
    public void The_richer_source_tells_and_both_tell_the_same(SimulationProfile profile, VfStatisticSource source)
    {
        var statistic = Read(Host(profile), 7);

        Assert.Equal(source, statistic.Source);
        Assert.Equal(
            (288_000_000UL, 259_200_000_000UL, 7_200UL, 36_000UL, 288_000UL),
            (statistic.RxPackets, statistic.RxBytes, statistic.RxBroadcast, statistic.RxMulticast, statistic.RxDropped));
        Assert.Equal((144_000_000UL, 86_400_000_000UL, 14_400UL), (statistic.TxPackets, statistic.TxBytes, statistic.TxDropped));
        Assert.Equal(source == VfStatisticSource.Ofed ? (3_600UL, 14_400UL) : (null, null), (statistic.TxBroadcast, statistic.TxMulticast));
        Assert.Equal(("eth2", 7, "eth2v7", "0000:05:01.1"), (statistic.Pf, statistic.Index, statistic.Name, $"{statistic.PciAddress}"));
        Assert.Equal(SimulatedClock.Start, statistic.Timestamp, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7)]
    [InlineData(SimulationProfile.ConnectX7Inbox)]
    public void In_switchdev_mode_drops_are_not_counted_and_so_not_told(SimulationProfile profile)
    {
        var host = Host(profile);
        host.Seams.Devlink.SetEswitch(s_pf, new Eswitch { Mode = EswitchMode.Switchdev });

        var statistic = Read(host, 7);
        Assert.Null(statistic.RxDropped);
        Assert.Null(statistic.TxDropped);
        Assert.Equal(288_000_000UL, statistic.RxPackets);
    }

    [Fact]
    public void InfiniBand_VFs_are_told_by_netlink_what_they_count()
    {
        var host = Host(SimulationProfile.ConnectX6Infiniband);
        host.Seams.KernelFiles.Write($"/sys/bus/pci/devices/{s_pf}/sriov/2/policy", "Follow");
        // Less than ten seconds by the microseconds that the policy took.
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        var statistic = Read(host, 2);
        Assert.Equal(VfStatisticSource.Netlink, statistic.Source);
        Assert.Equal((299_999UL, 99UL, 149_999UL), (statistic.RxPackets, statistic.RxMulticast, statistic.TxPackets));
        Assert.Null(statistic.RxBroadcast);
        Assert.Null(statistic.RxDropped);
        Assert.Null(statistic.TxDropped);
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7, 0, 127)]
    [InlineData(SimulationProfile.ConnectX7Inbox, 1, 0)]
    [InlineData(SimulationProfile.ConnectX6Infiniband, 1, 0)]
    public void One_request_tells_all_VFs_and_a_file_one(SimulationProfile profile, int requests, int files)
    {
        var host = Host(profile, 127);
        var request = Counting(host, "ip -s -d link show dev *");
        var file = Counting(host, "*/stats");

        var reader = Open(host);
        for (var index = 0; index < reader.Count; index++) reader.Read(index);

        Assert.Equal((requests, files), (request.Hits, file.Hits));
        Assert.Empty(host.Writes);
    }

    [Fact]
    public void A_VF_that_a_guest_has_is_told_with_its_holder()
    {
        var host = Host();
        host.GiveToVirtualMachine(PciAddress.Parse("05:00.4"), "web01");

        var statistic = Read(host, 2);
        Assert.Equal((null, "web01", 108_000_000UL), (statistic.Name, statistic.Holder?.Name, statistic.RxPackets));
    }

    [Fact]
    public void Where_the_net_device_is_away_only_OFEDs_files_tell()
    {
        var ofed = Host();
        ofed.MoveToNamespace("eth2", "blue");
        Assert.Equal(36_000_000UL, Read(ofed, 0).RxPackets);

        var inbox = Host(SimulationProfile.ConnectX7Inbox);
        inbox.MoveToNamespace("eth2", "blue");
        var refusal = Assert.Throws<CountersUnavailableException>(() => Open(inbox));
        Assert.StartsWith("0000:05:00.0: the counters of its virtual functions come with its net device", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_VF_of_which_the_driver_tells_no_counters_is_refused_alone()
    {
        var host = Host(SimulationProfile.ConnectX7Inbox).Seams;
        var reader = Open(host with { IpLink = new SilentIpLink(host.IpLink, vf: 1) });
        Assert.Equal("eth2 vf 1: the driver tells no counters.", Assert.Throws<CountersUnavailableException>(() => reader.Read(1)).Message);
        Assert.Equal(108_000_000UL, reader.Read(2).RxPackets);
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7)]
    [InlineData(SimulationProfile.ConnectX7Inbox)]
    public void An_index_that_is_not_enabled_or_no_longer_is_is_refused(SimulationProfile profile)
    {
        var host = Host(profile);
        var reader = Open(host);
        Assert.Throws<VfIndexException>(() => reader.Read(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(-1));
        host.Seams.KernelFiles.Write($"/sys/bus/pci/devices/{s_pf}/sriov_numvfs", "0");
        Assert.Throws<VfIndexException>(() => reader.Read(3));
    }

    [Fact]
    public void A_refusal_that_concerns_the_whole_port_comes_when_it_is_opened()
    {
        var host = Host(SimulationProfile.ConnectX7Inbox);
        host.AddFault("ip -s -d link show dev eth2", Errno.EIO, operation: SimulatedOperation.Read);
        Assert.Equal(Errno.EIO, Assert.Throws<KernelException>(() => Open(host)).Errno);
    }

    private static SimulatedHost Host(SimulationProfile profile = SimulationProfile.ConnectX7, int vfs = 8) =>
        new(new SimulationOptions { Profile = profile, NumVfs = [vfs, 0] });

    /// <summary>A fault that strikes never, and counts what it would strike.</summary>
    private static SimulatedFault Counting(SimulatedHost host, string pattern) =>
        host.AddFault(pattern, Errno.EIO, nth: int.MaxValue, operation: SimulatedOperation.Read);

    private static VfStatisticReader Open(SimulatedHost host) => Open(host.Seams);

    private static VfStatisticReader Open(SriovHost host)
    {
        var snapshot = new HostSnapshot(host);
        return snapshot.OpenStatistics(snapshot.Sites[0]);
    }

    private static VfStatistic Read(SimulatedHost host, int index) => Open(host).Read(index);

    /// <summary>A link seam whose driver tells nothing of one VF, as mlx5 does while it is detached.</summary>
    private sealed class SilentIpLink(IIpLink all, int vf) : IIpLink
    {
        public NetworkLink? Find(string name) => all.Find(name);

        public NetworkLink? FindWithStatistics(string name) =>
            all.FindWithStatistics(name) is { } link ? link with { Vfs = [.. link.Vfs.Select(v => v.Index == vf ? new VfLink { Index = vf } : v)] } : null;

        public IReadOnlyList<NetworkLink>? List(string? namespacePath = null) => all.List(namespacePath);

        public void SetVf(NetworkLink link, int vf, VfSetting setting) => all.SetVf(link, vf, setting);

        public void SetPromiscuous(NetworkLink link, OnOff state) => all.SetPromiscuous(link, state);

        public void SetAllMulticast(NetworkLink link, OnOff state) => all.SetAllMulticast(link, state);
    }
}
