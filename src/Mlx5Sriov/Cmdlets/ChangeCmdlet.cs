using System.Management.Automation;
using System.Runtime.ExceptionServices;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets;

/// <summary>
/// What all cmdlets that change a host share: what the pipeline brings is gathered, and at its end becomes one plan a physical function, asked for
/// target by target, and carried out all or nothing.
/// </summary>
public abstract class ChangeCmdlet : LockingCmdlet
{
    /// <summary>Emits the plans as objects instead of carrying them out; Invoke-MlxPlan does that.</summary>
    [Parameter]
    public SwitchParameter PlanOnly { get; set; }

    /// <summary>Ends a call that asks for nothing.</summary>
    /// <param name="isGiven">Whether any of them is given.</param>
    /// <param name="settings">The parameters of which one must be given.</param>
    private protected void RequireSetting(bool isGiven, string settings)
    {
        if (!isGiven) ThrowTerminatingError(ErrorTranslation.Record(NothingToSet(settings), Title));
    }

    private protected RefusedSettingException NothingToSet(
        string settings, string message = "nothing was given that could be set.", string? nextStep = null) =>
        new(RefusalReason.NothingToSet, ChangeTarget.OfGiven(Title), message, $"Give one or more of {settings}.{(nextStep is null ? "" : $" {nextStep}")}");

    /// <summary>Tells which columns of the rows were not taken.</summary>
    private protected void WarnOf(SettingColumns columns)
    {
        if (columns.Ignored.Count > 0) WriteWarning($"These columns are ignored, for {Title} does not take them: {string.Join(", ", columns.Ignored)}.");
        if (columns.Overridden.Count > 0)
            WriteWarning($"These columns are ignored, for the command line gives what counts in their place: {string.Join(", ", columns.Overridden)}.");
    }

    /// <summary>Plans all wishes before the first is carried out, so that what cannot be of any is told before anything is written.</summary>
    /// <param name="wishes">The wish for each physical function.</param>
    /// <param name="carry">Carries out the plan of a physical function.</param>
    private protected void PlanAll(IEnumerable<(PciAddress Pf, IWish Wish)> wishes, Action<PciAddress, ChangePlan> carry)
    {
        var plans = new List<(PciAddress Pf, ChangePlan Plan)>();
        foreach (var (pf, wish) in wishes) Attempt(Snapshot.NameOf(pf), () => plans.Add((pf, Plan(wish))));
        foreach (var (pf, plan) in plans) Attempt(plan.Pf, () => carry(pf, plan));
    }

    /// <summary>Plans a wish on the host as the pipeline found it. Each target that cannot be as wished is an error of its own.</summary>
    /// <param name="wish">The wish.</param>
    /// <returns>The plan for the other targets.</returns>
    private protected ChangePlan Plan(IWish wish)
    {
        var plan = wish.Plan(Snapshot);
        var port = ChangeTarget.OfPort(plan.Pf);

        // Where a port refuses several VFs for one reason, that is one error, of the port.
        string Reason(PlanRefusal r) => r.ToException() is RefusedSettingException { IsOfPort: true } cause ? cause.Of(port).Message : $"{r.Target}";
        foreach (var alike in plan.Refusals.GroupBy(Reason))
        {
            var (target, refusal) = (alike.First().Target, alike.First().ToException());
            if (alike.Count() > 1) (target, refusal) = (port, ((RefusedSettingException)refusal).Of(port));
            Attempt($"{target}", () => ExceptionDispatchInfo.Throw(refusal));
        }

        return plan;
    }

    /// <summary>Emits a plan, or asks for each of its targets and carries out what was agreed to.</summary>
    /// <remarks>What is carried out is planned again, under the lock.</remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="only">The wish for some targets alone; null where it is one thing, to be agreed to as a whole.</param>
    /// <returns>Whether the host is as wished now for a target: not where it was declined, or only planned.</returns>
    private protected Func<ChangeTarget, bool> Fulfil(ChangePlan plan, Func<IReadOnlySet<ChangeTarget>, IWish>? only = null)
    {
        if (PlanOnly || IsToldFirst) _ = plan.Affected;      // whom it hits is read with the plan, not when somebody looks at it
        foreach (var warning in Advice.On(plan.Warnings, plan.RemedyOf)) WriteWarning(warning);
        if (PlanOnly)
        {
            Output.Write(plan);
            return _ => false;
        }

        // As PowerShell's own cmdlets do, none tells under -WhatIf what it would have told afterwards.
        if (plan.IsEmpty)
        {
            WriteVerbose($"{plan.Pf}: nothing differs, so nothing is written.");
            return _ => !IsWhatIf;
        }

        string[] losses = [.. Advice.On(plan.Losses, plan.RemedyOf)];
        if (!AgreesToLoss(losses, IsForced, $"Change {plan.Pf}?", plan.Pf)) return _ => false;
        var asked = plan.Steps.GroupBy(s => only is null ? ChangeTarget.OfPort(plan.Pf) : s.Target).ToArray();
        var targets = asked.Select(g => g.Key).ToHashSet();
        var agreed = asked.Where(target => Agrees(target, losses)).Select(g => g.Key).ToHashSet();
        var wish = agreed.Count == targets.Count || IsWhatIf ? plan.Wish : Remaining(plan, agreed, only, losses);
        if (agreed.Count > 0) Carry(wish, IsForced || IsNeverAsked ? null : plan.Losses);
        return target => !IsWhatIf && (!targets.Contains(target) || agreed.Contains(target));
    }

    // Without a target that was declined, the others may need other steps, which nobody has seen, or may not be possible.
    private IWish Remaining(ChangePlan shown, HashSet<ChangeTarget> agreed, Func<IReadOnlySet<ChangeTarget>, IWish>? only, IReadOnlyCollection<string> losses)
    {
        var seen = shown.Steps.Select(step => $"{step}").ToHashSet();
        while (agreed.Count > 0)
        {
            var rest = Plan(only!(agreed));
            agreed.ExceptWith(rest.Refusals.Select(refusal => refusal.Target));
            var unseen = rest.Steps.Where(step => seen.Add($"{step}")).GroupBy(step => step.Target).ToArray();
            if (unseen.Length == 0) return rest.Wish;
            agreed.ExceptWith(unseen.Where(target => !Agrees(target, losses)).Select(target => target.Key));
        }

        return shown.Wish;
    }

    /// <summary>Carries out a wish, each step told as a verbose message and as progress.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="agreed">What may be lost; null for all.</param>
    private protected void Carry(IWish wish, IReadOnlyCollection<string>? agreed)
    {
        var progress = new PlanReporter(this, wish.Title);
        try
        {
            Runner(progress).Run(wish, approved: null, agreed, Cancellation);
        }
        finally
        {
            progress.End();
            RenewSnapshot();
        }
    }

    /// <summary>Whether the user has said beforehand that what is lost may be lost.</summary>
    private protected virtual bool IsForced => false;

    private protected bool Agrees(IGrouping<ChangeTarget, Change> target, IReadOnlyCollection<string> losses) => Consents(
        target,
        $"{target.Key}: {(target.Count() == 1 ? "1 step" : $"{target.Count()} steps")}",
        () => $"{target.Key}: {string.Join("; ", target.Select(s => s.Command))}{Hits([.. target.SelectMany(s => s.Affected).Distinct()])}{Loses(losses)}",
        $"Change {target.Key}?");
}
