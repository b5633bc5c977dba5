using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>mlx5_num_vfs</c>: OFED's own way to set the number of VFs, from before the PCI core had one.</summary>
/// <remarks>
/// num_vf_store in sriov_sysfs.c and mlx5_sriov_enable in sriov.c, which lets the number in use pass and is EBUSY for another in every release.
/// </remarks>
internal static class NumVfsFile
{
    public static SysfsNode? Of(SimulatedPf pf) => pf is { Adapter.Release.HasSriovTree: true, Eswitch: not null }
        ? new SysfsAttribute(() => SysfsText.Line(pf.Vfs.Count), text => Store(pf, text)) { IsPrivate = true }
        : null;

    private static void Store(SimulatedPf pf, string text)
    {
        if (!KernelNumber.TryParse(text, int.MinValue, int.MaxValue, out var count)) throw new Refusal(Errno.EINVAL);
        RefuseOutOfRange(pf, count);
        pf.SetNumVfs((int)count);
    }

    /// <summary>
    /// Since 25.07 a number above the total is ERANGE as in the PCI core, and a negative one is found out only when there is no memory for so many VFs.
    /// </summary>
    private static void RefuseOutOfRange(SimulatedPf pf, long count)
    {
        if (!pf.Adapter.Release.ChecksNumVfs && (count < 0 || count > pf.Adapter.TotalVfs)) throw new Refusal(Errno.EINVAL);
        if (count < 0) throw new Refusal(pf.Vfs.Count > 0 ? Errno.EBUSY : Errno.ENOMEM);
    }
}
