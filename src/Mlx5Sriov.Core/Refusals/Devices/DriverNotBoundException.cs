namespace Mlx5Sriov.Refusals.Devices;

/// <summary>The kernel took the request to bind a driver, but the device is not bound.</summary>
/// <param name="device">The device.</param>
/// <param name="driver">The driver.</param>
public sealed class DriverNotBoundException(PciAddress device, string driver) : SriovException(
    $"{device} was not bound to {driver}: the driver did not take it.",
    $"Look at dmesg for what {driver} said; vfio drivers need an IOMMU (intel_iommu=on or amd_iommu=on on the kernel's command line).")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.DriverNotBound;

    internal override bool TellsFailedPlan => true;
}
