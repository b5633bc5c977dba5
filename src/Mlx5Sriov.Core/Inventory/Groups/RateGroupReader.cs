using System.Globalization;

using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Inventory.Groups;

/// <summary>
/// Reads the rate groups of one physical function: OFED's numbered groups, and in switchdev mode devlink's rate nodes. Members are told by the VFs, for a
/// group's own count leaves some out (group 0 counts nobody from 5.6 to 24.07).
/// </summary>
internal static class RateGroupReader
{
    /// <returns>The numbered groups by number, then the nodes by name.</returns>
    public static IReadOnlyList<RateGroup> Read(SriovHost host, PfSite pf, VirtualFunctionReader vfs, Lazy<DevlinkFunctions> functions)
    {
        if (pf.LinkLayer == LinkLayer.InfiniBand) return [];
        var groups = new List<RateGroup>();
        if (pf.Dialect == DriverDialect.Ofed) groups.AddRange(Numbered(host, pf, vfs));
        if (pf.IsSwitchdev) groups.AddRange(Nodes(pf, vfs, functions.Value.Nodes(pf.PciAddress)));
        return groups;
    }

    private static IEnumerable<RateGroup> Numbered(SriovHost host, PfSite pf, VirtualFunctionReader vfs)
    {
        var ids = OfedTree.Numbers(host.KernelFiles.List(OfedTree.Groups(pf.PciAddress)));
        if (ids.Count == 0) yield break;

        // A VF in no group, whose label is null, is in group 0 where there is one.
        var members = Enumerable.Range(0, vfs.Count).ToLookup(index => vfs.ReadSettings(index).RateGroup ?? "0");
        foreach (var id in ids)
        {
            var path = $"{OfedTree.Group(pf.PciAddress, id)}/config";
            if (OfedGroupLock.Outlast(host.Clock, () => host.KernelFiles.Read(path), CancellationToken.None) is not { } text) continue;
            var config = OfedGroupConfig.Parse(text, path);
            yield return New(pf, RateGroupDialect.Ofed, members[id.ToString(CultureInfo.InvariantCulture)]) with
            {
                Id = id,
                MinTxRate = config.MinRate,
                MaxTxRate = config.MaxRate,
                BandwidthShare = config.BandwidthShare,
            };
        }
    }

    private static IEnumerable<RateGroup> Nodes(PfSite pf, VirtualFunctionReader vfs, IEnumerable<DevlinkRate> nodes)
    {
        var members = Enumerable.Range(0, vfs.Count).ToLookup(index => vfs.Leaf(index)?.Parent);
        return nodes.OrderBy(n => n.NodeName, StringComparer.Ordinal).Select(node => New(pf, RateGroupDialect.Devlink, members[node.NodeName]) with
        {
            Name = node.NodeName,
            Parent = node.Parent,
            MinTxRate = node.TxShare,
            MaxTxRate = node.TxMax,
        });
    }

    private static RateGroup New(PfSite pf, RateGroupDialect dialect, IEnumerable<int> members) =>
        new() { Pf = pf.Name, PfPciAddress = pf.PciAddress, Dialect = dialect, Members = new VfIndexSet(members) };
}
