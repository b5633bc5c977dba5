using System.Runtime.ExceptionServices;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Plans.Running;

/// <summary>
/// Brings a host to a wish, all or nothing: locks the physical function, plans on the host as it is then, journals, applies step by step, verifies by
/// planning again, and on any failure or Ctrl-C puts back what was there.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="lockTimeout">How long to wait for another session that changes the same physical function.</param>
/// <param name="report">Told of each step before it runs; null for nobody.</param>
public sealed class PlanRunner(SriovHost host, TimeSpan lockTimeout, Action<PlanProgress>? report = null)
{
    private readonly Journal _journal = new(host);

    /// <summary>What an undo is called in the lock that it takes: who waits for it is told so.</summary>
    public string UndoTitle { get; init; } = "undo";

    /// <summary>Brings the host to a wish.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="approved">The plan that was approved: if another is due by now, nothing is done; null to do whatever is due.</param>
    /// <param name="cancellation">Ctrl-C: what was done is undone.</param>
    /// <returns>The plan that was carried out; empty where nothing differed, and then nothing was written.</returns>
    /// <exception cref="LockedException">Another session is changing the physical function.</exception>
    /// <exception cref="StalePlanException">The approved plan is not what is due any more.</exception>
    /// <exception cref="PlanFailedException">A step or the verification failed; it says what was undone, and what could not be.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and everything was put back.</exception>
    /// <exception cref="SriovException">The wish cannot be; nothing was done.</exception>
    public ChangePlan Run(IWish wish, ChangePlan? approved, CancellationToken cancellation) => Run(wish, approved, agreed: null, cancellation);

    /// <inheritdoc cref="Run(IWish, ChangePlan, CancellationToken)"/>
    /// <param name="wish">The wish.</param>
    /// <param name="approved">The plan that was approved: if another is due by now, nothing is done; null to do whatever is due.</param>
    /// <param name="agreed">What may be lost, as <see cref="ChangePlan.Losses"/> told it; null for all.</param>
    /// <param name="cancellation">Ctrl-C: what was done is undone.</param>
    public ChangePlan Run(IWish wish, ChangePlan? approved, IReadOnlyCollection<string>? agreed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (approved is not null && approved.Host != host.Identity) throw StalePlanException.OfOtherHost(approved.Pf, approved.Host.Apart(host.Identity));
        using var taken = HostLock.Take(host, wish.Scope, wish.Title, lockTimeout, cancellation);
        var snapshot = new HostSnapshot(host);
        var plan = Plan(wish, snapshot);
        if (approved is not null && !plan.IsSameAs(approved)) throw new StalePlanException(plan.Pf);
        if (agreed is not null && plan.Losses.Except(agreed).ToArray() is { Length: > 0 } more) throw StalePlanException.OfLosses(plan.Pf, more);
        if (!plan.IsEmpty) Execute(plan, snapshot, cancellation);
        return plan;
    }

    /// <summary>What an undo costs beyond what it puts back, as the host is now.</summary>
    /// <param name="entry">The change.</param>
    /// <param name="isForced">Whether VFs are taken from those who use them.</param>
    /// <returns>What the administrator should know, and what of it is lost.</returns>
    /// <exception cref="VfInUseException">It would take VFs from those who use them, and may not.</exception>
    /// <exception cref="RefusedSettingException">The e-switch mode cannot be put back while rate nodes or flows hold it.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public UndoCosts CostOfUndo(JournalEntry entry, bool isForced)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var (snapshot, later) = (new HostSnapshot(host), new LaterChanges(_journal, entry));
        return entry.Scope.PortParts.Aggregate(
            UndoCosts.None, (costs, port) => costs.And(new UndoCost(host, later, entry, port).Check(snapshot, isForced)));
    }

    /// <summary>
    /// What an undo would overwrite: what the change set and others have set otherwise since. Of a change whose process died that is not known.
    /// </summary>
    /// <param name="entry">The change.</param>
    /// <returns>A sentence for each, with what set it as far as a journal tells.</returns>
    /// <exception cref="KernelException">The kernel refused a read.</exception>
    public IReadOnlyList<string> OverwrittenByUndo(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var state = State(entry);
        return entry.After is null ? [] : new LaterChanges(_journal, entry).Overwritten(state.Read(), state.MakesVfsAgain);
    }

    /// <summary>The acts of an undo, in order, each as the command that equals it; of one that will be refused, why.</summary>
    /// <param name="entry">The change.</param>
    /// <returns>The acts: <c>eth2 vf 3: ip link set dev eth2 vf 3 trust off</c>.</returns>
    public IReadOnlyList<string> ActsOfUndo(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return [.. entry.Steps.Take(entry.Tried ?? entry.Steps.Count).Reverse().SelectMany(step => step.Undo.Select(act => $"{step.Target}: {Told(act)}"))];

        string Told(Operation act)
        {
            try
            {
                LinkOwner.Require(host, entry.Scope.Ports, act);
                return act.Command;
            }
            catch (SriovException refusal)
            {
                return $"{act.Command} (will not be done: {refusal.Message.TrimEnd('.')})";
            }
        }
    }

    /// <summary>Undoes a change, from its journal.</summary>
    /// <param name="entry">The change.</param>
    /// <param name="isForced">Whether VFs are taken from those who use them.</param>
    /// <param name="agreed">What may be overwritten of what others have set since, as <see cref="OverwrittenByUndo"/> told it; null for all.</param>
    /// <param name="cancellation">Ends the wait for the lock; an undo that has begun runs through.</param>
    /// <returns>The entry as it is then.</returns>
    /// <exception cref="LockedException">Another session is changing the physical function.</exception>
    /// <exception cref="VfInUseException">A VF that would be taken away is used; nothing was done.</exception>
    /// <exception cref="ChangedSinceException">It would overwrite what others have set since, and may not; nothing was done.</exception>
    /// <exception cref="PlanFailedException">Something could not be put back, or reads otherwise than before.</exception>
    public JournalEntry Undo(JournalEntry entry, bool isForced, IReadOnlyCollection<string>? agreed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var taken = HostLock.Take(host, entry.Scope, UndoTitle, lockTimeout, cancellation);
        _ = CostOfUndo(entry, isForced);
        if (agreed is not null && OverwrittenByUndo(entry).Except(agreed).ToArray() is { Length: > 0 } since)
            throw new ChangedSinceException(entry.Id, entry.Title, entry.Pf, since);
        var altered = entry.After is null ? State(entry).TryRead() : entry.Before;
        var back = new Rollback(host, entry, report).PutBackAll();
        var after = back.IsAsFarAsCanBe
            ? entry with { State = ChangeState.Undone, Residue = back.Residue }
            : AsLeft(entry with { State = ChangeState.Incomplete, Residue = back.Residue }, altered);
        _journal.Save(after);
        return back.Residue.Count == 0 ? after : throw PlanFailedException.OfUndo(entry.Id, entry.Title, back.Undone, back.Residue);
    }

    private void Execute(ChangePlan plan, HostSnapshot snapshot, CancellationToken cancellation)
    {
        var entry = _journal.Begin(plan, snapshot);
        var (done, begun) = (0, 0);
        try
        {
            for (; done < plan.Steps.Count; done++)
            {
                cancellation.ThrowIfCancellationRequested();
                var step = plan.Steps[done];
                Report(null);

                // A step that was refused changed nothing, unless it consists of several writes and one of them was done; such are written to sysfs alone.
                var files = new NotedKernelFiles(host.KernelFiles);
                try
                {
                    step.Operation.Apply(host with { KernelFiles = files }, cancellation);
                    begun = done + 1;
                }
                finally
                {
                    if (files.IsWritten) begun = done + 1;
                }

                step.Operation.Await(host, Report, cancellation);

                void Report(string? waiting) => report?.Invoke(
                    new PlanProgress(done, plan.Steps.Count, $"{step.Target}: {step.Command}") { Expected = step.Expected, Waiting = waiting });
            }

            var now = new HostSnapshot(host);
            Verify(plan, now);
            var state = State(entry);
            var left = state.Read(now);
            var facts = Facts.Difference(entry.Before!, left).Keys.Concat(left.Keys.Where(state.IsOverwritten)).Distinct();
            _journal.Close(entry with { State = ChangeState.Done, After = facts.ToDictionary(fact => fact, fact => left.GetValueOrDefault(fact)) });
            report?.Invoke(new PlanProgress(done, plan.Steps.Count, null));
        }
        catch (Exception failure)
        {
            var tried = Math.Min(done + 1, plan.Steps.Count);
            var altered = State(entry).TryRead();
            var back = new Rollback(host, entry, report).PutBack(begun, tried);
            var failed = FailedPlan.Refusal(plan, done, failure, back);
            entry = entry with { Failure = failed.Message, Residue = back.Residue };
            SaveFailed(back.Residue.Count == 0
                ? entry with { State = ChangeState.RolledBack }
                : AsLeft(entry with { State = ChangeState.Incomplete, Tried = tried }, altered));
            if (failure is OperationCanceledException && back.Residue.Count == 0) throw;
            throw failed;
        }
    }

    // Where the disk refuses, the entry stays as it was begun and shows as interrupted, whose undo does no harm; what failed matters more.
    private void SaveFailed(JournalEntry entry)
    {
        try
        {
            _journal.Save(entry);
        }
        catch (KernelException)
        {
        }
    }

    // An undo that goes on later overwrites no more than what is left here: of all that was altered, also what is back already.
    private JournalEntry AsLeft(JournalEntry entry, IReadOnlyDictionary<Fact, string?>? altered)
    {
        if (entry.Before is not { } before || altered is null || State(entry).TryRead() is not { } left) return entry with { After = null };
        var facts = Facts.Difference(before, altered).Keys.Concat(entry.After?.Keys ?? []).Concat(Facts.Difference(before, left).Keys).Distinct();
        return entry with { After = facts.ToDictionary(fact => fact, fact => left.GetValueOrDefault(fact)) };
    }

    private ScopeState State(JournalEntry entry) => new(host, entry);

    // All or nothing: what cannot be of a wish has been told before, and left out of it. What cannot be only now ends the whole.
    private static ChangePlan Plan(IWish wish, HostSnapshot snapshot)
    {
        var plan = wish.Plan(snapshot);
        if (plan.Refusals is [var refusal, ..]) ExceptionDispatchInfo.Throw(refusal.ToException());
        return plan;
    }

    private static void Verify(ChangePlan plan, HostSnapshot now)
    {
        IWish[] wishes = plan.Kept is null ? [plan.Wish] : [plan.Wish, plan.Kept];
        var left = wishes.SelectMany(w => Plan(w, now).Steps).Where(s => s.IsVerifiable).ToArray();
        if (left.Length > 0) throw new NotVerifiedException(plan.Pf, [.. left.Select(s => $"{s.Target}: {s.Description}")]);
    }
}
