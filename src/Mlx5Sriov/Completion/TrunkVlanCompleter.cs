using System.Collections;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the VLANs in the trunks of the VFs of the same command.</summary>
public sealed class TrunkVlanCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound)
    {
        var vfs = new VfSelection(snapshot, Quietly);
        var trunks = new TrunkAccess(snapshot, "read", Quietly);
        var found = new List<VlanRange>();
        foreach (var name in Texts(bound["Name"])) Quietly(name, () => vfs.Named(name).ToList().ForEach(vf => Add(vf.Pf, vf.Index)));
        foreach (var pf in Texts(bound["Pf"])) Quietly(pf, () => vfs.Visit(pf, Indexes(bound["Index"]), (site, _, index) => Add(site, index)));
        return new VlanSet(found).Ranges.Select(r => ($"{r}", $"VLAN {r}"));

        void Add(PfSite pf, int index) => found.AddRange(trunks.Of(pf)?.Read(index).Trunk.Vlans.Ranges ?? []);
    }

    private static VfIndexSet? Indexes(object? bound)
    {
        try
        {
            return bound is null ? null : VfIndexSet.Parse(string.Join(',', Texts(bound)));
        }
        catch (FormatException)
        {
            // What is no index is that of no VF.
            return new VfIndexSet([]);
        }
    }
}
