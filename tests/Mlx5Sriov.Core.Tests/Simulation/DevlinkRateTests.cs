using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class DevlinkRateTests : SimulationTest
{
    private static readonly DevlinkPortHandle s_leaf = new(Pf0Address, 1);
    private static readonly RateLimits s_none = new();

    private readonly SimulatedHost _host = NewSwitchdevHost();

    private IDevlink Devlink => _host.Seams.Devlink;

    public static TheoryData<RateLimits, Errno, string?> Refusals => new()
    {
        { new RateLimits { TxMax = Bandwidth.FromBits(100_000) }, Errno.EINVAL, "mlx5_core: TX rate value not in link speed units of 1Mbps" },
        { new RateLimits { TxShare = Bandwidth.FromBits(1_500_000) }, Errno.EINVAL, "mlx5_core: TX rate value not in link speed units of 1Mbps" },
        { new RateLimits { TxMax = Bandwidth.FromMegabits(200_001) }, Errno.EINVAL, "mlx5_core: TX rate value exceed link maximum speed" },
        { new RateLimits { Parent = "nosuch" }, Errno.ENODEV, null },
    };

    [Fact]
    public void Nodes_list_before_leaves_and_newest_first()
    {
        Devlink.AddRateNode(Pf0Address, "silver", s_none);
        Devlink.AddRateNode(Pf0Address, "gold", new RateLimits { TxShare = Mbit(10), TxMax = Mbit(500) });

        var rates = Devlink.Rates();

        Assert.Equal(["gold", "silver"], rates.Take(2).Select(r => r.NodeName));
        Assert.Equal((Mbit(10), Mbit(500)), (rates[0].TxShare, rates[0].TxMax));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (uint?)i), rates.Skip(2).Select(r => r.PortIndex));
        Assert.Equal("devlink port function rate add pci/0000:05:00.0/gold tx_share 10Mbit tx_max 500Mbit", _host.Writes[^1].Act);
        Assert.Equal("devlink port function rate add pci/0000:05:00.0/silver", _host.Writes[^2].Act);
    }

    [Fact]
    public void Legacy_mode_has_no_rates_and_makes_no_nodes()
    {
        var devlink = NewHost().Seams.Devlink;

        Assert.Empty(devlink.Rates());
        var refusal = Refuses(Errno.EOPNOTSUPP, () => devlink.AddRateNode(Pf0Address, "gold", s_none));
        Assert.Equal("mlx5_core: Rate node creation supported only in switchdev mode", refusal.KernelText);
        Refuses(Errno.ENODEV, () => devlink.SetRate(s_leaf, new RateLimits { TxMax = Mbit(10) }));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("")]
    public void A_nodes_name_is_not_empty_nor_a_number(string name)
    {
        Refuses(Errno.EINVAL, () => Devlink.AddRateNode(Pf0Address, name, s_none));
        Refuses(Errno.EINVAL, () => Devlink.SetRate(Pf0Address, name, new RateLimits { TxMax = Mbit(100) }));
        Refuses(Errno.EINVAL, () => Devlink.DeleteRateNode(Pf0Address, name));
    }

    [Fact]
    public void A_node_is_made_once()
    {
        Devlink.AddRateNode(Pf0Address, "gold", s_none);

        Refuses(Errno.EEXIST, () => Devlink.AddRateNode(Pf0Address, "gold", s_none));
    }

    [Fact]
    public void A_node_whose_limits_are_refused_is_not_made()
    {
        Refuses(Errno.EINVAL, () => Devlink.AddRateNode(Pf0Address, "gold", new RateLimits { TxMax = Bandwidth.FromBits(100_000) }));

        Assert.DoesNotContain(Devlink.Rates(), r => r.NodeName is not null);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Limits_are_refused_for_leaves_and_nodes_alike(RateLimits limits, Errno errno, string? text)
    {
        Devlink.AddRateNode(Pf0Address, "gold", s_none);

        Assert.Equal(text, Refuses(errno, () => Devlink.SetRate(s_leaf, limits)).KernelText);
        Assert.Equal(text, Refuses(errno, () => Devlink.SetRate(Pf0Address, "gold", limits)).KernelText);
    }

    [Fact]
    public void A_leafs_rates_are_the_vfs()
    {
        Devlink.SetRate(s_leaf, new RateLimits { TxShare = Mbit(10), TxMax = Mbit(100) });
        Assert.Equal("10", Config(_host, 0, "MinTxRate"));
        Assert.Equal("100", Config(_host, 0, "MaxTxRate"));

        Devlink.SetRate(s_leaf, new RateLimits { TxMax = Bandwidth.Zero });
        Assert.Equal("0", Config(_host, 0, "MaxTxRate"));
        Assert.Equal((Mbit(10), Bandwidth.Zero), (Leaf().TxShare, Leaf().TxMax));
    }

    [Fact]
    public void Devlink_does_not_know_what_sysfs_set()
    {
        _host.Seams.KernelFiles.Write(Vf(0, "max_tx_rate"), "500");

        Assert.Equal("500", Config(_host, 0, "MaxTxRate"));
        Assert.Equal(Bandwidth.Zero, Leaf().TxMax);
    }

    [Fact]
    public void Nor_what_netlink_set_which_the_driver_takes_in_switchdev_mode_too()
    {
        _host.Seams.IpLink.SetVf(Link(_host), 0, new VfSetting.Rate(Mbit(100), Mbit(500)));

        Assert.Equal(("100", "500"), (Config(_host, 0, "MinTxRate"), Config(_host, 0, "MaxTxRate")));
        Assert.Equal((Bandwidth.Zero, Bandwidth.Zero), (Leaf().TxShare, Leaf().TxMax));
    }

    [Fact]
    public void A_share_above_the_limit_is_the_tools_to_refuse_not_the_kernels() =>
        Devlink.SetRate(s_leaf, new RateLimits { TxShare = Mbit(200), TxMax = Mbit(100) });

    [Fact]
    public void A_node_with_children_is_not_deleted()
    {
        Devlink.AddRateNode(Pf0Address, "gold", s_none);
        Devlink.AddRateNode(Pf0Address, "silver", s_none);
        Devlink.SetRate(s_leaf, new RateLimits { Parent = "gold" });
        Devlink.SetRate(s_leaf, new RateLimits { Parent = "gold" });
        Assert.Equal("Node has children. Cannot delete node.", Refuses(Errno.EBUSY, () => Devlink.DeleteRateNode(Pf0Address, "gold")).KernelText);

        Devlink.SetRate(s_leaf, new RateLimits { Parent = "silver" });
        Devlink.DeleteRateNode(Pf0Address, "gold");
        Devlink.SetRate(s_leaf, new RateLimits { Parent = "" });
        Devlink.SetRate(s_leaf, new RateLimits { Parent = "" });
        Devlink.DeleteRateNode(Pf0Address, "silver");

        Refuses(Errno.ENODEV, () => Devlink.DeleteRateNode(Pf0Address, "silver"));
        Assert.Null(Leaf().Parent);
        Assert.Equal("devlink port function rate del pci/0000:05:00.0/silver", _host.Writes[^1].Act);
        Assert.Contains(_host.Writes, w => w.Act == "devlink port function rate set pci/0000:05:00.0/1 noparent");
    }

    [Fact]
    public void Nodes_nest_but_not_in_a_circle()
    {
        foreach (var name in new[] { "g1", "g2", "g3" }) Devlink.AddRateNode(Pf0Address, name, s_none);
        Devlink.SetRate(Pf0Address, "g2", new RateLimits { Parent = "g1" });
        Assert.Equal("g1", Devlink.Rates().Single(r => r.NodeName == "g2").Parent);

        Assert.Equal(
            "Parent to self is not allowed",
            Refuses(Errno.EINVAL, () => Devlink.SetRate(Pf0Address, "g1", new RateLimits { Parent = "g1" })).KernelText);
        Assert.Equal(
            "Node is already a parent of parent node.",
            Refuses(Errno.EEXIST, () => Devlink.SetRate(Pf0Address, "g1", new RateLimits { Parent = "g2" })).KernelText);
        Assert.Equal(
            "mlx5_core: Cannot reassign a node that contains rate objects",
            Refuses(Errno.EOPNOTSUPP, () => Devlink.SetRate(Pf0Address, "g1", new RateLimits { Parent = "g3" })).KernelText);
        Refuses(Errno.EBUSY, () => Devlink.DeleteRateNode(Pf0Address, "g1"));
        Devlink.SetRate(Pf0Address, "g2", new RateLimits { Parent = "" });
        Devlink.DeleteRateNode(Pf0Address, "g1");
    }

    [Fact]
    public void The_hierarchy_has_a_deepest_level()
    {
        foreach (var name in new[] { "g1", "g2", "g3", "g4" }) Devlink.AddRateNode(Pf0Address, name, s_none);
        Devlink.SetRate(Pf0Address, "g2", new RateLimits { Parent = "g1" });
        Devlink.SetRate(Pf0Address, "g3", new RateLimits { Parent = "g2" });

        var refusal = Refuses(Errno.EOPNOTSUPP, () => Devlink.SetRate(Pf0Address, "g4", new RateLimits { Parent = "g3" }));

        Assert.Equal("mlx5_core: Node hierarchy depth exceeds the maximum supported level", refusal.KernelText);
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7Inbox)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407)]
    public void Other_drivers_nest_no_nodes(SimulationProfile profile)
    {
        var devlink = NewSwitchdevHost(profile).Seams.Devlink;
        devlink.AddRateNode(Pf0Address, "g1", s_none);
        devlink.AddRateNode(Pf0Address, "g2", s_none);

        var refusal = Refuses(Errno.EOPNOTSUPP, () => devlink.SetRate(Pf0Address, "g2", new RateLimits { Parent = "g1" }));

        Assert.Equal("Parent set isn't supported for the nodes", refusal.KernelText);
    }

    [Fact]
    public void A_vf_is_in_one_group_only_whichever_way_it_got_there()
    {
        _host.Seams.KernelFiles.Write(Vf(0, "group"), "7");
        Devlink.AddRateNode(Pf0Address, "gold", s_none);

        Devlink.SetRate(s_leaf, new RateLimits { Parent = "gold" });

        Assert.Equal("256", Config(_host, 0, "RateGroup"));
        Assert.Empty(_host.Seams.KernelFiles.List($"{Eth2}/sriov/groups"));
    }

    [Fact]
    public void Nodes_go_with_the_vfs_and_can_be_made_without()
    {
        Devlink.AddRateNode(Pf0Address, "gold", s_none);
        Devlink.SetRate(s_leaf, new RateLimits { Parent = "gold" });

        _host.Seams.KernelFiles.Write($"{Pf0}/sriov_numvfs", "0");

        Assert.Empty(Devlink.Rates());
        Devlink.AddRateNode(Pf0Address, "gold", s_none);
        Assert.Equal("gold", Assert.Single(Devlink.Rates()).NodeName);
    }

    private static Bandwidth Mbit(long megabits) => Bandwidth.FromMegabits(megabits);

    private DevlinkRate Leaf() => Devlink.Rates().Single(r => r.PortIndex == 1);
}
