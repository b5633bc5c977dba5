using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;

namespace Mlx5Sriov.Operations;

/// <summary>Finds a VF's devlink port, which has another index after each change of the e-switch mode on some drivers.</summary>
internal static class VfPort
{
    /// <summary>The port as a command names it.</summary>
    public static string Handle(PciAddress pf, uint? port, int vf) => port is { } index ? $"{new DevlinkPortHandle(pf, index)}" : $"pci/{pf}/<port of vf {vf}>";

    /// <exception cref="KernelException">ENODEV: the VF has no port, as in legacy mode.</exception>
    public static DevlinkPortHandle Find(SriovHost host, PciAddress pf, int vf, string act) =>
        host.Devlink.Ports()
            .FirstOrDefault(p => p.Handle.Device == pf && p is { Flavour: DevlinkPortFlavour.PciVf, IsExternal: false } && p.VfNumber == vf)
            ?.Handle
        ?? throw new KernelException(Errno.ENODEV, act);
}
