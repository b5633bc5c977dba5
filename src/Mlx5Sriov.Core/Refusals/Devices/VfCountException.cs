namespace Mlx5Sriov.Refusals.Devices;

/// <summary>More VFs were asked for than the firmware allows, or fewer than none.</summary>
/// <param name="pf">The physical function's name.</param>
/// <param name="wanted">How many were asked for.</param>
/// <param name="total">How many the firmware allows; null where the device has no SR-IOV.</param>
public sealed class VfCountException(string pf, int wanted, int? total) : SriovException(
    total is null ? $"{pf} has no SR-IOV capability."
        : wanted < 0 ? $"{wanted} is no number of virtual functions: {pf} can have 0 to {total}."
        : $"{pf} allows {total} virtual functions, not {wanted}.",
    wanted < 0 && total is not null ? $"Give a number from 0 to {total}; 0 removes them all."
        : total is null
        ? "Turn SR-IOV on in the firmware ('mlxconfig -d DEVICE set SRIOV_EN=1 NUM_OF_VFS=N') and in the BIOS, and reboot."
        : "Raise the firmware's limit with 'mlxconfig -d DEVICE set NUM_OF_VFS=N' and reboot, or ask for fewer.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.VfCountOutOfRange;
}
