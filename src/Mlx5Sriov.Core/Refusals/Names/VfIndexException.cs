namespace Mlx5Sriov.Refusals.Names;

/// <summary>VF indexes are not below the number of VFs that are enabled.</summary>
/// <param name="pf">The physical function's name.</param>
/// <param name="indexes">The indexes that were asked for and are not there.</param>
/// <param name="enabled">How many VFs are enabled.</param>
public sealed class VfIndexException(string pf, VfIndexSet indexes, int enabled) : SriovException(
    $"{pf} has no virtual function {indexes}: {Describe(enabled)}.",
    enabled == 0 ? "Enable some first." : $"Name a virtual function of {pf} below {enabled}, or enable more.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.VfIndexOutOfRange;

    /// <summary>The physical function's name.</summary>
    public string Pf { get; } = pf;

    /// <summary>How many VFs are enabled.</summary>
    public int Enabled { get; } = enabled;

    private static string Describe(int count) => count switch
    {
        0 => "none is enabled",
        1 => "only number 0 is enabled",
        _ => $"{count} are enabled, numbers 0 to {count - 1}",
    };
}
