using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>A device's NUMA node; the kernel writes -1 where the platform has none.</summary>
internal static class NumaNode
{
    public static int? Read(IKernelFiles sysfs, string devicePath)
    {
        var path = $"{devicePath}/numa_node";
        return SysfsReading.Number(sysfs.ReadValue(path), path) is >= 0 and var node ? node : null;
    }
}
