using System.Collections;

using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the names of physical functions, the net devices first.</summary>
public sealed class PfNameCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound) =>
        snapshot.Sites.SelectMany(site => site.Names.Concat(site.AltNames).Select((name, rank) => (name, rank, site)))
            .OrderBy(c => c.rank)
            .Select(c => (c.name, $"{c.site.Name} {c.site.PciAddress}"));
}
