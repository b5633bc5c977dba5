using System.Globalization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>All or nothing: whatever goes wrong at whichever step, the host is as before, or the residue names what is not.</summary>
public sealed class RollbackTests
{
    public static IEnumerable<object[]> Cases => ChangeCases.Names;

    public static IEnumerable<object[]> Keeping => ChangeCases.Names.Where(n => ChangeCases.Find((string)n[0]).KeepsVfs);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_hosts_of_a_case_are_alike(string name)
    {
        var change = ChangeCases.Find(name);
        change.NewHost(out var before);
        AssertSame(before, HostState.Read(change.NewHost()), "new");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Whichever_write_is_refused_everything_is_as_before(string name)
    {
        var change = ChangeCases.Find(name);
        foreach (var n in ChangeCase.Tried(1, WriteCount(change)))
        {
            var host = change.NewHost(out var before);
            host.AddFault("*", Errno.EIO, n);

            var failure = Assert.Throws<PlanFailedException>(() => change.Run(host));

            Assert.Empty(failure.Residue);
            AssertSame(before, HostState.Read(host), $"write {n}, {failure.Message}");
            Assert.Equal((ChangeState.RolledBack, failure.Message), (Entry(host).State, Entry(host).Failure));
            Assert.All(change.Wish.Scope.Parts, part => Assert.Null(host.Seams.Changes.HolderOf(part.Lock)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_incomplete_rollback_is_finished_by_undoing_the_change(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost(out var before);
        host.AddFault("*", Errno.EIO, WriteCount(change));
        host.AddFault("*", Errno.EIO, WriteCount(change) + 1);
        Assert.Throws<PlanFailedException>(() => change.Run(host));
        foreach (var fault in host.Faults) host.RemoveFault(fault.Id);

        Runner(host).Undo(Entry(host), isForced: false, agreed: [], CancellationToken.None);

        Assert.Equal(before, HostState.Read(host));
        Assert.Equal(ChangeState.Undone, Entry(host).State);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_change_cancelled_before_whichever_step_leaves_everything_as_before(string name)
    {
        var change = ChangeCases.Find(name);
        var steps = change.Plan(change.NewHost()).Steps.Count;
        foreach (var n in ChangeCase.Tried(0, steps))
        {
            var host = change.NewHost(out var before);
            using var ctrlC = new CancellationTokenSource();
            if (n == 0) ctrlC.Cancel();

            // The report comes after the check: cancelled while step n - 1 is announced, that step is the last.
            Assert.Throws<OperationCanceledException>(() => change.Run(host, p => CancelAt(p, n - 1, ctrlC), ctrlC.Token));

            AssertSame(before, HostState.Read(host), $"step {n}");
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

        // New VFs are waited for, and a wait can be cancelled.
        if (change.Plan(host).Steps[^1].Operation is SetVfCount { To: > 0, IsProbed: true })
        {
            Assert.Throws<OperationCanceledException>(() => change.Run(host, p => CancelAt(p, p.Total - 1, ctrlC), ctrlC.Token));
            return;
        }

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
        foreach (var k in ChangeCase.Tried(0, steps + 1))
        {
            var host = change.NewHost(out var before);
            using (HostLock.Take(host.Seams, change.Wish.Scope, "Set-MlxVf", TimeSpan.Zero, CancellationToken.None))
            {
                var plan = change.Plan(host);
                new Journal(host.Seams).Begin(plan, new HostSnapshot(host.Seams));
                Assert.Equal(ChangeState.Running, Entry(host).State);
                for (var i = 0; i < k; i++)
                {
                    // It dies while it waits for what the last step set going.
                    if (i > 0) plan.Steps[i - 1].Operation.Await(host.Seams, _ => { }, CancellationToken.None);
                    plan.Steps[i].Operation.Apply(host.Seams, CancellationToken.None);
                }
            }

            var left = Entry(host);
            Assert.Equal(ChangeState.Interrupted, left.State);
            var undone = Runner(host).Undo(left, isForced: false, agreed: [], CancellationToken.None);

            Assert.Equal(ChangeState.Undone, undone.State);
            AssertSame(before, HostState.Read(host), $"after {k} steps");
            Assert.Equal(ChangeState.Undone, Entry(host).State);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_finished_change_can_be_undone(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost(out var before);
        change.Run(host);
        Assert.NotEqual(before, HostState.Read(host));
        Assert.Equal(ChangeState.Done, Entry(host).State);

        Runner(host).Undo(Entry(host), isForced: false, agreed: [], CancellationToken.None);

        Assert.Equal(before, HostState.Read(host));
    }

    [Theory]
    [MemberData(nameof(Keeping))]
    public void VFs_that_stay_are_as_they_were(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost(out var before);

        change.Run(host);

        var after = HostState.Read(host);
        var pf = PfName(change);
        var (old, now) = (int.Parse(before[$"{pf}: NumVfs"], CultureInfo.InvariantCulture), int.Parse(after[$"{pf}: NumVfs"], CultureInfo.InvariantCulture));
        AssertSame(HostState.VfsBelow(before, pf, Math.Min(old, now)), HostState.VfsBelow(after, pf, Math.Min(old, now)), "");
    }

    [Fact]
    public void A_report_that_throws_does_not_stop_the_undo()
    {
        var change = ChangeCases.Find("ConnectX7: all");
        var host = change.NewHost(out var before);

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

        var failure = Assert.Throws<PlanFailedException>(() => Runner(host).Undo(Entry(host), isForced: false, agreed: [], CancellationToken.None));

        Assert.All(failure.Residue, r => Assert.Matches("ip link set dev eth2 vf|/node", r));
        Assert.Contains(failure.Undone, u => u.Contains("/trunk", StringComparison.Ordinal));
        Assert.Equal(ChangeState.Incomplete, Entry(host).State);
    }

    internal static void AssertSame(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, string when)
    {
        var other = before.Keys.Union(after.Keys).Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k)).ToArray();
        Assert.True(other.Length == 0, $"{when}: {string.Join("; ", other.Select(Told))}");

        string Told(string key) => $"{key}: {before.GetValueOrDefault(key, "absent")} -> {after.GetValueOrDefault(key, "absent")}";
    }

    private static string PfName(ChangeCase change) => change.Plan(change.NewHost()).Pf;

    private static void CancelAt(PlanProgress progress, int step, CancellationTokenSource source)
    {
        if (!progress.IsUndo && progress.Done == step) source.Cancel();
    }

    internal static int WriteCount(ChangeCase change)
    {
        var host = change.NewHost();
        change.Run(host);
        Assert.NotEmpty(host.Writes);
        Assert.All(host.Writes, w => Assert.Null(w.Refusal));
        return host.Writes.Count;
    }

    internal static JournalEntry Entry(SimulatedHost host) => new Journal(host.Seams).Read(Assert.Single(host.Seams.Changes.List()))!;

    internal static PlanRunner Runner(SimulatedHost host) => new(host.Seams, TimeSpan.Zero);
}
