using Mlx5Sriov.Inventory;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

using static Mlx5Sriov.Core.Tests.Changes.SampleSettings;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>How far an undo reaches where something goes on refusing: as far as it can, and what is left says why.</summary>
public sealed class ResidueTests
{
    private readonly SimulatedHost _host = new(new SimulationOptions { NumVfs = [4, 0] });

    [Fact]
    public void A_setting_that_stays_refused_leaves_its_own_VF_alone_without_a_driver()
    {
        Run(new VfSettingsWish("setup", ChangeCase.Pf, Enumerable.Range(0, 4).ToDictionary(
            i => i, i => Everything with { MacAddress = MacAddress.Parse($"02:00:00:00:00:0{i}"), VlanId = 100 + i, Rebind = true })));
        var before = HostState.Read(_host);
        _host.AddFault("*vf 0 vlan*", Errno.EIO);

        var failure = Assert.Throws<PlanFailedException>(() => Run(Pf(new() { NumVfs = 6 })));

        var after = HostState.Read(_host);
        Assert.Equal(["eth2 vf 0"], HostState.Differing(before, after));
        Assert.Equal("", after["eth2 vf 0: Driver"]);
        Assert.All(failure.Residue, r => Assert.StartsWith("eth2: ", r, StringComparison.Ordinal));
        Assert.Contains("vf 0 vlan 100", failure.Residue[0], StringComparison.Ordinal);
        Assert.Contains("EIO", failure.Residue[0], StringComparison.Ordinal);
        Assert.All(failure.Residue.Skip(1), r => Assert.EndsWith("(not tried, for it builds on what was refused)", r, StringComparison.Ordinal));

        _host.RemoveFault(Assert.Single(_host.Faults).Id);
        Undo();
        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void Where_the_VFs_cannot_be_brought_back_nothing_of_theirs_is_tried()
    {
        Run(new VfSettingsWish("setup", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = Everything with { Rebind = true } }));
        var before = HostState.Read(_host);
        _host.AddFault("*echo 6 > *sriov_numvfs*", Errno.EIO);
        _host.AddFault("*echo 4 > *sriov_numvfs*", Errno.EIO);
        _host.ClearWrites();

        var failure = Assert.Throws<PlanFailedException>(() => Run(Pf(new() { NumVfs = 6 })));

        Assert.DoesNotContain(_host.Writes, w => w.ToString().Contains(" vf 1 ", StringComparison.Ordinal));
        Assert.True(failure.Residue.Count > 5, string.Join('\n', failure.Residue));
        foreach (var fault in _host.Faults) _host.RemoveFault(fault.Id);
        Undo();
        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void A_trunk_is_not_put_back_into_an_eswitch_that_has_no_trunks()
    {
        Run(new VfSettingsWish("Set-MlxVfTrunk", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = Trunked }));
        var change = Entry();
        Run(Pf(new() { EswitchMode = EswitchMode.Switchdev }));
        _host.ClearWrites();

        var failure = FailedUndo(change);

        Assert.Empty(_host.Writes);
        Assert.All(failure.Residue, r => Assert.Contains("the e-switch is in Switchdev mode by now, where a trunk has no effect", r, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_there_before_a_VF_that_is_gone_says_so()
    {
        Run(new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [3] = Everything }));
        var change = Entry();
        Run(Pf(new() { NumVfs = 2 }));

        var failure = FailedUndo(change);

        Assert.Contains("(VF 3 is not there any more: ", failure.Residue[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_net_device_that_is_gone_is_named()
    {
        Run(new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [3] = new() { Trust = OnOff.On } }));
        _host.MoveToNamespace("eth2", "away");

        var failure = FailedUndo(Entry());

        Assert.Equal(
            ["eth2 vf 3: ip link set dev eth2 vf 3 trust off (eth2: no net device of this name is in this network namespace any more)"],
            failure.Residue);
    }

    [Fact]
    public void The_undo_of_a_change_that_never_came_to_the_VFs_leaves_their_drivers_alone()
    {
        Run(new VfSettingsWish("setup", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = Everything with { Rebind = true } }));
        var before = HostState.Read(_host);
        var wish = Pf(new() { NumVfs = 6 });
        using (HostLock.Take(_host.Seams, PlanScope.OfPort(ChangeCase.Pf), "Set-MlxPf", TimeSpan.Zero, CancellationToken.None))
            new Journal(_host.Seams).Begin(wish.Plan(new HostSnapshot(_host.Seams)), new HostSnapshot(_host.Seams));
        _host.ClearWrites();

        Undo();

        Assert.DoesNotContain(_host.Writes, w => w.ToString().Contains("bind", StringComparison.Ordinal));
        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void A_VLAN_is_not_put_back_into_switchdev_mode_where_it_would_pass_for_done()
    {
        Run(new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = Tag }));
        var change = Entry();
        Run(Pf(new() { EswitchMode = EswitchMode.Switchdev }));
        _host.ClearWrites();

        var failure = FailedUndo(change);

        Assert.Empty(_host.Writes);
        Assert.Contains("where a VLAN has no effect", Assert.Single(failure.Residue), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count")]
    [InlineData("mode")]
    [InlineData("driver")]
    public void A_VF_that_somebody_uses_by_then_is_not_taken_away_by_an_undo(string what)
    {
        IWish wish = what switch
        {
            "count" => Pf(new() { NumVfs = 6 }),
            "mode" => Pf(new() { EswitchMode = EswitchMode.Switchdev }),
            _ => new VfSettingsWish("Set-MlxVfDriver", ChangeCase.Pf, new Dictionary<int, VfWish> { [3] = new() { Driver = VfDriver.VfioPci } }),
        };
        Run(wish);
        var pid = _host.GiveToVirtualMachine(PciAddress.Parse("0000:05:00.5"), "web01");
        _host.ClearWrites();

        var refusal = Assert.Throws<VfInUseException>(Undo);

        Assert.Equal("eth2 vf 3", $"{Assert.Single(refusal.Vfs)}");
        Assert.Empty(_host.Writes);
        Assert.Equal(ChangeState.Done, Entry().State);
        var costs = new PlanRunner(_host.Seams, TimeSpan.Zero).CostOfUndo(Entry(), isForced: true);
        Assert.Contains(costs.Warnings, w => w.Contains($"web01", StringComparison.Ordinal));
        Assert.NotEqual(0, pid);
    }

    [Fact]
    public void An_undo_that_makes_VFs_anew_tells_of_what_was_set_since()
    {
        Run(Pf(new() { NumVfs = 6 }));
        var first = Entry();
        Run(new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = Tag }));

        var warning = Assert.Single(new PlanRunner(_host.Seams, TimeSpan.Zero).CostOfUndo(first, isForced: false).Warnings);

        Assert.Equal(
            $"eth2 was changed since ({Entry().Id}), and what that set on its VFs is lost with them: undo the newest first, or set it again.",
            warning);
        Assert.Empty(new PlanRunner(_host.Seams, TimeSpan.Zero).CostOfUndo(Entry(), isForced: false).Warnings);
    }

    private static PfSettingsWish Pf(PfWish wish) => new("Set-MlxPf", ChangeCase.Pf, wish);

    private JournalEntry Entry() => new Journal(_host.Seams).Read(_host.Seams.Changes.List().Order(StringComparer.Ordinal).Last())!;

    private void Run(IWish wish) => new PlanRunner(_host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);

    private PlanFailedException FailedUndo(JournalEntry change) => Assert.Throws<PlanFailedException>(
        () => new PlanRunner(_host.Seams, TimeSpan.Zero).Undo(change, isForced: false, agreed: [], CancellationToken.None));

    private void Undo() => new PlanRunner(_host.Seams, TimeSpan.Zero).Undo(Entry(), isForced: false, agreed: [], CancellationToken.None);
}
