using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Vfs;

/// <summary>The only driver that a PCI function may be bound to; the kernel writes <c>(null)</c> for none.</summary>
internal static class DriverOverride
{
    public static string Read(IKernelFiles sysfs, PciAddress function) =>
        sysfs.ReadValue($"{SysfsPath.Pci(function)}/driver_override") is { } text and not "(null)" ? text : "";
}
