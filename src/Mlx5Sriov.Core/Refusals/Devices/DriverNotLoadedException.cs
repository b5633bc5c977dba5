namespace Mlx5Sriov.Refusals.Devices;

/// <summary>mlx5_core does not drive a physical function, so that it has no VFs and no settings.</summary>
/// <param name="pf">The physical function's name.</param>
/// <param name="address">Its PCI address.</param>
/// <param name="driver">The driver that is bound instead; null for none.</param>
public sealed class DriverNotLoadedException(string pf, PciAddress address, string? driver) : SriovException(
    $"mlx5_core does not drive the physical function {pf}: {(driver is null ? "no driver is bound" : $"{driver} is bound")}, "
    + "so it has no virtual functions here.",
    driver is null
        ? $"Load the driver with 'modprobe mlx5_core'; if it is loaded, bind it with 'echo {address} > /sys/bus/pci/drivers/mlx5_core/bind' and look at dmesg."
        : $"If the port was given to a guest, configure it there; else unbind {driver} and bind mlx5_core.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.DriverNotLoaded;
}
