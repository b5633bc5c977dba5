using System.Management.Automation;

using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Cmdlets;

/// <summary>Picks VFs by physical function and index, or by any of their own names.</summary>
internal static class VfSelection
{
    /// <summary>The physical functions that a name means, less those that were given away whole (bound to vfio-pci) where it is a pattern.</summary>
    public static IReadOnlyList<PfSite> Sites(HostSnapshot snapshot, string pf)
    {
        var sites = PfSelection.Select(snapshot, pf);
        return WildcardPattern.ContainsWildcardCharacters(pf) ? [.. sites.Where(s => s.IsDriven || s.Driver is null)] : sites;
    }

    /// <summary>Parts the wanted indexes into those that are enabled and those that are not.</summary>
    public static (IReadOnlyList<int> Present, VfIndexException? Absent) Split(PfSite site, VfIndexSet? wanted, int enabled)
    {
        if (wanted is null) return ([.. Enumerable.Range(0, enabled)], null);
        int[] absent = [.. wanted.Indexes.Where(i => i >= enabled)];
        return ([.. wanted.Indexes.Where(i => i < enabled)], absent.Length == 0 ? null : new VfIndexException(site.Name, new VfIndexSet(absent), enabled));
    }

    /// <summary>The VFs that go by a name or pattern.</summary>
    /// <param name="snapshot">The host.</param>
    /// <param name="name">The name or pattern.</param>
    /// <param name="attempt">Does one target's work and reports its refusal.</param>
    /// <exception cref="NoAdapterException">The host has no adapter.</exception>
    /// <exception cref="VfNotFoundException">A name without wildcards means none.</exception>
    public static IReadOnlyList<VirtualFunction> Named(HostSnapshot snapshot, string name, Action<object?, Action> attempt)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        var found = new List<VirtualFunction>();
        foreach (var site in Sites(snapshot, "*"))
        {
            attempt(site.Name, () =>
            {
                var vfs = snapshot.OpenVfs(site);
                for (var index = 0; index < vfs.Count; index++)
                {
                    attempt($"{site.Name} vf {index}", () =>
                    {
                        if (vfs.Read(index) is var vf && NamesOf(vf).Any(pattern.IsMatch)) found.Add(vf);
                    });
                }
            });
        }

        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name) ? found : throw new VfNotFoundException(name);
    }

    /// <summary>A VF's own names.</summary>
    public static IEnumerable<string> NamesOf(VirtualFunction vf)
    {
        string?[] names = [vf.Name, vf.PciAddress?.ToString(), vf.PciAddress is { Domain: 0 } a ? a.ToString()[5..] : null, vf.RdmaDevice, vf.Representor];
        return names.OfType<string>();
    }
}
