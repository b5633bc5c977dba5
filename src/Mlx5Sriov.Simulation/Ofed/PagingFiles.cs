using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>paging_control</c>: how many memory pages the VF's firmware has, and may have.</summary>
internal static class PagingFiles
{
    /// <summary>The pages that a function has asked for once its driver runs.</summary>
    private const int PagesInUse = 4608;

    private static readonly EntryTable<SimulatedVport> s_entries = new EntryTable<SimulatedVport>()
        .Attribute(
            "page_limit",
            v => string.Create(CultureInfo.InvariantCulture, $"{v.PageLimit}\n"),
            (v, text) => v.PageLimit = RateFiles.Scan(text))
        .Attribute("num_pages", v => SysfsText.Line(v.Eswitch.Pf.Vfs[v.Index].NetDevice is null ? 0 : PagesInUse), ReadOnlyFile.StoreCounter);

    public static SysfsDirectory Of(SimulatedVport vport) => s_entries.Of(vport);
}
