using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Selection;

/// <summary>Picks physical functions by what users call them: net device, alternative name, PCI address or RDMA device, wildcards in any.</summary>
internal static class PfSelection
{
    /// <summary>The physical functions that a name or pattern means.</summary>
    /// <param name="snapshot">The host.</param>
    /// <param name="name">The name or pattern.</param>
    /// <param name="attempt">Does one target's work and reports its refusal: a port whose names cannot be read hides no other.</param>
    /// <exception cref="NoAdapterException">The host has none at all.</exception>
    /// <exception cref="PfNotFoundException">A name without wildcards means none; a pattern may.</exception>
    /// <exception cref="AmbiguousNameException">A name without wildcards means several.</exception>
    public static IReadOnlyList<PfSite> Select(HostSnapshot snapshot, string name, Action<object?, Action> attempt)
    {
        var pattern = new NamePattern(name);
        if (!pattern.IsPattern && snapshot.SiteNamed(name) is { } named) return [named];
        if (snapshot.Sites.Count == 0 && snapshot.Unreadable.Count == 0) throw snapshot.NoAdapter();

        var matched = new HashSet<PfSite>();
        var refusals = new List<(string Target, SriovException Refusal)>();
        Match(s => s.Names);

        // Alternative names cost a request to each physical function: asked only where the plain ones have not said all.
        if ((pattern.IsPattern && matched.Count < snapshot.Sites.Count) || matched.Count == 0) Match(s => s.AltNames);

        // A port that could not be read may be the one that is meant, unless a name has found its own.
        if (pattern.IsPattern || matched.Count == 0)
        {
            foreach (var (target, refusal) in refusals) attempt(target, () => throw refusal);
        }

        if (!pattern.IsPattern && matched.Count > 1)
        {
            PfSite[] exact = [.. matched.Where(s => s.Names.Contains(pattern.Name, StringComparer.Ordinal))];
            return exact is [_] ? exact
                : throw new AmbiguousNameException(pattern.Name, [.. snapshot.Sites.Where(matched.Contains).Select(s => $"{s.Name} ({s.PciAddress})")]);
        }

        return matched.Count > 0 || pattern.IsPattern || refusals.Count > 0
            ? [.. snapshot.Sites.Where(matched.Contains)]
            : throw new PfNotFoundException(
                pattern.Name,
                NearNames.Of(pattern.Name, snapshot.Sites.SelectMany(s => s.Names.Concat(s.AltNames))),
                [.. snapshot.Sites.Select(s => s.Name)],
                VfNamed(snapshot, pattern),
                snapshot.BondOf(pattern.Name));

        void Match(Func<PfSite, IEnumerable<string>> namesOf)
        {
            foreach (var site in snapshot.Sites.Where(s => !matched.Contains(s)))
            {
                try
                {
                    if (namesOf(site).Any(pattern.Matches)) matched.Add(site);
                }
                catch (SriovException refusal)
                {
                    refusals.Add(($"{site.PciAddress}", refusal));
                }
            }
        }
    }

    // What a name is that is no physical function's may be said where it can be told; what cannot be read tells nothing here.
    private static ChangeTarget? VfNamed(HostSnapshot snapshot, NamePattern name)
    {
        var vfs = new VfSelection(snapshot, static (_, work) =>
        {
            try
            {
                work();
            }
            catch (SriovException)
            {
            }
        });
        return vfs.All.FirstOrDefault(vf => vf.Names.Any(name.Matches)) is { } found
            ? ChangeTarget.OfVf(found.Reader.ReadPlace(found.Index).Pf, found.Index)
            : null;
    }
}
