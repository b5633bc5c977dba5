using System.Collections;
using System.Globalization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the indexes of the VFs that are enabled on the physical functions of the same command.</summary>
public sealed class VfIndexCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound)
    {
        var selection = new VfSelection(snapshot, Quietly);
        var enabled = 0;
        foreach (var site in PfsOf(bound).SelectMany(selection.Sites)) Quietly(site, () => enabled = Math.Max(enabled, site.EnabledVfs()));
        return Enumerable.Range(0, enabled).Select(i => (i.ToString(CultureInfo.InvariantCulture), $"VF {i}"));
    }
}
