using System.Collections;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the rate groups of the physical functions of the same command: OFED's by number, devlink's nodes by name.</summary>
public class GroupCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound)
    {
        var found = new List<RateGroup>();
        var selection = new GroupSelection(snapshot, new VfSelection(snapshot, Quietly), Quietly);
        foreach (var pf in PfsOf(bound)) Quietly(pf, () => selection.Visit(pf, [], found.Add));
        return found.Where(IsOffered).DistinctBy(g => g.Label).Select(g => (g.Label, Describe(g)));
    }

    private protected override bool IsPattern => false;

    private protected virtual bool IsOffered(RateGroup group) => true;

    private static string Describe(RateGroup group) =>
        $"{group}: limit {group.MaxTxRate}, guarantee {group.MinTxRate}, {(group.Members.Indexes.Count == 0 ? "no VF" : $"VF {group.Members}")}";
}
