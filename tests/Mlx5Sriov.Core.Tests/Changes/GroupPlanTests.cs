using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

using static Mlx5Sriov.Core.Tests.Changes.GroupCases;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What is planned for rate groups: the steps, their order, what they warn of, and that undoing brings all back.</summary>
public sealed class GroupPlanTests
{
    private const string Sriov = "/sys/bus/pci/devices/0000:05:00.0/sriov";

    [Theory]
    [InlineData(SimulationProfile.ConnectX7, "")]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, "0 ")]
    public void The_vendors_six_steps(SimulationProfile profile, string always)
    {
        var host = Host(profile);
        foreach (var (wish, acts, groups) in SixSteps)
        {
            host.ClearWrites();
            Run(host, wish);
            Assert.Equal(acts, host.Writes.Select(w => w.Act));
            Assert.Equal((always + groups).Trim(), string.Join(' ', Groups(host).Select(g => g.Label)));
            host.ClearWrites();
            Run(host, wish);
            Assert.Empty(host.Writes);
        }

        Assert.Equal(("10Gbit", "3"), ($"{Vf(host, 5).MaxTxRate}", Vf(host, 5).RateGroup));
        Assert.False(Groups(host).Single(g => g.Id == 3).HasLimits);
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407)]
    public void Whichever_write_of_the_six_steps_is_refused_the_step_has_not_happened(SimulationProfile profile)
    {
        for (var n = 1; n <= 4; n++)
        {
            var host = Host(profile);
            host.AddFault("*", Errno.EIO, n);
            var failures = 0;
            foreach (var (wish, _, _) in SixSteps)
            {
                var before = HostState.Read(host);
                try
                {
                    Run(host, wish);
                }
                catch (PlanFailedException failure)
                {
                    failures++;
                    Assert.Empty(failure.Residue);
                    Assert.Equal(before, HostState.Read(host));
                    Run(host, wish);
                }
            }

            Assert.Equal((1, "10Gbit", "3"), (failures, $"{Vf(host, 5).MaxTxRate}", Vf(host, 5).RateGroup));
            Assert.Equal(3, Groups(host)[^1].Id);
        }
    }

    [Fact]
    public void The_six_steps_are_undone_one_by_one()
    {
        var host = Host(SimulationProfile.ConnectX7);
        var states = new Stack<IReadOnlyDictionary<string, string>>();
        foreach (var (wish, _, _) in SixSteps)
        {
            states.Push(HostState.Read(host));
            Run(host, wish);
        }

        var runner = new PlanRunner(host.Seams, TimeSpan.Zero);
        foreach (var entry in Entries.Of(host).Reverse())
        {
            runner.Undo(entry, isForced: false, agreed: [], CancellationToken.None);
            Assert.Equal(states.Pop(), HostState.Read(host));
        }
    }

    [Fact]
    public void A_group_is_filled_before_it_is_limited_and_costs_nobody_anything()
    {
        var plan = Plan(Host(), Wish(("7", Create("5,6", "5Gbit", "1Gbit"))));

        Assert.Equal(
            [
                $"echo 7 > {Sriov}/5/group",
                $"echo 7 > {Sriov}/6/group",
                $"echo 5000 > {Sriov}/groups/7/max_tx_rate",
                $"echo 1000 > {Sriov}/groups/7/min_tx_rate",
            ],
            plan.Steps.Select(s => s.Command));
        Assert.All(plan.Steps, s => Assert.Equal((ChangeTarget.OfGroup("eth2", "7"), Disruption.None, true), (s.Target, s.Disruption, s.IsReversible)));
        Assert.Equal("RateGroup of vf 5: none -> 7", plan.Steps[0].Description);
        Assert.Equal("group 7, MaxTxRate: 0 -> 5Gbit", plan.Steps[2].Description);
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void A_node_is_made_with_its_limits_before_VFs_move_in()
    {
        var host = Switchdev();
        Assert.Equal(
            [
                "devlink port function rate add pci/0000:05:00.0/gold tx_share 1Gbit tx_max 5Gbit",
                "devlink port function rate set pci/0000:05:00.0/6 parent gold",
                "devlink port function rate set pci/0000:05:00.0/7 parent gold",
            ],
            Plan(host, Wish(("gold", Create("5,6", "5Gbit", "1Gbit")))).Steps.Select(s => s.Command));

        Run(host, Wish(("gold", Create("5,6", "5Gbit", "1Gbit"))));
        Assert.Equal(
            ["devlink port function rate set pci/0000:05:00.0/gold tx_share 1Gbit tx_max 7Gbit"],
            Plan(host, Wish(("gold", Set(max: "7Gbit")))).Steps.Select(s => s.Command));
        Assert.Equal(
            [
                "devlink port function rate set pci/0000:05:00.0/6 noparent",
                "devlink port function rate set pci/0000:05:00.0/7 noparent",
                "devlink port function rate del pci/0000:05:00.0/gold",
            ],
            Plan(host, Wish(("gold", Remove()))).Steps.Select(s => s.Command));
    }

    [Fact]
    public void The_last_VF_that_leaves_a_limited_group_takes_its_limits_along_and_that_is_said()
    {
        var host = Host();
        Run(host, Wish(("7", Create("5,6", "5Gbit", "1Gbit"))));

        Assert.Empty(Plan(host, Members((5, "0"))).Warnings);
        var plan = Plan(host, Members((5, "0"), (6, "3")));
        Assert.Equal(
            "eth2 group 7 loses its last VF and ends, and with it its limit 5Gbit and its guarantee 1Gbit.",
            Assert.Single(plan.Warnings));
        Assert.Equal(RemedyKind.UndoRestoresGroup, plan.RemedyOf(plan.Warnings[0])?.Kind);
        Assert.Equal(Disruption.SettingsLost, plan.Disruption);
        Assert.Equal([ChangeTarget.OfVf("eth2", 6), ChangeTarget.OfVf("eth2", 5)], plan.Steps.Select(s => s.Target));
        Assert.Single(Plan(host, Wish(("9", Create("4-6")))).Warnings);

        // Who removes a group, or fills one up with others, is not surprised.
        Assert.Empty(Plan(host, Wish(("7", Remove()))).Warnings);
        Assert.Empty(Plan(host, Wish(("7", Set("1")))).Warnings);
        Assert.Empty(Plan(host, Members((5, "0"), (6, "0"), (1, "7"))).Warnings);
    }

    [Fact]
    public void The_last_VF_of_a_group_without_limits_leaves_unremarked()
    {
        var host = Host();
        Run(host, Wish(("7", Create("5"))));
        var plan = Plan(host, Members((5, "0")));
        Assert.Equal((Disruption.None, 0), (plan.Disruption, plan.Warnings.Count));
    }

    [Fact]
    public void A_group_whose_VFs_all_change_never_ends_where_an_order_keeps_it()
    {
        var host = Host();
        Run(host, Wish(("7", Create("5", "5Gbit"))));
        host.ClearWrites();

        Run(host, Wish(("7", Set("1"))));

        Assert.Equal([$"echo 7 > {Sriov}/1/group", $"echo 0 > {Sriov}/5/group"], host.Writes.Select(w => w.Act));
        Assert.Equal("5Gbit", $"{Groups(host).Single().MaxTxRate}");
    }

    [Fact]
    public void Groups_that_exchange_their_only_VFs_keep_their_limits()
    {
        var host = Host();
        Run(host, Wish(("7", Create("5", "5Gbit")), ("8", Create("6", "8Gbit", "1Gbit"))));

        var plan = Run(host, Members((5, "8"), (6, "7")));

        Assert.Empty(plan.Warnings);
        Assert.Equal(["7 5Gbit 0 6", "8 8Gbit 1Gbit 5"], Groups(host).Select(g => $"{g.Label} {g.MaxTxRate} {g.MinTxRate} {g.Members}"));
    }

    [Fact]
    public void A_guarantee_in_sum_above_the_port_is_warned_of()
    {
        var host = Host();
        Run(host, Wish(("1", Create("0", min: "150Gbit"))));

        Assert.Empty(Plan(host, Wish(("2", Create("1", min: "50Gbit")))).Warnings);
        var warning = Assert.Single(Plan(host, Wish(("2", Create("1", min: "51Gbit")))).Warnings);
        Assert.Equal("The guarantees of eth2's rate groups add up to 201Gbit, more than the port's 200Gbit, so that they cannot all be kept.", warning);
        Assert.Empty(Plan(host, Wish(("1", Remove()), ("2", Create("1", min: "51Gbit")))).Warnings);
        Assert.Empty(Plan(host, Wish(("1", Set(max: "160Gbit")))).Warnings);

        host = Switchdev();
        Run(host, Wish(("gold", Create(null, min: "150Gbit"))));
        Assert.Single(Plan(host, Wish(("tin", Create(null, min: "51Gbit")))).Warnings);
        Assert.Empty(Plan(host, Wish(("gold", Remove()), ("tin", Create(null, min: "51Gbit")))).Warnings);
    }

    [Fact]
    public void A_group_that_is_as_wished_is_made_again_by_no_write()
    {
        var host = Host();
        Run(host, Wish(("7", Create("5,6", "5Gbit"))));
        Assert.True(Plan(host, Wish(("7", Create("5-6", "5Gbit")))).IsEmpty);
        Assert.True(Plan(host, Wish(("7", Set("5-6", "5Gbit", "0")))).IsEmpty);
        Assert.True(Plan(host, Wish(("8", Remove()))).IsEmpty);
        Assert.True(Plan(host, Members((5, "7"), (6, "07"), (1, "0"))).IsEmpty);
    }

    [Fact]
    public void Out_of_no_group_goes_nobody_even_where_there_are_none() =>
        Assert.True(Plan(Host(SimulationProfile.ConnectX7Inbox), Members((1, "0"))).IsEmpty);

    [Fact]
    public void Group_0_is_limited_where_the_release_has_it()
    {
        var host = Host(SimulationProfile.ConnectX7Ofed2407);
        Run(host, Wish(("0", Set(max: "50Gbit"))));
        Assert.Equal("0 50Gbit 0-7", string.Join(" | ", Groups(host).Select(g => $"{g.Label} {g.MaxTxRate} {g.Members}")));

        Assert.Throws<RateGroupNotFoundException>(() => Run(Host(SimulationProfile.ConnectX7), Wish(("0", Set(max: "50Gbit")))));
    }

    [Fact]
    public void Another_ones_moment_with_the_groups_is_outlasted_by_writes_and_undo()
    {
        var host = Host();
        for (var n = 1; n < OfedGroupLock.Tries; n++) host.AddFault("*/groups/7/max_tx_rate", Errno.EBUSY, n);
        Run(host, Wish(("7", Create("5", "5Gbit"))));
        Assert.Equal(OfedGroupLock.Tries, host.Writes.Count(w => w.Act.EndsWith("max_tx_rate", StringComparison.Ordinal)));

        Run(host, Members((5, "0")));
        for (var n = 1; n < OfedGroupLock.Tries; n++) host.AddFault("*/groups/7/max_tx_rate", Errno.EBUSY, n);
        new PlanRunner(host.Seams, TimeSpan.Zero).Undo(Entries.Of(host)[^1], isForced: false, agreed: [], CancellationToken.None);
        Assert.Equal(("5Gbit", "5"), ($"{Groups(host).Single().MaxTxRate}", $"{Groups(host).Single().Members}"));
    }

    [Fact]
    public void A_lock_that_is_never_let_go_is_a_failure_after_a_few_tries()
    {
        var host = Host();
        var before = HostState.Read(host);
        var fault = host.AddFault("*/groups/7/max_tx_rate", Errno.EBUSY);

        var failure = Assert.Throws<PlanFailedException>(() => Run(host, Wish(("7", Create("5", "5Gbit")))));

        Assert.Equal(OfedGroupLock.Tries, fault.Hits);
        Assert.Equal(Errno.EBUSY, Assert.IsType<KernelException>(failure.InnerException).Errno);
        Assert.Equal(before, HostState.Read(host));
    }

    [Fact]
    public void Whatever_is_wished_comes_to_be_and_can_be_undone()
    {
        var random = new Random(4711);
        for (var round = 0; round < 200; round++)
        {
            var isDevlink = round % 2 == 1;
            string[] labels = isDevlink ? ["gold", "silver", "tin"] : ["3", "7", "200"];
            var host = isDevlink ? Switchdev() : Host(round % 4 == 0 ? SimulationProfile.ConnectX7 : SimulationProfile.ConnectX7Ofed2407);
            for (var step = 0; step < 4; step++)
            {
                var wish = RandomWish(random, labels, Groups(host));
                var before = HostState.Read(host);
                if (random.Next(2) == 0) host.AddFault("*", Errno.EIO, random.Next(1, 6));
                try
                {
                    Run(host, wish);
                    Assert.True(Plan(host, wish).IsEmpty);
                    if (random.Next(3) == 0)
                    {
                        foreach (var fault in host.Faults) host.RemoveFault(fault.Id);
                        new PlanRunner(host.Seams, TimeSpan.Zero).Undo(Entries.Of(host)[^1], isForced: false, agreed: [], CancellationToken.None);
                        Assert.Equal(before, HostState.Read(host));
                    }
                }
                catch (PlanFailedException failure)
                {
                    Assert.Empty(failure.Residue);
                    Assert.Equal(before, HostState.Read(host));
                }

                foreach (var fault in host.Faults) host.RemoveFault(fault.Id);
            }
        }
    }

    // Whole states of groups are wished, or single VFs moved; something always differs.
    private static IWish RandomWish(Random random, string[] labels, IReadOnlyList<RateGroup> groups)
    {
        string Rate(int from, int to) => $"{random.Next(from, to)}Gbit";
        if (random.Next(2) == 0)
        {
            string[] into = [.. labels.Where(l => char.IsDigit(l[0]) || groups.Any(g => g.Label == l)), "0"];
            var moves = Enumerable.Range(0, 8).Where(_ => random.Next(3) > 0).Select(vf => (Vf: vf, Group: into[random.Next(into.Length)])).ToArray();
            string Now(int vf) => groups.FirstOrDefault(g => g.Members.Indexes.Contains(vf) && g.Id != 0)?.Label ?? "0";
            return moves.Length > 0 && moves.Any(m => Now(m.Vf) != m.Group)
                ? Members(moves)
                : RandomWish(random, labels, groups);
        }

        var vfs = Enumerable.Range(0, 8).OrderBy(_ => random.Next()).ToList();
        var wishes = new List<(string, RateGroupWish)>();
        foreach (var label in labels.Where(_ => random.Next(3) > 0))
        {
            var members = string.Join(',', vfs.Take(random.Next(1, 3)));
            vfs.RemoveRange(0, members.Split(',').Length);
            wishes.Add((label, !groups.Any(g => g.Label == label) ? Create(members, Rate(10, 20), random.Next(2) == 0 ? Rate(1, 10) : null)
                : random.Next(3) == 0 ? Remove()
                : Set(members, Rate(10, 20), random.Next(2) == 0 ? "0" : Rate(1, 10))));
        }

        return wishes.Count > 0 ? Wish([.. wishes]) : RandomWish(random, labels, groups);
    }

    private static IReadOnlyList<(IWish Wish, string[] Acts, string Groups)> SixSteps =>
    [
        (
            new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [5] = new() { MaxTxRate = Bandwidth.Parse("10Gbit") } }),
            ["ip link set dev eth2 vf 5 max_tx_rate 10000 min_tx_rate 0"],
            ""),
        (Wish(("7", Create("5", "5Gbit"))), [$"echo 7 > {Sriov}/5/group", $"echo 5000 > {Sriov}/groups/7/max_tx_rate"], "7"),
        (Members((5, "3")), [$"echo 3 > {Sriov}/5/group"], "3"),
    ];

    private static SimulatedHost Host(SimulationProfile profile = SimulationProfile.ConnectX7) =>
        new(new SimulationOptions { Profile = profile, NumVfs = [8, 0] });

    private static SimulatedHost Switchdev()
    {
        var host = Host(SimulationProfile.ConnectX7Inbox);
        host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        return host;
    }

    private static ChangePlan Plan(SimulatedHost host, IWish wish) => wish.Plan(new HostSnapshot(host.Seams));

    private static ChangePlan Run(SimulatedHost host, IWish wish) => new PlanRunner(host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);

    private static IReadOnlyList<RateGroup> Groups(SimulatedHost host)
    {
        var snapshot = new HostSnapshot(host.Seams);
        return snapshot.Groups(snapshot.Site(ChangeCase.Pf));
    }

    private static VirtualFunction Vf(SimulatedHost host, int index)
    {
        var snapshot = new HostSnapshot(host.Seams);
        return snapshot.OpenVfs(snapshot.Site(ChangeCase.Pf)).Read(index);
    }
}
