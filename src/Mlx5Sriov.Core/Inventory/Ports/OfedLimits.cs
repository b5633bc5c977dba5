using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>What OFED's files hold of a VF besides its settings: a limit of memory pages, and flow meters.</summary>
internal static class OfedLimits
{
    private static readonly string[] s_meters =
    [
        .. from direction in (string[])["rx", "tx"]
           from unit in (string[])["bps", "pps"]
           from number in (string[])["rate", "burst"]
           select $"meters/{direction}/{unit}/{number}",
    ];

    /// <summary>Reads the limit of pages; null for none.</summary>
    /// <returns><c>paging_control/page_limit 4096</c>.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public static string? Pages(IKernelFiles sysfs, PciAddress pf, int vf) => Read(sysfs, pf, vf, "paging_control/page_limit");

    /// <summary>Reads the meters, which there are in switchdev mode only; null for none.</summary>
    /// <returns><c>meters/rx/bps/rate 1000, meters/rx/bps/burst 5</c>.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public static string? Meters(IKernelFiles sysfs, PciAddress pf, int vf)
    {
        if (sysfs.List($"{OfedTree.Vf(pf, vf)}/meters").Count == 0) return null;
        string[] set = [.. s_meters.Select(m => Read(sysfs, pf, vf, m)).OfType<string>()];
        return set.Length == 0 ? null : string.Join(", ", set);
    }

    private static string? Read(IKernelFiles sysfs, PciAddress pf, int vf, string file) =>
        sysfs.ReadValueIfAny($"{OfedTree.Vf(pf, vf)}/{file}") is { } value and not "0" ? $"{file} {value}" : null;
}
