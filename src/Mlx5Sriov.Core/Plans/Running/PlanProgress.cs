namespace Mlx5Sriov.Plans.Running;

/// <summary>How far a plan has come.</summary>
/// <param name="Done">How many steps are done.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Step">The step that runs now; null at the end.</param>
/// <param name="IsUndo">Whether the steps are being undone.</param>
public sealed record PlanProgress(int Done, int Total, string? Step, bool IsUndo = false)
{
    /// <summary>How long the step is expected to take; null where nothing is known.</summary>
    public TimeSpan? Expected { get; init; }

    /// <summary>How far the step itself is, where it waits for something: <c>12 of 127 virtual functions</c>; null at its start.</summary>
    public string? Waiting { get; init; }
}
