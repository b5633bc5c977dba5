using Mlx5Sriov.Kernel;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Plans.Running;

/// <summary>Whose net device an operation names: a journal knows it by its name alone, which another may have by now.</summary>
internal static class LinkOwner
{
    /// <exception cref="RefusedSettingException">The net device is neither the physical function's nor one of its VFs'.</exception>
    public static void Require(SriovHost host, IReadOnlyList<PciAddress> ports, Operation operation)
    {
        var (link, isVf) = operation switch
        {
            SetVfLink set => (set.Link, false),
            SetVfRxMode set => (set.Link, true),
            _ => (null, false),
        };
        if (link is null || !host.KernelFiles.Exists(SysfsPath.NetDevice(link))) return;
        var owner = host.KernelFiles.LinkedFunction($"{SysfsPath.NetDevice(link)}/device");
        if (isVf && owner is { } vf) owner = host.KernelFiles.LinkedFunction($"{SysfsPath.Pci(vf)}/physfn");
        if (owner is { } found && ports.Contains(found)) return;
        throw new RefusedSettingException(RefusalReason.NoNetDevice, ChangeTarget.OfLink(link),
            $"the net device of this name is not that of {string.Join(", ", ports)}{(isVf ? "'s VF" : "")} any more.",
            "Give the net device its former name back, or set what is left by hand.");
    }
}
