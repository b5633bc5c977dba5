using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Cmdlets;

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
    public IReadOnlyList<VfPlace> Named(string name)
    {
        var pattern = new NamePattern(name);
        VfPlace[] found = [.. All.Where(vf => vf.Names.Any(pattern.Matches))];
        return found.Length > 0 || pattern.IsPattern ? found : throw new VfNotFoundException(name);
    }

    /// <summary>Parts the wanted indexes into those that are enabled and those that are not.</summary>
    public static (IReadOnlyList<int> Present, VfIndexException? Absent) Split(PfSite site, VfIndexSet? wanted, int enabled)
    {
        if (wanted is null) return ([.. Enumerable.Range(0, enabled)], null);
        int[] absent = [.. wanted.Indexes.Where(i => i >= enabled)];
        return ([.. wanted.Indexes.Where(i => i < enabled)], absent.Length == 0 ? null : new VfIndexException(site.Name, new VfIndexSet(absent), enabled));
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

    private static IEnumerable<string> NamesOf(VirtualFunction vf)
    {
        string?[] names = [vf.Name, vf.PciAddress?.ToString(), vf.PciAddress is { Domain: 0 } a ? a.ToString()[5..] : null, vf.RdmaDevice, vf.Representor];
        return names.OfType<string>();
    }
}
