namespace Mlx5Sriov.Refusals.Names;

/// <summary>None of the vendor's programs for the firmware is installed.</summary>
/// <param name="programs">The programs that were looked for.</param>
public sealed class FirmwareToolNotFoundException(IReadOnlyList<string> programs) : SriovException(
    $"None of the programs {string.Join(" and ", programs)} is installed or on the PATH.",
    "Install mstflint, which has mstconfig, or NVIDIA's MFT or DOCA-Host, which have mlxconfig.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.ToolNotFound;

    /// <summary>The programs that were looked for.</summary>
    public IReadOnlyList<string> Programs { get; } = programs;
}
