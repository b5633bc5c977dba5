using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Selection;

/// <summary>Picks rate groups by physical function and id or name.</summary>
/// <param name="snapshot">The host.</param>
/// <param name="vfs">Picks the physical functions.</param>
/// <param name="attempt">Does one target's work and reports its refusal.</param>
internal sealed class GroupSelection(HostSnapshot snapshot, VfSelection vfs, Action<object?, Action> attempt)
{
    /// <summary>Visits the rate groups of the physical functions that a name means; all where none is wanted in particular.</summary>
    /// <exception cref="NoAdapterException">The host has no adapter.</exception>
    /// <exception cref="PfNotFoundException">A name without wildcards means none.</exception>
    public void Visit(string pf, IReadOnlyList<GroupPattern> wanted, Action<RateGroup> visit)
    {
        var found = new HashSet<GroupPattern>();
        var missing = new List<(GroupPattern Pattern, RateGroupNotFoundException Refusal)>();
        var sites = vfs.Sites(pf);
        foreach (var site in sites)
        {
            attempt(site.Name, () =>
            {
                var groups = snapshot.Groups(site);
                var chosen = wanted.Count == 0 ? groups.ToHashSet() : [];
                foreach (var pattern in wanted)
                {
                    RateGroup[] meant = [.. pattern.Select(groups)];
                    if (meant.Length > 0) found.Add(pattern);
                    else if (!pattern.IsPattern) missing.Add((pattern, NotFound(site, pattern.Text, groups)));
                    chosen.UnionWith(meant);
                }

                foreach (var group in groups.Where(chosen.Contains)) attempt($"{group}", () => visit(group));
            });
        }

        // A group that only some of several physical functions have is a selection; one that none of them has is a mistake.
        foreach (var lost in missing.Where(m => !found.Contains(m.Pattern)).DistinctBy(m => m.Pattern))
            attempt(lost.Pattern.Text, () => throw lost.Refusal);
    }

    /// <summary>A rate group as it is now.</summary>
    /// <exception cref="RateGroupNotFoundException">It is gone.</exception>
    public RateGroup Now(RateGroup group)
    {
        var site = snapshot.Site(group.PfPciAddress);
        var groups = snapshot.Groups(site);
        return groups.FirstOrDefault(g => g.Label == group.Label) ?? throw NotFound(site, group.Label, groups);
    }

    private static RateGroupNotFoundException NotFound(PfSite site, string group, IEnumerable<RateGroup> there) =>
        new(site.Name, group, [.. there.Select(g => g.Label)]);

    /// <summary>The rate group that a VF is in now; null for none.</summary>
    public RateGroup? Of(VirtualFunction vf) => snapshot.Groups(snapshot.Site(vf.PfPciAddress)).FirstOrDefault(g => g.Members.Indexes.Contains(vf.Index));
}
