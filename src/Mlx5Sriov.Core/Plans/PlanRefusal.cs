namespace Mlx5Sriov.Plans;

/// <summary>A part of a wish that cannot be. The plan leaves this target as it is; the rest of the wish does not depend on it.</summary>
/// <param name="Target">What was to be changed: a VF, a rate group.</param>
/// <param name="Cause">Why it cannot be as wished.</param>
public sealed record PlanRefusal(ChangeTarget Target, SriovException Cause)
{
    /// <summary>The refusal as a message shows it.</summary>
    /// <returns>The message of its cause.</returns>
    public override string ToString() => Cause.Message;
}
