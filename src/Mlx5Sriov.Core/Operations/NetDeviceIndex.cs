using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Operations;

/// <summary>A net device's interface index, which another load of its driver changes, and on some kernels a change of the e-switch mode.</summary>
internal static class NetDeviceIndex
{
    /// <exception cref="RefusedSettingException">There is no net device of that name here any more.</exception>
    public static int Of(IKernelFiles sysfs, string name)
    {
        var path = $"{SysfsPath.NetDevice(name)}/ifindex";

        // A name as it is shown may be another device's own.
        var index = name.Contains(PlainText.Replacement, StringComparison.Ordinal) ? null : SysfsReading.Number(sysfs.ReadValue(path), path);
        return index ?? throw new RefusedSettingException(RefusalReason.NoNetDevice, ChangeTarget.OfLink(name),
            "no net device of this name is in this network namespace any more.",
            "Bring it back here, or run in the namespace that has it.");
    }
}
