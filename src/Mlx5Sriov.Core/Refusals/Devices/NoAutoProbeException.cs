namespace Mlx5Sriov.Refusals.Devices;

/// <summary>Neither the kernel nor the driver lets the probing of new VFs be switched.</summary>
/// <param name="pf">The physical function's name.</param>
public sealed class NoAutoProbeException(string pf) : SriovException(
    $"{pf}: neither sriov_drivers_autoprobe (Linux 4.12) nor the module parameter probe_vf (MLNX_OFED 4.1 to 5.7) is here.",
    "Update the kernel, or unbind the virtual functions after they were made.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.NoAutoProbe;
}
