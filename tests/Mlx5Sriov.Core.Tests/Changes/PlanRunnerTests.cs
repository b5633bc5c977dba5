using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Records;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>The lock, the approved plan, the verification, and what failures say.</summary>
public sealed class PlanRunnerTests
{
    private readonly SimulatedHost _host = new(new SimulationOptions());

    private static VfSettingsWish Wish =>
        new("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = new() { SpoofCheck = OnOff.On, Trust = OnOff.On } });

    [Fact]
    public void The_second_session_waits_and_then_says_who_holds_the_lock()
    {
        using var taken = _host.Seams.Changes.TryLock($"{ChangeCase.Pf}", new LockHolder(4711, "Set-MlxPf", _host.Clock.Now - TimeSpan.FromSeconds(10)));

        var locked = Assert.Throws<LockedException>(() => Run(_host.Seams, TimeSpan.FromSeconds(2)));

        Assert.Equal("0000:05:00.0 is being changed by process 4711 (Set-MlxPf), for 12 s.", locked.Message);
        Assert.Equal(4711, locked.ProcessId);
        Assert.Empty(_host.Writes);
        Assert.Empty(_host.Seams.Changes.List());
    }

    [Fact]
    public void Without_a_wait_the_second_session_is_told_at_once()
    {
        using var taken = _host.Seams.Changes.TryLock($"{ChangeCase.Pf}", new LockHolder(4711, "Set-MlxPf", _host.Clock.Now));
        var start = _host.Clock.Now;

        Assert.Throws<LockedException>(() => Run(_host.Seams, TimeSpan.Zero));

        Assert.True(_host.Clock.Now - start < TimeSpan.FromMilliseconds(1));
        Assert.Equal("0000:05:00.0 is being changed by another session.", new LockedException($"{ChangeCase.Pf}").Message);
    }

    [Fact]
    public void A_session_that_waits_goes_on_when_the_lock_is_free()
    {
        var taken = _host.Seams.Changes.TryLock($"{ChangeCase.Pf}", new LockHolder(4711, "Set-MlxPf", _host.Clock.Now));
        var seams = _host.Seams with { Clock = new EventfulClock(_host.Clock, taken!.Dispose) };

        Assert.Equal(2, Run(seams, TimeSpan.FromSeconds(2)).Steps.Count);
    }

    [Fact]
    public void A_wait_for_the_lock_can_be_cancelled()
    {
        using var taken = _host.Seams.Changes.TryLock($"{ChangeCase.Pf}", new LockHolder(4711, "Set-MlxPf", _host.Clock.Now));
        using var ctrlC = new CancellationTokenSource();
        var seams = _host.Seams with { Clock = new EventfulClock(_host.Clock, ctrlC.Cancel) };

        Assert.Throws<OperationCanceledException>(() => new PlanRunner(seams, TimeSpan.FromDays(1)).Run(Wish, null, ctrlC.Token));
        Assert.Empty(_host.Writes);
    }

    [Fact]
    public void Another_physical_function_is_not_locked()
    {
        using var taken = _host.Seams.Changes.TryLock("0000:05:00.1", new LockHolder(4711, "Set-MlxPf", _host.Clock.Now));
        Assert.Equal(2, Run(_host.Seams, TimeSpan.Zero).Steps.Count);
    }

    [Fact]
    public void The_lock_is_held_while_the_steps_run_and_names_the_session()
    {
        var holders = new List<LockHolder?>();

        new PlanRunner(_host.Seams, TimeSpan.Zero, _ => holders.Add(_host.Seams.Changes.HolderOf($"{ChangeCase.Pf}"))).Run(Wish, null, CancellationToken.None);

        Assert.Equal(3, holders.Count);
        Assert.All(holders, h => Assert.Equal((Environment.ProcessId, "Set-MlxVf"), (h!.ProcessId, h.Command)));
        Assert.Null(_host.Seams.Changes.HolderOf($"{ChangeCase.Pf}"));
    }

    [Fact]
    public void Each_step_is_announced_before_it_runs()
    {
        var reports = new List<string>();

        void Report(PlanProgress p) => reports.Add($"{p.Done}/{p.Total} {p.Step ?? "end"}, {_host.Writes.Count} written");
        new PlanRunner(_host.Seams, TimeSpan.Zero, Report).Run(Wish, null, CancellationToken.None);

        Assert.Equal(
            [
                "0/2 eth2 vf 1: ip link set dev eth2 vf 1 spoofchk on, 0 written",
                "1/2 eth2 vf 1: ip link set dev eth2 vf 1 trust on, 1 written",
                "2/2 end, 2 written",
            ],
            reports);
    }

    [Fact]
    public void A_plan_that_is_out_of_date_is_not_carried_out()
    {
        var approved = Wish.Plan(new HostSnapshot(_host.Seams));
        SetTrust(OnOff.On);
        _host.ClearWrites();

        var stale = Assert.Throws<StalePlanException>(() => new PlanRunner(_host.Seams, TimeSpan.Zero).Run(Wish, approved, CancellationToken.None));

        Assert.Equal("eth2 was changed since the plan was made: other steps are due now, or they cost something else.", stale.Message);
        Assert.Empty(_host.Writes);
        Assert.Empty(_host.Seams.Changes.List());
        Assert.Null(_host.Seams.Changes.HolderOf($"{ChangeCase.Pf}"));
    }

    [Fact]
    public void A_plan_whose_commands_are_the_same_is_out_of_date_where_they_would_change_something_else()
    {
        static PfSettingsWish Count(int vfs) => new("Set-MlxPf", ChangeCase.Pf, new PfWish { NumVfs = vfs, Discard = true });
        var wish = Count(6);
        var approved = wish.Plan(new HostSnapshot(_host.Seams));
        new PlanRunner(_host.Seams, TimeSpan.Zero).Run(Count(2), null, CancellationToken.None);
        _host.ClearWrites();
        Assert.Equal(approved.Steps.Select(s => s.Command), wish.Plan(new HostSnapshot(_host.Seams)).Steps.Select(s => s.Command));

        Assert.Throws<StalePlanException>(() => new PlanRunner(_host.Seams, TimeSpan.Zero).Run(wish, approved, CancellationToken.None));

        Assert.Empty(_host.Writes);
    }

    [Fact]
    public void A_plan_that_still_holds_is_carried_out()
    {
        var approved = Wish.Plan(new HostSnapshot(_host.Seams));
        Assert.Equal(2, new PlanRunner(_host.Seams, TimeSpan.Zero).Run(Wish, approved, CancellationToken.None).Steps.Count);
    }

    [Fact]
    public void A_failure_at_the_first_step_says_that_nothing_was_changed()
    {
        _host.AddFault("* spoofchk on", Errno.EBUSY, kernelText: "mlx5_core: not now");

        var failure = Assert.Throws<PlanFailedException>(() => Run(_host.Seams, TimeSpan.Zero));

        Assert.Equal($"Set-MlxVf failed on eth2 at step 1 of 2: {failure.InnerException!.Message} Nothing had been changed.", failure.Message);
        Assert.Contains("mlx5_core: not now", failure.Message, StringComparison.Ordinal);
        Assert.Equal(((SriovException)failure.InnerException).NextStep, failure.NextStep);
        Assert.Equal("eth2 vf 1: ip link set dev eth2 vf 1 spoofchk on", $"{failure.Step}");
    }

    [Fact]
    public void A_failure_later_says_what_was_put_back()
    {
        _host.AddFault("* trust on", Errno.EIO);

        var failure = Assert.Throws<PlanFailedException>(() => Run(_host.Seams, TimeSpan.Zero));

        Assert.Equal($"Set-MlxVf failed on eth2 at step 2 of 2: {failure.InnerException!.Message} Everything was put back (1 act).", failure.Message);
        Assert.Equal(["eth2 vf 1: ip link set dev eth2 vf 1 spoofchk off"], failure.Undone);
        Assert.Empty(failure.Residue);
    }

    [Fact]
    public void A_failure_whose_undo_fails_names_what_is_left()
    {
        _host.AddFault("* trust on", Errno.EIO);
        _host.AddFault("* spoofchk off", Errno.EIO);

        var failure = Assert.Throws<PlanFailedException>(() => Run(_host.Seams, TimeSpan.Zero));

        Assert.StartsWith("eth2 vf 1: ip link set dev eth2 vf 1 spoofchk off (", Assert.Single(failure.Residue), StringComparison.Ordinal);
        Assert.EndsWith($" Of what had been changed, 0 acts were undone; NOT undone: {failure.Residue[0]}.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("undo the change", failure.NextStep, StringComparison.Ordinal);
        Assert.Equal("On", HostState.Read(_host)["eth2 vf 1: SpoofCheck"]);

        var change = Assert.Single(Entries.Of(_host));
        var again = Assert.Throws<PlanFailedException>(
            () => new PlanRunner(_host.Seams, TimeSpan.Zero).Undo(change, isForced: false, agreed: [], CancellationToken.None));
        Assert.Null(again.Step);
        Assert.Contains("could not be undone whole", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_writer_meanwhile_is_noticed_and_everything_is_put_back()
    {
        var failure = Assert.Throws<PlanFailedException>(() => new PlanRunner(_host.Seams, TimeSpan.Zero, p =>
        {
            if (p is { IsUndo: false, Done: 1 }) _host.Seams.IpLink.SetVf(_host.Seams.IpLink.Find("eth2")!, 1, new VfSetting.SpoofCheck(OnOff.Off));
        }).Run(Wish, null, CancellationToken.None));

        Assert.Equal(
            "The kernel accepted every step, but eth2 does not read back as wished: eth2 vf 1: SpoofCheck: Off -> On.",
            Assert.IsType<NotVerifiedException>(failure.InnerException).Message);
        Assert.Null(failure.Step);
        Assert.StartsWith("Set-MlxVf failed on eth2: The kernel accepted", failure.Message, StringComparison.Ordinal);
        Assert.Equal(("Off", "Off"), (HostState.Read(_host)["eth2 vf 1: SpoofCheck"], HostState.Read(_host)["eth2 vf 1: Trust"]));
    }

    [Fact]
    public void A_trunk_that_reads_back_otherwise_is_noticed()
    {
        _host.AddTextFault("*/sriov/1/trunk", "Allowed 802.1Q VLANs: 5 6\n");
        var wish = new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = new() { Trunk = VlanSet.Parse("5") } });

        var failure = Assert.Throws<PlanFailedException>(() => new PlanRunner(_host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None));

        Assert.Contains("Trunk: remove 6", Assert.IsType<NotVerifiedException>(failure.InnerException).Message, StringComparison.Ordinal);
        Assert.Equal(ChangeState.RolledBack, Assert.Single(Entries.Of(_host)).State);
    }

    [Fact]
    public void What_the_driver_does_not_tell_whole_is_residue_when_it_was_changed()
    {
        _host.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov/1/trunk", "add 0 4095");
        _host.AddFault("* trust on", Errno.EIO);
        var wishes = new Dictionary<int, VfWish> { [1] = new() { Trunk = VlanSet.Parse("0-9"), Trust = OnOff.On } };
        var wish = new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, wishes);
        Assert.False(wish.Plan(new HostSnapshot(_host.Seams)).IsReversible);

        var failure = Assert.Throws<PlanFailedException>(() => new PlanRunner(_host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None));

        Assert.Equal("eth2 vf 1: Trunk: remove 10-4095 (not all of what was there before comes back)", Assert.Single(failure.Residue));
        Assert.Equal(ChangeState.Incomplete, Assert.Single(Entries.Of(_host)).State);
    }

    [Fact]
    public void A_trunk_beyond_what_the_driver_tells_is_set_without_a_complaint()
    {
        var wish = new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = new() { Trunk = VlanSet.Parse("0-2999") } });
        for (var run = 0; run < 2; run++) new PlanRunner(_host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);
        Assert.Equal("0-1035,...", HostState.Read(_host)["eth2 vf 1: Trunk"]);
    }

    private ChangePlan Run(SriovHost seams, TimeSpan wait)
    {
        _host.ClearWrites();
        return new PlanRunner(seams, wait).Run(Wish, null, CancellationToken.None);
    }

    private void SetTrust(OnOff state) => _host.Seams.IpLink.SetVf(_host.Seams.IpLink.Find("eth2")!, 1, new VfSetting.Trust(state));

    /// <summary>A clock on which something happens while one waits.</summary>
    private sealed class EventfulClock(IHostClock clock, Action happening) : IHostClock
    {
        public DateTimeOffset Now => clock.Now;

        public TimeSpan Elapsed => clock.Elapsed;

        public void Wait(TimeSpan time, CancellationToken cancellation)
        {
            happening();
            clock.Wait(time, cancellation);
        }
    }
}
