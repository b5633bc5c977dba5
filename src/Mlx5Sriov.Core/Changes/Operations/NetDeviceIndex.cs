using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>A net device's interface index, which another load of its driver changes, and on some kernels a change of the e-switch mode.</summary>
internal static class NetDeviceIndex
{
    /// <exception cref="KernelException">ENODEV: there is no net device of that name here.</exception>
    public static int Of(ISysfs sysfs, string name, string act)
    {
        var path = $"{SysfsPath.NetDevice(name)}/ifindex";
        return SysfsReading.Number(sysfs.ReadValue(path), path) ?? throw new KernelException(Errno.ENODEV, act);
    }
}
