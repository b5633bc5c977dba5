using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;

namespace Mlx5Sriov.Selection;

/// <summary>Picks VFs by physical function and index, or by any of their own names.</summary>
/// <param name="snapshot">The host.</param>
/// <param name="attempt">Does one target's work and reports its refusal.</param>
internal sealed class VfSelection(HostSnapshot snapshot, Action<object?, Action> attempt)
{
    private readonly Lazy<IReadOnlyList<VfPlace>> _places = new(() => Places(snapshot, attempt));

    /// <summary>Every VF by its names, read once however many names are asked for.</summary>
    public IReadOnlyList<VfPlace> All => _places.Value;

    /// <summary>The physical functions that a name means, less those that were given away whole (bound to vfio-pci) where it is a pattern.</summary>
    /// <exception cref="NoAdapterException">The host has no adapter.</exception>
    /// <exception cref="PfNotFoundException">A name without wildcards means none.</exception>
    public IReadOnlyList<PfSite> Sites(string pf)
    {
        var sites = PfSelection.Select(snapshot, pf, attempt);
        return new NamePattern(pf).IsPattern ? [.. sites.Where(s => s.IsDriven || s.Driver is null)] : sites;
    }

    /// <summary>The VFs that go by a name or pattern.</summary>
    /// <exception cref="NoAdapterException">The host has no adapter.</exception>
    /// <exception cref="VfNotFoundException">A name without wildcards means none.</exception>
    /// <exception cref="AmbiguousNameException">A name without wildcards means several.</exception>
    public IReadOnlyList<VfPlace> Named(string name)
    {
        var pattern = new NamePattern(name);
        VfPlace[] found = [.. All.Where(vf => vf.Names.Any(pattern.Matches))];
        if (pattern.IsPattern || found.Length == 1) return found;
        if (found.Length == 0) throw NotFound(pattern.Name);
        VfPlace[] exact = [.. found.Where(vf => vf.Names.Contains(pattern.Name, StringComparer.Ordinal))];
        return exact is [_] ? exact
            : throw new AmbiguousNameException(pattern.Name, [.. found.Select(vf => $"{vf} ({vf.Reader.ReadPlace(vf.Index).PciAddress})")]);
    }

    /// <summary>Visits the VFs of the physical functions that a name means, by their indexes; all where no index is wanted.</summary>
    /// <exception cref="NoAdapterException">The host has no adapter.</exception>
    /// <exception cref="PfNotFoundException">A name without wildcards means none.</exception>
    /// <exception cref="VfIndexException">An index is not enabled.</exception>
    public void Visit(string pf, VfIndexSet? wanted, Action<PfSite, VirtualFunctionReader, int> visit)
    {
        var sites = Sites(pf);
        var missing = new List<VfIndexException>();
        var found = false;
        foreach (var site in sites)
        {
            attempt(site.Name, () =>
            {
                var vfs = snapshot.OpenVfs(site);
                int[] absent = [.. (wanted?.Indexes ?? []).Where(i => i >= vfs.Count)];
                if (absent.Length > 0) missing.Add(new VfIndexException(site.Name, new VfIndexSet(absent), vfs.Count));
                foreach (var index in wanted?.Indexes.Where(i => i < vfs.Count) ?? Enumerable.Range(0, vfs.Count))
                {
                    found = true;
                    attempt($"{site.Name} vf {index}", () => visit(site, vfs, index));
                }
            });
        }

        // An index that only some of several physical functions have is a selection; one that none of them has is a mistake.
        if (missing.Count > 0 && (!found || sites.Count == 1)) throw missing[0];
    }

    private static List<VfPlace> Places(HostSnapshot snapshot, Action<object?, Action> attempt)
    {
        var places = new List<VfPlace>();
        foreach (var site in PfSelection.Select(snapshot, "*", attempt).Where(s => s.IsDriven || s.Driver is null))
        {
            attempt(site.PciAddress, () =>
            {
                var vfs = snapshot.OpenVfs(site);
                for (var index = 0; index < vfs.Count; index++)
                {
                    var at = index;
                    attempt($"{site.Name} vf {at}", () => places.Add(new VfPlace(site, vfs, at, [.. NamesOf(vfs.ReadPlace(at))])));
                }
            });
        }

        return places;
    }

    private VfNotFoundException NotFound(string name)
    {
        var isPf = snapshot.Sites.Any(site => site.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
        return new VfNotFoundException(name, isPf ? [] : NearNames.Of(name, All.SelectMany(vf => vf.Names)), isPf);
    }

    private static IEnumerable<string> NamesOf(VirtualFunction vf)
    {
        string?[] names = [vf.Name, vf.PciAddress?.ToString(), vf.PciAddress is { Domain: 0 } a ? a.ToString()[5..] : null, vf.RdmaDevice, vf.Representor];
        return names.OfType<string>();
    }
}
