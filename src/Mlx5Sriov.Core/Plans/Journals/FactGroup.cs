namespace Mlx5Sriov.Plans.Journals;

/// <summary>The facts of one target, as a journal holds them.</summary>
/// <param name="Target">The target.</param>
/// <param name="Values">The values by property; null for what is gone.</param>
internal sealed record FactGroup(ChangeTarget Target, IReadOnlyDictionary<string, string?> Values);
