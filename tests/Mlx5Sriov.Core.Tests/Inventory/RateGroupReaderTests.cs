using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Inventory;

/// <summary>Rate groups as they are read, by dialect, e-switch mode and release.</summary>
public sealed class RateGroupReaderTests
{
    private const string Sriov = "/sys/bus/pci/devices/0000:05:00.0/sriov";

    private static readonly PciAddress s_pf = PciAddress.Parse("0000:05:00.0");

    [Theory]
    [InlineData(SimulationProfile.ConnectX7, "7 3")]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, "0 7 3")]
    public void The_vendors_six_steps_show_groups_that_come_and_go(SimulationProfile profile, string seen)
    {
        var host = Host(profile);
        var sysfs = host.Seams.KernelFiles;
        Assert.DoesNotContain(Read(host), g => g.Id != 0);

        sysfs.Write($"{Sriov}/5/max_tx_rate", "10000");
        sysfs.Write($"{Sriov}/5/group", "7");
        sysfs.Write($"{Sriov}/groups/7/max_tx_rate", "5000");
        var seven = Read(host).Single(g => g.Id == 7);
        Assert.Equal(("eth2", s_pf, RateGroupDialect.Ofed, null, null), (seven.Pf, seven.PfPciAddress, seven.Dialect, seven.Name, seven.Parent));
        Assert.Equal(("0", "5Gbit", 0, "5"), ($"{seven.MinTxRate}", $"{seven.MaxTxRate}", seven.BandwidthShare, $"{seven.Members}"));
        Assert.Equal(("7", "eth2 group 7", seven.Members), (seven.Label, $"{seven}", seven.Index));
        var before = Read(host).Select(g => g.Label).ToArray();

        sysfs.Write($"{Sriov}/5/group", "3");
        Assert.Equal(("0", "5"), ($"{Read(host).Single(g => g.Id == 3).MaxTxRate}", $"{Read(host).Single(g => g.Id == 3).Members}"));
        Assert.Equal(seen.Split(' '), before.Union(Read(host).Select(g => g.Label)));
    }

    [Fact]
    public void Group_0_is_listed_where_the_release_has_it_with_all_that_are_in_no_other()
    {
        var host = Host(SimulationProfile.ConnectX7Ofed2407);
        host.Seams.KernelFiles.Write($"{Sriov}/2/group", "9");
        Assert.Equal(["0: 0-1,3-7", "9: 2"], Read(host).Select(g => $"{g.Label}: {g.Members}"));

        Assert.Empty(Read(Host(SimulationProfile.ConnectX7)));
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7Inbox, "gold: 0,3 in | silver: ")]
    [InlineData(SimulationProfile.ConnectX7, "4: 1 | gold: 0,3 in | silver: ")]
    public void Nodes_come_after_numbers_and_need_no_members(SimulationProfile profile, string expected)
    {
        var host = Host(profile);
        host.Seams.Devlink.SetEswitch(s_pf, new Eswitch { Mode = EswitchMode.Switchdev });
        if (profile == SimulationProfile.ConnectX7) host.Seams.KernelFiles.Write($"{Sriov}/1/group", "4");
        AddNode(host, "silver");
        AddNode(host, "gold", 0, 3);

        var groups = Read(host);

        Assert.Equal(expected, string.Join(" | ", groups.Select(g => $"{g.Label}: {g.Members}{(g.Members.Indexes.Count > 1 ? " in" : "")}")));
        var gold = groups.Single(g => g.Name == "gold");
        Assert.Equal(
            (RateGroupDialect.Devlink, null, "1Gbit", "10Gbit", null, null),
            (gold.Dialect, gold.Id, $"{gold.MinTxRate}", $"{gold.MaxTxRate}", gold.BandwidthShare, gold.Parent));
        Assert.Equal("gold", ReadVf(host, 3).RateGroup);
        Assert.Null(ReadVf(host, 2).RateGroup);
    }

    [Fact]
    public void A_node_tells_the_node_above_it()
    {
        var host = Host(SimulationProfile.ConnectX7);
        host.Seams.Devlink.SetEswitch(s_pf, new Eswitch { Mode = EswitchMode.Switchdev });
        AddNode(host, "all");
        AddNode(host, "gold");
        host.Seams.Devlink.SetRate(s_pf, "gold", new RateLimits { Parent = "all" });

        Assert.Equal(("all", null), (Read(host).Single(g => g.Name == "gold").Parent, Read(host).Single(g => g.Name == "all").Parent));
    }

    [Fact]
    public void A_node_whose_name_devlink_does_not_tell_is_still_a_node()
    {
        var host = Host(SimulationProfile.ConnectX7);
        host.Seams.KernelFiles.Write($"{Sriov}/4/group", "7");
        host.ReplaceText($"{Sriov}/4/config", host.Seams.KernelFiles.Read($"{Sriov}/4/config")!.Replace(": 7", ": 256", StringComparison.Ordinal));

        Assert.Equal("devlink node", ReadVf(host, 4).RateGroup);
        Assert.Equal("", $"{Read(host).Single().Members}");
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7Inbox, 8)]
    [InlineData(SimulationProfile.ConnectX6Infiniband, 8)]
    [InlineData(SimulationProfile.ConnectX7, 0)]
    public void Where_there_are_no_groups_the_list_is_empty(SimulationProfile profile, int vfs) => Assert.Empty(Read(Host(profile, vfs)));

    [Fact]
    public void Nodes_can_be_without_VFs()
    {
        var host = Host(SimulationProfile.ConnectX7Inbox);
        host.Seams.Devlink.SetEswitch(s_pf, new Eswitch { Mode = EswitchMode.Switchdev });
        host.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs", "0");
        AddNode(host, "gold");

        Assert.Equal("gold: ", string.Join(" | ", Read(host).Select(g => $"{g.Label}: {g.Members}")));
    }

    [Fact]
    public void Another_ones_moment_with_the_groups_is_outlasted_but_not_for_ever()
    {
        var host = Host(SimulationProfile.ConnectX7);
        host.Seams.KernelFiles.Write($"{Sriov}/5/group", "7");
        for (var n = 1; n < OfedGroupLock.Tries; n++) host.AddFault("*/groups/7/config", Errno.EBUSY, n, SimulatedOperation.Read);
        Assert.Equal("5", $"{Assert.Single(Read(host)).Members}");

        host.AddFault("*/groups/7/config", Errno.EBUSY, operation: SimulatedOperation.Read);
        Assert.Equal(Errno.EBUSY, Assert.Throws<KernelException>(() => Read(host)).Errno);
        Assert.Equal(OfedGroupLock.Tries, host.Faults[^1].Hits);
    }

    [Fact]
    public void A_group_that_vanishes_while_the_list_is_read_is_left_out()
    {
        var host = Host(SimulationProfile.ConnectX7);
        host.Seams.KernelFiles.Write($"{Sriov}/5/group", "7");
        var seams = host.Seams with { KernelFiles = new VanishingGroup(host.Seams.KernelFiles) };
        var snapshot = new HostSnapshot(seams);

        Assert.Equal(["7"], snapshot.Groups(snapshot.Sites[0]).Select(g => g.Label));
    }

    [Fact]
    public void Groups_are_read_once_for_a_snapshot()
    {
        var host = Host(SimulationProfile.ConnectX7);
        host.Seams.KernelFiles.Write($"{Sriov}/5/group", "7");
        var fault = host.AddFault("*/groups/7/config", Errno.EIO, nth: 99, SimulatedOperation.Read);
        var snapshot = new HostSnapshot(host.Seams);

        Assert.Same(snapshot.Groups(snapshot.Sites[0]), snapshot.Groups(snapshot.Sites[0]));
        Assert.Equal(1, fault.Hits);
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7)]
    [InlineData(SimulationProfile.ConnectX7Inbox)]
    public void Listing_reads_as_much_more_as_there_are_more_VFs_and_groups(SimulationProfile profile)
    {
        int Reads(int vfs, int groups)
        {
            var host = Host(profile, vfs);
            if (profile == SimulationProfile.ConnectX7Inbox) host.Seams.Devlink.SetEswitch(s_pf, new Eswitch { Mode = EswitchMode.Switchdev });
            for (var group = 1; group <= groups; group++)
            {
                int[] members = [.. Enumerable.Range(0, vfs).Where(vf => vf % groups == group - 1)];
                if (profile == SimulationProfile.ConnectX7Inbox) AddNode(host, $"group{group}", members);
                else foreach (var vf in members) host.Seams.KernelFiles.Write($"{Sriov}/{vf}/group", $"{group}");
            }

            var counter = host.AddFault("*", Errno.EIO, nth: int.MaxValue, SimulatedOperation.Read);
            var read = Read(host);
            Assert.Equal((groups, vfs), (read.Count, read.Sum(g => g.Members.Indexes.Count)));
            return counter.Hits;
        }

        // Whatever does not grow cancels out: from 64 VFs in 8 groups to 250 in 32 there come 186 VFs and 24 groups.
        var step = Reads(250, 32) - Reads(64, 8);
        Assert.Equal(step, Reads(64 + 124, 8 + 16) - Reads(64, 8) + Reads(64 + 62, 8 + 8) - Reads(64, 8));
        Assert.Equal(profile == SimulationProfile.ConnectX7 ? (3 * 186) + 24 : 2 * 186, step);
    }

    [Fact]
    public void Groups_of_one_port_are_not_anothers()
    {
        var host = Host(SimulationProfile.ConnectX7, 4);
        host.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.1/sriov_numvfs", "2");
        host.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.1/sriov/1/group", "7");
        var snapshot = new HostSnapshot(host.Seams);

        Assert.Empty(snapshot.Groups(snapshot.Sites[0]));
        Assert.Equal("eth3 group 7", $"{Assert.Single(snapshot.Groups(snapshot.Sites[1]))}");
    }

    private static void AddNode(SimulatedHost host, string name, params int[] members)
    {
        host.Seams.Devlink.AddRateNode(s_pf, name, new RateLimits { TxShare = Bandwidth.Parse("1Gbit"), TxMax = Bandwidth.Parse("10Gbit") });
        foreach (var port in host.Seams.Devlink.Ports().Where(p => p.Handle.Device == s_pf && p.VfNumber is { } vf && members.Contains(vf)))
            host.Seams.Devlink.SetRate(port.Handle, new RateLimits { Parent = name });
    }

    private static SimulatedHost Host(SimulationProfile profile, int vfs = 8) => new(new SimulationOptions { Profile = profile, NumVfs = [vfs, 0] });

    private static IReadOnlyList<RateGroup> Read(SimulatedHost host)
    {
        var snapshot = new HostSnapshot(host.Seams);
        return snapshot.Groups(snapshot.Sites[0]);
    }

    private static VirtualFunction ReadVf(SimulatedHost host, int index)
    {
        var snapshot = new HostSnapshot(host.Seams);
        return snapshot.OpenVfs(snapshot.Sites[0]).Read(index);
    }

    /// <summary>Lists a group 8 whose last member leaves before its config is read.</summary>
    private sealed class VanishingGroup(IKernelFiles inner) : IKernelFiles
    {
        public string? Read(string path) => inner.Read(path);

        public void Write(string path, string text) => inner.Write(path, text);

        public string? ReadLink(string path) => inner.ReadLink(path);

        public IReadOnlyList<string> List(string path) => path.EndsWith("/groups", StringComparison.Ordinal) ? [.. inner.List(path), "8"] : inner.List(path);

        public bool Exists(string path) => inner.Exists(path);
    }
}
