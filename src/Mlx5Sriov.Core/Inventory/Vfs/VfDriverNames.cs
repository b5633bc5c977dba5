using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Inventory.Vfs;

/// <summary>The drivers of VFs as the PCI bus names them.</summary>
internal static class VfDriverNames
{
    /// <summary>The driver's name; null for none.</summary>
    public static string? Of(VfDriver driver) => driver switch
    {
        VfDriver.Mlx5Core => PfDiscovery.Driver,
        VfDriver.VfioPci => "vfio-pci",
        VfDriver.Mlx5VfioPci => "mlx5_vfio_pci",
        _ => null,
    };

    /// <summary>Whether it is one whose module is loaded where it is wanted.</summary>
    public static bool IsLoaded(string name) => Enum.GetValues<VfDriver>().Any(d => Of(d) == name);

    /// <summary>What driver_override must be for it: mlx5_core claims VFs by their ids, the others take only what is named for them.</summary>
    /// <remarks>mlx5_vfio_pci's ids are for an override alone (PCI_DRIVER_OVERRIDE_DEVICE_VFIO in drivers/vfio/pci/mlx5/main.c); vfio-pci has none.</remarks>
    public static string OverrideFor(VfDriver driver) => driver is VfDriver.VfioPci or VfDriver.Mlx5VfioPci ? Of(driver)! : "";
}
