namespace Mlx5Sriov.Changes;

/// <summary>How far a plan has come.</summary>
/// <param name="Done">How many steps are done.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Step">The step that runs now; null at the end.</param>
/// <param name="IsUndo">Whether the steps are being undone.</param>
public sealed record PlanProgress(int Done, int Total, string? Step, bool IsUndo = false);
