using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Inventory.Filters;

/// <summary>
/// The net devices of an e-switch with their packet filters: the uplink, and in switchdev mode the representors; and all others with filters, such as the
/// tunnels of Open vSwitch, since those can send to representors.
/// </summary>
/// <param name="Seen">Those in this network namespace.</param>
/// <param name="Unseen">The VFs whose representors are not here, so that nothing tells what is set on them.</param>
internal sealed record FilteredPorts(IReadOnlyList<FilteredPort> Seen, IReadOnlyList<int> Unseen)
{
    /// <summary>Reads them: the links and their queueing disciplines once, and the filters of those that have any.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public static FilteredPorts Read(SriovHost host, PfSite pf, VirtualFunctionReader? vfs, IEnumerable<DevlinkPort> others)
    {
        var links = (host.IpLink.List() ?? []).ToDictionary(link => link.Index);
        var byName = links.Values.ToDictionary(link => link.Name);
        var representors = Enumerable.Range(0, vfs?.Count ?? 0)
            .Select(vf => (Index: vf, Name: vfs!.Port(vf)?.NetDevice ?? pf.Representors.GetValueOrDefault(vf)))
            .ToLookup(vf => vf.Name is { } name && byName.ContainsKey(name));
        var named = new[] { (Name: pf.NetDevice, Kind: FilteredPortKind.Uplink) }
            .Concat(representors[true].Select(vf => (vf.Name, Kind: FilteredPortKind.Vf)))
            .Concat(others.Select(port => (Name: port.NetDevice, Kind: FilteredPortKind.Other)));
        var seen = named.Where(port => port.Name is not null && byName.ContainsKey(port.Name)).Select(port => (Link: byName[port.Name!], port.Kind)).ToList();
        var own = seen.Select(port => port.Link.Index).ToHashSet();
        var filters = host.TrafficControl.Filters(links.Values);
        seen.AddRange(links.Values.Where(link => !own.Contains(link.Index) && filters.Contains(link.Index)).Select(link => (link, FilteredPortKind.Elsewhere)));
        return new FilteredPorts(
            [.. seen.Select(port => new FilteredPort(port.Link, port.Kind, [.. filters[port.Link.Index]], BridgeOf(port.Link)))],
            [.. representors[false].Select(vf => vf.Index)]);

        string? BridgeOf(NetworkLink link) => link.Master is { } master ? links.GetValueOrDefault(master)?.Name : null;
    }
}
