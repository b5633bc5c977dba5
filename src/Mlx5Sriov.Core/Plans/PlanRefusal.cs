namespace Mlx5Sriov.Plans;

/// <summary>A part of a wish that cannot be. The plan leaves this target as it is; the rest of the wish does not depend on it.</summary>
public sealed record PlanRefusal
{
    private readonly SriovException _cause;

    /// <summary>Refuses a part of a wish.</summary>
    /// <param name="target">What was to be changed: a VF, a rate group.</param>
    /// <param name="cause">Why it cannot be as wished.</param>
    public PlanRefusal(ChangeTarget target, SriovException cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        (Target, _cause) = (target, cause);
    }

    /// <summary>What was to be changed: a VF, a rate group.</summary>
    public ChangeTarget Target { get; }

    /// <summary>The stable id of the refusal: <c>VlanOutOfRange</c>.</summary>
    public string Id => _cause.Id;

    /// <summary>Why it cannot be as wished.</summary>
    public string Message => _cause.Message;

    /// <summary>What hardware, kernel and other programs offer to do about it.</summary>
    public string NextStep => _cause.NextStep;

    /// <summary>The refusal as an exception.</summary>
    /// <returns>It, as planning raised it.</returns>
    public SriovException ToException() => _cause;

    /// <summary>The refusal as a message shows it.</summary>
    /// <returns>Its message.</returns>
    public override string ToString() => Message;
}
