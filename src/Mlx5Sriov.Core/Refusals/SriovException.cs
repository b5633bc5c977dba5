namespace Mlx5Sriov.Refusals;

/// <summary>
/// A refusal: what was asked, why it cannot be, and what to do next; in words that may be shown whatever the names in them hold. Each kind of refusal is a
/// type of its own.
/// </summary>
/// <param name="message">What happened, naming the thing and the act.</param>
/// <param name="nextStep">What the administrator can do about it.</param>
/// <param name="inner">The cause below, if any.</param>
public abstract class SriovException(string message, string nextStep, Exception? inner = null) : Exception(PlainText.Of(message), inner)
{
    /// <summary>The line of the list of errors that tells this refusal.</summary>
    public abstract RefusalEntry Entry { get; }

    /// <summary>The stable id: <c>VfInUse</c>, <c>Kernel.EBUSY</c>.</summary>
    public virtual string Id => Entry.Id;

    /// <summary>What kind of refusal it is.</summary>
    public virtual RefusalKind Kind => Entry.Kind;

    /// <summary>Whether it tells more of a plan that failed and was put back whole than that a step failed.</summary>
    internal virtual bool TellsFailedPlan => false;

    /// <summary>What the administrator can do about it.</summary>
    public string NextStep { get; } = PlainText.Of(nextStep);
}
