namespace Mlx5Sriov.Changes;

/// <summary>A plan failed: which step, why, what was undone, and exactly what could not be.</summary>
public sealed class PlanFailedException : SriovException
{
    internal PlanFailedException(ChangePlan plan, Change? step, Exception cause, IReadOnlyList<string> undone, IReadOnlyList<string> residue)
        : base($"{plan.Wish.Title} failed on {plan.Pf}{At(plan, step)}: {cause.Message} {Outcome(undone, residue)}", Advice(cause, residue), cause)
    {
        Step = step;
        Undone = undone;
        Residue = residue;
    }

    private PlanFailedException(string message, string nextStep, IReadOnlyList<string> undone, IReadOnlyList<string> residue)
        : base(message, nextStep) => (Undone, Residue) = (undone, residue);

    /// <summary>The step that failed; null where all steps went through and the verification or the undo failed.</summary>
    public Change? Step { get; }

    /// <summary>What was put back, as commands.</summary>
    public IReadOnlyList<string> Undone { get; }

    /// <summary>What could not be put back, as commands with the kernel's refusals; empty where everything is as it was.</summary>
    public IReadOnlyList<string> Residue { get; }

    internal static PlanFailedException OfUndo(JournalEntry entry, IReadOnlyList<string> undone, IReadOnlyList<string> residue) =>
        new($"The change {entry.Id} ({entry.Title}) could not be undone whole. {Outcome(undone, residue)}", ResidueAdvice, undone, residue);

    private const string ResidueAdvice = "Mend what stands in the way and run Undo-MlxChange, or run the commands listed by hand.";

    private static string At(ChangePlan plan, Change? step) =>
        step is null ? "" : $" at step {plan.Steps.TakeWhile(s => s != step).Count() + 1} of {plan.Steps.Count}";

    private static string Outcome(IReadOnlyList<string> undone, IReadOnlyList<string> residue) => (undone.Count, residue.Count) switch
    {
        (0, 0) => "Nothing had been changed.",
        (var n, 0) => $"Everything was put back ({n} {(n == 1 ? "act" : "acts")}).",
        (var n, _) => $"Of what had been changed, {n} {(n == 1 ? "act was" : "acts were")} undone; NOT undone: {string.Join("; ", residue)}.",
    };

    private static string Advice(Exception cause, IReadOnlyList<string> residue) =>
        residue.Count > 0 ? ResidueAdvice : cause is SriovException known ? known.NextStep : "Look at dmesg for the driver's reason.";
}
