namespace Mlx5Sriov.Changes;

/// <summary>The host changed since a plan was made, so that other steps are due now.</summary>
/// <param name="pf">The physical function's name.</param>
public sealed class StalePlanException(string pf) : SriovException(
    $"{pf} was changed since the plan was made: other steps are due now.",
    "Make the plan again with -PlanOnly and look at it.");
