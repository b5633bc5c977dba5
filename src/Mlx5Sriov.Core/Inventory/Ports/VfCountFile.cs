using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>The attribute that holds the number of VFs: the PCI core's, or OFED's own where only that exists.</summary>
internal static class VfCountFile
{
    private const string PciCore = "sriov_numvfs";
    private const string Ofed = "mlx5_num_vfs";

    /// <summary>Whether an attribute has one of its names.</summary>
    public static bool IsName(string? name) => name is PciCore or Ofed;

    /// <summary>Its name, and the number; null where the device has neither.</summary>
    public static (string Name, int? Count) Read(IKernelFiles sysfs, PciAddress pf)
    {
        var path = SysfsPath.Pci(pf);
        if (sysfs.ReadCount($"{path}/{PciCore}") is { } count) return (PciCore, count);
        return sysfs.ReadCount($"{path}/{Ofed}") is { } own ? (Ofed, own) : (PciCore, null);
    }
}
