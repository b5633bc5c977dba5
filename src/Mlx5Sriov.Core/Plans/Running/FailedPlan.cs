namespace Mlx5Sriov.Plans.Running;

/// <summary>How a plan that failed is told.</summary>
internal static class FailedPlan
{
    /// <summary>The refusal that tells a failed plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="done">How many of its steps went through.</param>
    /// <param name="cause">Why it failed.</param>
    /// <param name="back">What was put back, and what was not.</param>
    public static PlanFailedException Refusal(ChangePlan plan, int done, Exception cause, Rollback back)
    {
        var step = done < plan.Steps.Count ? plan.Steps[done] : null;
        var place = step is null ? "" : $" at step {done + 1} of {plan.Steps.Count}";
        return new PlanFailedException($"{plan.Wish.Title} failed on {plan.Pf}{place}", step?.ToString(), cause, back.Undone, back.Residue);
    }
}
