namespace Mlx5Sriov.Refusals.Devices;

/// <summary>The kernel took the number of VFs, but fewer came up.</summary>
/// <param name="pf">The physical function.</param>
/// <param name="present">How many are there.</param>
/// <param name="wanted">How many were asked for.</param>
/// <param name="isProbed">Whether each was to get a driver by itself.</param>
public sealed class VfsMissingException(PciAddress pf, int present, int wanted, bool isProbed) : SriovException(
    $"{pf}: of {wanted} virtual functions only {present} came up{(isProbed ? " with a driver" : "")}.",
    "Look at dmesg for what the driver or the firmware lacked (MSI-X vectors, memory, a VF driver that failed); "
    + "ask for fewer, or leave them without a driver.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.VfsMissing;

    internal override bool TellsFailedPlan => true;

    /// <summary>How many are there.</summary>
    public int Present { get; } = present;

    /// <summary>How many were asked for.</summary>
    public int Wanted { get; } = wanted;
}
