namespace Mlx5Sriov.Refusals.Devices;

/// <summary>The rate of the line that is to be shared is not known.</summary>
/// <param name="pf">The physical function's name; null for a port that is only described.</param>
public sealed class LineRateException(string? pf) : SriovException(
    pf is null ? "The rate of the line to share is missing." : $"{pf} tells no speed: its link is down, or its net device is away.",
    "Give the rate of the line.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.LineRateUnknown;

    /// <summary>The physical function's name; null for a port that is only described.</summary>
    public string? Pf { get; } = pf;
}
