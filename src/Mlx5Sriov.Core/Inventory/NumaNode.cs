using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Inventory;

/// <summary>A device's NUMA node; the kernel writes -1 where the platform has none.</summary>
internal static class NumaNode
{
    public static int? Read(ISysfs sysfs, string devicePath) => sysfs.ReadNumber($"{devicePath}/numa_node") is >= 0 and var node ? node : null;
}
