namespace Mlx5Sriov.Refusals;

/// <summary>What this library can do itself about a refusal or a warning, and on what.</summary>
/// <param name="Kind">What.</param>
/// <param name="Pf">The physical function's name, where the command needs it.</param>
public sealed record Remedy(RemedyKind Kind, string? Pf = null)
{
    /// <summary>The names of the rate nodes that it is about.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];
}
