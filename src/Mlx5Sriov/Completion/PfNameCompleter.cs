using System.Collections;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the names of physical functions, the net devices first.</summary>
public sealed class PfNameCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound) =>
        snapshot.Sites.SelectMany(site => NamesOf(site).Select((name, rank) => (name, rank, site)))
            .OrderBy(c => c.rank)
            .Select(c => (c.name, $"{c.site.PciAddress}"));

    private static List<string> NamesOf(PfSite site)
    {
        var names = new List<string>();
        Quietly(site, () => names.AddRange(site.Names));
        Quietly(site, () => names.AddRange(site.AltNames));
        return names;
    }
}
