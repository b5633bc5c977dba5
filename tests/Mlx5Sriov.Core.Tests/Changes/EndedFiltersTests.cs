using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Packet filters and places in bridges that end with representors are named before, and flows in the adapter hold its modes.</summary>
public sealed class EndedFiltersTests
{
    private const string Loss =
        "eth2: with its representors end 2 tc filters (1 in hardware) on eth2_0, the target of 1 tc filter on eth2, "
        + "the places of eth2_0, eth2_2 in ovs-system. Nothing here makes that again; Open vSwitch makes its own flows again.";

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public void A_resize_names_what_ends_and_is_not_reversible(int count)
    {
        var host = Staged();
        var plan = Plan(host, new PfWish { NumVfs = count });
        var step = Assert.Single(plan.Steps, s => s.Command.StartsWith("echo 0 >", StringComparison.Ordinal));
        Assert.Equal(
            ["eth2_0: 2 tc filters (1 in hardware), port of ovs-system", "eth2_2: port of ovs-system", "eth2: 1 tc filter sending to representors"],
            step.Affected);
        Assert.False(step.IsReversible);
        Assert.Contains(Loss, plan.Warnings);
        Assert.Contains(Loss, plan.Losses);

        RollbackTests.Runner(host).Run(Wish(new PfWish { NumVfs = count }), null, CancellationToken.None);
        Assert.Empty(host.Seams.TrafficControl.Filters(host.Seams.IpLink.List()!.Where(link => link.Name.StartsWith("eth2_", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_mode_names_what_ends_where_the_adapter_carries_out_none()
    {
        var host = Host();
        host.AddFilter("eth2_1", new PacketFilter { Classifier = "matchall", IsInHardware = true });
        host.AddSubfunction(ChangeCase.Pf, 88);
        var plan = Plan(host, new PfWish { EswitchMode = EswitchMode.Legacy });
        var step = Assert.Single(plan.Steps, s => s.Command.Contains("eswitch", StringComparison.Ordinal));
        Assert.Contains("eth2_1: 1 tc filter (1 in hardware)", step.Affected);
        Assert.False(step.IsReversible);
        Assert.Equal(2, plan.Losses.Count);
    }

    [Theory]
    [InlineData("eth2_0", EswitchMode.Legacy, null, false)]
    [InlineData("eth2", EswitchMode.Legacy, null, false)]
    [InlineData("eth2", EswitchMode.Legacy, 0, false)]
    [InlineData("eth2_0", EswitchMode.Legacy, 0, true)]
    [InlineData("eth2", EswitchMode.Switchdev, null, true)]
    public void Flows_in_the_adapter_hold_its_mode(string device, EswitchMode mode, int? count, bool isPossible)
    {
        var host = Host();
        host.AddFilter(device, Flow);
        if (!isPossible) Assert.Equal(Errno.EBUSY, Refused(host, new Eswitch { Mode = mode }));
        host.ClearWrites();
        var wish = new PfWish { EswitchMode = mode, NumVfs = count };
        if (isPossible)
        {
            RollbackTests.Runner(host).Run(Wish(wish), null, CancellationToken.None);
            Assert.Equal(mode, host.Seams.Devlink.Eswitch(ChangeCase.Pf)!.Mode);
            return;
        }

        var refusal = Assert.Throws<RefusedSettingException>(() => Plan(host, wish));
        Assert.Equal(RefusalReason.FiltersInHardware, refusal.Reason);
        Assert.Contains($"1 on {device}.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(host.Writes);
    }

    [Fact]
    public void Flows_of_legacy_mode_hold_it_too_and_so_do_flows_the_encapsulation()
    {
        var legacy = new SimulatedHost(new SimulationOptions { NumVfs = [2, 0] });
        legacy.AddFilter("eth2", Flow);
        Assert.Equal(Errno.EBUSY, Refused(legacy, new Eswitch { Mode = EswitchMode.Switchdev }));
        Assert.Throws<RefusedSettingException>(() => Plan(legacy, new PfWish { EswitchMode = EswitchMode.Switchdev }));
        Assert.NotEmpty(Plan(legacy, new PfWish { EncapMode = EswitchEncapMode.None }).Steps);

        var switchdev = Host();
        switchdev.AddFilter("eth2_1", Flow);
        Assert.Equal(Errno.EOPNOTSUPP, Refused(switchdev, new Eswitch { EncapMode = EswitchEncapMode.None }));
        Assert.Throws<RefusedSettingException>(() => Plan(switchdev, new PfWish { EncapMode = EswitchEncapMode.None }));
    }

    [Fact]
    public void Without_filters_nothing_is_said()
    {
        foreach (var wish in new PfWish[] { new() { NumVfs = 4 }, new() { EswitchMode = EswitchMode.Legacy } })
        {
            var plan = Plan(Host(), wish);
            Assert.Empty(plan.Losses.Concat(plan.Affected));
            Assert.True(plan.IsReversible);
        }
    }

    [Fact]
    public void What_cannot_be_seen_is_said()
    {
        var host = Host();
        host.MoveToNamespace("eth2_1", "blue");
        var plan = Plan(host, new PfWish { NumVfs = 4 });
        Assert.Contains(plan.Warnings, w => w.StartsWith("eth2 vf 1: the representor is not in this network namespace", StringComparison.Ordinal));
    }

    [Fact]
    public void An_undo_tells_the_same()
    {
        var host = Host();
        var runner = RollbackTests.Runner(host);
        runner.Run(Wish(new PfWish { NumVfs = 4 }), null, CancellationToken.None);
        host.AddToBridge("eth2_3", "br0");
        var warning = Assert.Single(runner.CostOfUndo(RollbackTests.Entry(host), isForced: false).Losses);
        Assert.StartsWith("eth2: with its representors end the place of eth2_3 in br0.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undo_of_a_mode_is_refused_while_the_adapter_carries_out_flows()
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [2, 0] });
        var runner = RollbackTests.Runner(host);
        runner.Run(Wish(new PfWish { EswitchMode = EswitchMode.Switchdev }), null, CancellationToken.None);
        host.AddFilter("eth2_1", Flow);
        host.ClearWrites();
        var refusal = Assert.Throws<RefusedSettingException>(() => runner.CostOfUndo(RollbackTests.Entry(host), isForced: true));
        Assert.Equal(RefusalReason.FiltersInHardware, refusal.Reason);
        Assert.Empty(host.Writes);
    }

    [Fact]
    public void An_undo_tells_of_subfunctions_and_is_done_though_they_do_not_come_back()
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [0, 0] });
        var runner = RollbackTests.Runner(host);
        runner.Run(Wish(new PfWish { NumVfs = 2 }), null, CancellationToken.None);
        runner.Run(Wish(new PfWish { EswitchMode = EswitchMode.Switchdev }), null, CancellationToken.None);
        host.AddSubfunction(ChangeCase.Pf, 88);
        var journal = new Journal(host.Seams);
        var newest = journal.Read(host.Seams.Changes.List().Max(StringComparer.Ordinal)!)!;
        Assert.Contains(runner.CostOfUndo(newest, isForced: false).Losses, loss => loss.Contains("subfunctions (88)", StringComparison.Ordinal));
    }

    [Fact]
    public void What_only_cannot_come_back_stands_in_no_later_undos_way()
    {
        var host = Staged();
        var runner = RollbackTests.Runner(host);
        runner.Run(Wish(new PfWish { NumVfs = 4 }), null, CancellationToken.None);
        var failure = Assert.Throws<PlanFailedException>(() => runner.Undo(RollbackTests.Entry(host), false, agreed: [], CancellationToken.None));
        Assert.Equal(["eth2: NumVfs: 3 -> 0 (not all of what was there before comes back)"], failure.Residue);
        Assert.Equal(ChangeState.Undone, RollbackTests.Entry(host).State);
    }

    [Theory]
    [InlineData("eth3")]
    [InlineData("eth2v0")]
    [InlineData("br0")]
    public void Filters_that_send_to_representors_are_told_wherever_they_are(string device)
    {
        var host = Host();
        host.AddToBridge("eth3", "br0");
        host.AddFilter(device, new PacketFilter { Classifier = "flower", Targets = [host.Seams.IpLink.Find("eth2_0")!.Index] });
        Assert.Contains($"the target of 1 tc filter on {device}", Assert.Single(Plan(host, new PfWish { NumVfs = 4 }).Losses), StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_be_lost_and_was_not_told_is_not_lost()
    {
        var host = Host();
        var wish = Wish(new PfWish { NumVfs = 4 });
        var told = wish.Plan(new HostSnapshot(host.Seams)).Losses;
        host.AddToBridge("eth2_0", "br0");
        host.ClearWrites();
        var stale = Assert.Throws<StalePlanException>(() => RollbackTests.Runner(host).Run(wish, null, told, CancellationToken.None));
        Assert.Contains("the place of eth2_0 in br0", stale.Message, StringComparison.Ordinal);
        Assert.Empty(host.Writes);
        RollbackTests.Runner(host).Run(wish, null, agreed: null, CancellationToken.None);
    }

    private static PacketFilter Flow => new() { Classifier = "flower", IsInHardware = true };

    private static SimulatedHost Staged()
    {
        var host = Host();
        int Index(string name) => host.Seams.IpLink.Find(name)!.Index;
        host.AddFilter("eth2_0", Flow with { Targets = [Index("eth2")] });
        host.AddFilter("eth2_0", new PacketFilter { Classifier = "u32" });
        host.AddFilter("eth2", new PacketFilter { Classifier = "flower", IsInHardware = false, Targets = [Index("eth2_1")] });
        host.AddFilter("eth2", new PacketFilter { Classifier = "flower", IsInHardware = false });
        host.AddToBridge("eth2_0", "ovs-system");
        host.AddToBridge("eth2_2", "ovs-system");
        return host;
    }

    private static SimulatedHost Host()
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [3, 0] });
        host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        return host;
    }

    private static Errno Refused(SimulatedHost host, Eswitch wish) =>
        Assert.Throws<KernelException>(() => host.Seams.Devlink.SetEswitch(ChangeCase.Pf, wish)).Errno;

    private static PfSettingsWish Wish(PfWish wish) => new("Set-MlxPf", ChangeCase.Pf, wish);

    private static ChangePlan Plan(SimulatedHost host, PfWish wish) => Wish(wish).Plan(new HostSnapshot(host.Seams));
}
