namespace Mlx5Sriov.Refusals.Plans;

/// <summary>A plan failed: which step, why, what was undone, and exactly what could not be.</summary>
public sealed class PlanFailedException : SriovException
{
    private const string ResidueAdvice = "Mend what stands in the way and undo the change, or run the commands listed by hand.";

    /// <summary>A plan failed.</summary>
    /// <param name="act">What failed: the title, the physical function and the step.</param>
    /// <param name="step">The step that failed; null where all steps went through and the verification failed.</param>
    /// <param name="cause">Why.</param>
    /// <param name="undone">What was put back, as commands.</param>
    /// <param name="residue">What could not be put back, as commands with the kernel's refusals; empty where everything is as it was.</param>
    public PlanFailedException(string act, string? step, Exception cause, IReadOnlyList<string> undone, IReadOnlyList<string> residue)
        : base($"{act}: {cause?.Message} {Outcome(undone, residue)}", Advice(cause, residue), cause)
    {
        Step = step;
        Undone = undone;
        Residue = residue;
    }

    private PlanFailedException(string message, string nextStep, IReadOnlyList<string> undone, IReadOnlyList<string> residue)
        : base(message, nextStep) => (Undone, Residue) = (undone, residue);

    /// <inheritdoc/>
    /// <remarks>A plan that was put back whole is told by what stood in its way, where that says more than that a step failed.</remarks>
    public override RefusalEntry Entry => Residue is { Count: > 0 } ? RefusalCatalog.PlanNotUndone : Teller?.Entry ?? RefusalCatalog.PlanFailed;

    /// <inheritdoc/>
    public override string Id => Residue is { Count: > 0 } ? Entry.Id : Teller?.Id ?? Entry.Id;

    /// <inheritdoc/>
    public override RefusalKind Kind => Residue is { Count: > 0 } ? Entry.Kind : Teller?.Kind ?? Entry.Kind;

    /// <summary>The step that failed; null where all steps went through and the verification or the undo failed.</summary>
    public string? Step { get; }

    /// <summary>What was put back, as commands.</summary>
    public IReadOnlyList<string> Undone { get; }

    /// <summary>What could not be put back, as commands with the kernel's refusals; empty where everything is as it was.</summary>
    public IReadOnlyList<string> Residue { get; }

    private SriovException? Teller => InnerException is SriovException { TellsFailedPlan: true } cause ? cause : null;

    /// <summary>An undo could not put everything back.</summary>
    /// <param name="id">The change's id.</param>
    /// <param name="title">What made it.</param>
    /// <param name="undone">What was put back, as commands.</param>
    /// <param name="residue">What could not be put back, as commands with the kernel's refusals.</param>
    /// <returns>The refusal.</returns>
    public static PlanFailedException OfUndo(string id, string title, IReadOnlyList<string> undone, IReadOnlyList<string> residue) =>
        new($"The change {id} ({title}) could not be undone whole. {Outcome(undone, residue)}", ResidueAdvice, undone, residue);

    private static string Outcome(IReadOnlyList<string> undone, IReadOnlyList<string> residue) => (undone.Count, residue.Count) switch
    {
        (0, 0) => "Nothing had been changed.",
        (var n, 0) => $"Everything was put back ({n} {(n == 1 ? "act" : "acts")}).",
        (var n, _) => $"Of what had been changed, {n} {(n == 1 ? "act was" : "acts were")} undone; NOT undone: {string.Join("; ", residue)}.",
    };

    private static string Advice(Exception? cause, IReadOnlyList<string> residue) =>
        residue.Count > 0 ? ResidueAdvice : cause is SriovException known ? known.NextStep : "Look at dmesg for the driver's reason.";
}
