using System.Management.Automation;

using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Cmdlets;

/// <summary>Picks physical functions by what users call them: net device, alternative name, PCI address or RDMA device, wildcards in any.</summary>
internal static class PfSelection
{
    /// <summary>The physical functions that a name or pattern means.</summary>
    /// <exception cref="NoAdapterException">The host has none at all.</exception>
    /// <exception cref="PfNotFoundException">A name without wildcards means none; a pattern may.</exception>
    public static IReadOnlyList<PfSite> Select(HostSnapshot snapshot, string name)
    {
        if (snapshot.Sites.Count == 0) throw new NoAdapterException();

        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        var isPattern = WildcardPattern.ContainsWildcardCharacters(name);
        var sites = snapshot.Sites.Where(s => s.Names.Any(pattern.IsMatch)).ToArray();

        // Alternative names cost a request to each physical function: asked only where the plain ones may not have said all.
        if (isPattern || sites.Length == 0)
            sites = [.. snapshot.Sites.Where(s => sites.Contains(s) || s.AltNames.Any(pattern.IsMatch))];
        return sites.Length > 0 || isPattern
            ? sites
            : throw new PfNotFoundException(
                name, NearNames.Of(name, snapshot.Sites.SelectMany(s => s.Names.Concat(s.AltNames))), [.. snapshot.Sites.Select(s => s.Name)]);
    }
}
