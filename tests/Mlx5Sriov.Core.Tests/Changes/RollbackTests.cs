using Mlx5Sriov.Changes;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>All or nothing: whatever goes wrong at whichever step, the host is as before, or the residue names what is not.</summary>
public sealed class RollbackTests
{
    public static IEnumerable<object[]> Cases => ChangeCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Whichever_write_is_refused_everything_is_as_before(string name)
    {
        var change = ChangeCases.Find(name);
        foreach (var n in Enumerable.Range(1, WriteCount(change)))
        {
            var host = change.NewHost();
            var before = HostState.Read(host);
            host.AddFault("*", Errno.EIO, n);

            var failure = Assert.Throws<PlanFailedException>(() => change.Run(host));

            Assert.Empty(failure.Residue);
            Assert.Equal(before, HostState.Read(host));
            Assert.Equal((ChangeState.RolledBack, failure.Message), (Entry(host).State, Entry(host).Failure));
            Assert.Null(host.Seams.Changes.HolderOf($"{ChangeCase.Pf}"));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Where_the_undo_is_refused_too_the_residue_names_what_differs_and_mends_it(string name)
    {
        var change = ChangeCases.Find(name);
        foreach (var n in Enumerable.Range(1, WriteCount(change)))
        {
            foreach (var undoWrite in new[] { 0, 1, 2 })
            {
                var host = change.NewHost();
                var before = HostState.Read(host);
                var undos = change.Plan(host).Steps.SelectMany(s => s.Undo.Select(o => (Text: $"{s.Target}: {o.Command} (", Operation: o))).ToArray();
                host.AddFault("*", Errno.EIO, n);
                var isBroken = false;

                var failure = Assert.Throws<PlanFailedException>(() => change.Run(host, p => isBroken = isBroken || (p.IsUndo && host.AddFault("*", Errno.EIO, undoWrite) is not null)));

                foreach (var fault in host.Faults) host.RemoveFault(fault.Id);
                var (differing, named) = (HostState.Differing(before, HostState.Read(host)), failure.Residue.Select(r => r[..r.IndexOf(": ", StringComparison.Ordinal)]).ToHashSet());

                // A rebind that could not even begin is named though nothing differs: whether the driver was bound to the new address cannot be read.
                // A VF that could not be moved back is named once, while it shows in the group that it is in and the one that it should be in.
                if (change.Instead is not null) Assert.Equal(differing.Count > 0, named.Count > 0);
                else if (change.After.Rebind) Assert.Superset(differing.ToHashSet(), named);
                else Assert.Equal(differing, named);
                Assert.Equal(failure.Residue.Count == 0 ? ChangeState.RolledBack : ChangeState.Incomplete, Entry(host).State);
                Assert.Equal(failure.Residue, Entry(host).Residue);

                foreach (var left in failure.Residue)
                    undos.First(u => left.StartsWith(u.Text, StringComparison.Ordinal)).Operation.Apply(host.Seams, CancellationToken.None);
                Assert.True(Settings(before).SequenceEqual(Settings(HostState.Read(host))), $"write {n}, undo write {undoWrite}: {string.Join("; ", Settings(HostState.Read(host)).Except(Settings(before)))} after {string.Join("; ", failure.Residue)}");
                if (failure.Residue.Count > 0) Runner(host).Undo(Entry(host), CancellationToken.None);
                Assert.Equal(before, HostState.Read(host));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_incomplete_rollback_is_finished_by_undoing_the_change(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost();
        var before = HostState.Read(host);
        host.AddFault("*", Errno.EIO, WriteCount(change));
        host.AddFault("*", Errno.EIO, WriteCount(change) + 1);
        Assert.Throws<PlanFailedException>(() => change.Run(host));
        foreach (var fault in host.Faults) host.RemoveFault(fault.Id);

        Runner(host).Undo(Entry(host), CancellationToken.None);

        Assert.Equal(before, HostState.Read(host));
        Assert.Equal(ChangeState.Undone, Entry(host).State);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_change_cancelled_before_whichever_step_leaves_everything_as_before(string name)
    {
        var change = ChangeCases.Find(name);
        var steps = change.Plan(change.NewHost()).Steps.Count;
        foreach (var n in Enumerable.Range(0, steps))
        {
            var host = change.NewHost();
            var before = HostState.Read(host);
            using var ctrlC = new CancellationTokenSource();
            if (n == 0) ctrlC.Cancel();

            // The report comes after the check: cancelled while step n - 1 is announced, that step is the last.
            Assert.Throws<OperationCanceledException>(() => change.Run(host, p => CancelAt(p, n - 1, ctrlC), ctrlC.Token));

            Assert.Equal(before, HostState.Read(host));
            if (n == 0) Assert.Empty(host.Writes);
            Assert.DoesNotContain(host.Seams.Changes.List(), id => new Journal(host.Seams).Read(id)!.State != ChangeState.RolledBack);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cancelling_during_the_last_step_is_too_late(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost();
        using var ctrlC = new CancellationTokenSource();

        var plan = change.Run(host, p => CancelAt(p, p.Total - 1, ctrlC), ctrlC.Token);

        Assert.True(ctrlC.IsCancellationRequested);
        Assert.True(change.Plan(host).IsEmpty);
        Assert.Equal(plan.Steps.Select(s => s.Command), Entry(host).Steps.Select(s => s.Command));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_process_that_dies_at_whichever_step_leaves_a_journal_that_undoes_it(string name)
    {
        var change = ChangeCases.Find(name);
        var steps = change.Plan(change.NewHost()).Steps.Count;
        foreach (var k in Enumerable.Range(0, steps + 1))
        {
            var host = change.NewHost();
            var before = HostState.Read(host);
            using (HostLock.Take(host.Seams, ChangeCase.Pf, "Set-MlxVf", TimeSpan.Zero, CancellationToken.None))
            {
                var plan = change.Plan(host);
                new Journal(host.Seams).Begin(plan);
                Assert.Equal(ChangeState.Running, Entry(host).State);
                foreach (var step in plan.Steps.Take(k)) step.Operation.Apply(host.Seams, CancellationToken.None);
            }

            var left = Entry(host);
            Assert.Equal(ChangeState.Interrupted, left.State);
            var undone = Runner(host).Undo(left, CancellationToken.None);

            Assert.Equal(ChangeState.Undone, undone.State);
            Assert.Equal(before, HostState.Read(host));
            Assert.Equal(ChangeState.Undone, Entry(host).State);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_finished_change_can_be_undone(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost();
        var before = HostState.Read(host);
        change.Run(host);
        Assert.NotEqual(before, HostState.Read(host));
        Assert.Equal(ChangeState.Done, Entry(host).State);

        Runner(host).Undo(Entry(host), CancellationToken.None);

        Assert.Equal(before, HostState.Read(host));
    }

    [Fact]
    public void A_report_that_throws_does_not_stop_the_undo()
    {
        var change = ChangeCases.Find("ConnectX7: all");
        var host = change.NewHost();
        var before = HostState.Read(host);

        var failure = Assert.Throws<PlanFailedException>(() => change.Run(host, p =>
        {
            if (p.IsUndo || p.Done == 3) throw new InvalidOperationException("The pipeline has been stopped.");
        }));

        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Empty(failure.Residue);
        Assert.Equal(before, HostState.Read(host));
    }

    [Fact]
    public void A_device_that_is_gone_is_residue_and_the_undo_goes_on()
    {
        var change = ChangeCases.Find("ConnectX7: all with GUID and trunk");
        var host = change.NewHost();
        change.Run(host);
        host.MoveToNamespace("eth2", "away");

        var failure = Assert.Throws<PlanFailedException>(() => Runner(host).Undo(Entry(host), CancellationToken.None));

        Assert.All(failure.Residue, r => Assert.Matches("ip link set dev eth2 vf|/node", r));
        Assert.Contains(failure.Undone, u => u.Contains("/trunk", StringComparison.Ordinal));
        Assert.Equal(ChangeState.Incomplete, Entry(host).State);
    }

    // By hand the settings are mended; a driver that was bound to the wrong address meanwhile takes the whole undo.
    private static IEnumerable<string> Settings(IReadOnlyDictionary<string, string> state) =>
        state.Where(l => !l.Key.EndsWith(": own address", StringComparison.Ordinal)).Select(l => $"{l.Key} = {l.Value}");

    private static void CancelAt(PlanProgress progress, int step, CancellationTokenSource source)
    {
        if (!progress.IsUndo && progress.Done == step) source.Cancel();
    }

    private static int WriteCount(ChangeCase change)
    {
        var host = change.NewHost();
        change.Run(host);
        Assert.NotEmpty(host.Writes);
        Assert.All(host.Writes, w => Assert.Null(w.Refusal));
        return host.Writes.Count;
    }

    private static JournalEntry Entry(SimulatedHost host) => new Journal(host.Seams).Read(Assert.Single(host.Seams.Changes.List()))!;

    private static PlanRunner Runner(SimulatedHost host) => new(host.Seams, TimeSpan.Zero);
}
