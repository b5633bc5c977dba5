namespace Mlx5Sriov.Ofed;

/// <summary>
/// Where the files of the driver's <c>sriov</c> tree are, and what its folders list. The kernel's own driver has no such tree; with OFED's it is there from
/// probe on, a VF's folder only while VFs are enabled, <c>groups</c> only where the firmware can, and <c>groups/0</c> in some releases only.
/// </summary>
internal static class OfedTree
{
    /// <summary>The tree of a physical function; by its PCI address, for a port may have no net device.</summary>
    /// <param name="pf">The physical function.</param>
    /// <returns><c>/sys/bus/pci/devices/0000:05:00.0/sriov</c>.</returns>
    public static string Root(PciAddress pf) => $"/sys/bus/pci/devices/{pf}/sriov";

    /// <summary>A VF's folder.</summary>
    /// <param name="pf">The physical function.</param>
    /// <param name="vf">The VF's index.</param>
    /// <returns><c>.../sriov/3</c>.</returns>
    public static string Vf(PciAddress pf, int vf) => $"{Root(pf)}/{vf}";

    /// <summary>The folder of the rate groups.</summary>
    /// <param name="pf">The physical function.</param>
    /// <returns><c>.../sriov/groups</c>.</returns>
    public static string Groups(PciAddress pf) => $"{Root(pf)}/groups";

    /// <summary>A rate group's folder.</summary>
    /// <param name="pf">The physical function.</param>
    /// <param name="id">The group's number.</param>
    /// <returns><c>.../sriov/groups/7</c>.</returns>
    public static string Group(PciAddress pf, int id) => $"{Groups(pf)}/{id}";

    /// <summary>The VFs or groups among the names that a folder lists.</summary>
    /// <param name="names">The names, in any order; none where there is no such folder.</param>
    /// <returns>The numbers, ascending.</returns>
    public static IReadOnlyList<int> Numbers(IEnumerable<string> names) =>
        [.. names.Select(name => PlainNumber.TryParse(name, out int number) ? number : -1).Where(number => number >= 0).Order()];

    /// <summary>Whether a VF's folder is that of an Ethernet VF: an InfiniBand VF has <c>node</c>, <c>port</c> and <c>policy</c> alone.</summary>
    /// <param name="names">The names that the folder lists.</param>
    /// <returns>True if there are settings to read.</returns>
    public static bool IsEthernetVf(IEnumerable<string> names) => names.Contains("config");
}
