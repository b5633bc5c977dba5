using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>The programs that run guests, as far as a host of some age has them.</summary>
internal static class GuestTools
{
    public static IEnumerable<ISimulatedTool> Of(Platform platform)
    {
        if (!platform.Has(SimulatedCondition.NoLibvirt))
            yield return new VersionTool("virsh", platform.Has(SimulatedCondition.OldLibvirt) ? "9.0.0" : "12.9.0");
        if (platform.Has(SimulatedCondition.NoQemu)) yield break;
        yield return new VersionTool("qemu-system-x86_64", platform.Has(SimulatedCondition.OldQemu)
            ? "QEMU emulator version 7.2.18 (Debian 1:7.2+dfsg-7+deb12u18)\nCopyright (c) 2003-2022 Fabrice Bellard and the QEMU Project developers"
            : "QEMU emulator version 11.1.3 (Debian 1:11.1.3+ds-1~bpo13+1)\nCopyright (c) 2003-2026 Fabrice Bellard and the QEMU Project developers");
    }
}
