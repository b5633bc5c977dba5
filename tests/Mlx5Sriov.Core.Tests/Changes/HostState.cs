using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>
/// All that can be read of a host's physical functions, VFs and rate groups, a line each, so that two states can be compared and their difference named.
/// </summary>
internal static class HostState
{
    public static IReadOnlyDictionary<string, string> Read(SimulatedHost host)
    {
        Settle(host);
        var snapshot = new HostSnapshot(host.Seams);
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var site in snapshot.Sites)
        {
            Add(lines, site.Name, snapshot.Read(site));
            var vfs = snapshot.OpenVfs(site);
            for (var index = 0; index < vfs.Count; index++)
            {
                Add(lines, host, vfs.Read(index));
                var function = vfs.Port(index)?.Function is { } own ? own with { HardwareAddress = null } : null;
                lines.Add($"{site.Name} vf {index}: function", $"{function}");
            }

            // A group 0 without limits is no more than the driver's own bookkeeping, begun at the first use of rates.
            foreach (var group in snapshot.Groups(site).Where(g => g.Id != 0 || g.HasLimits))
            {
                foreach (var property in typeof(RateGroup).GetProperties()) lines.Add($"{group}: {property.Name}", $"{property.GetValue(group)}");
            }
        }

        foreach (var site in snapshot.Sites) AddFirmware(lines, snapshot, site);
        return lines;
    }

    /// <summary>Lets the drivers of new VFs do what they still have to do.</summary>
    public static void Settle(SimulatedHost host) => host.Clock.Advance(TimeSpan.FromSeconds(1));

    /// <summary>The physical functions and VFs of which anything differs: <c>eth2 vf 1</c>.</summary>
    public static IReadOnlySet<string> Differing(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Keys.Union(after.Keys)
            .Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k))
            .Select(k => k[..k.IndexOf(": ", StringComparison.Ordinal)])
            .ToHashSet();

    /// <summary>The lines of one physical function's VFs below a number.</summary>
    public static IReadOnlyDictionary<string, string> VfsBelow(IReadOnlyDictionary<string, string> state, string pf, int count) => state
        .Where(l => Enumerable.Range(0, count).Any(i => l.Key.StartsWith($"{pf} vf {i}: ", StringComparison.Ordinal)))
        .ToDictionary(l => l.Key, l => l.Value);

    // The next values; the card's own are one thing, by whichever port they are read. Who is no root has no tool.
    private static void AddFirmware(SortedDictionary<string, string> lines, HostSnapshot snapshot, PfSite site)
    {
        try
        {
            var card = snapshot.Card(site).PciAddress;
            foreach (var row in snapshot.Firmware(site, []).Table.Rows) lines[$"{FirmwareState.FactOf(card, site.PciAddress, row.Name)}"] = $"{row.Next}";
        }
        catch (FirmwareUnavailableException)
        {
        }
    }

    private static void Add(SortedDictionary<string, string> lines, SimulatedHost host, VirtualFunction vf)
    {
        Add(lines, $"{vf}", vf);

        // In switchdev mode the representor decides on a VF's link; what is told of it depends on whether the VF was there when the mode began.
        if (vf.Representor is not null) lines.Remove($"{vf}: {nameof(vf.LinkState)}");

        // The kernel numbers RDMA devices in the order in which they come.
        lines[$"{vf}: {nameof(vf.RdmaDevice)}"] = $"{vf.RdmaDevice is not null}";
        lines.Add($"{vf}: override", host.Seams.KernelFiles.Read($"/sys/bus/pci/devices/{vf.PciAddress}/driver_override") ?? "");
        if (vf.Name is not { } name || host.Seams.IpLink.Find(name) is not { } link) return;
        lines.Add($"{vf}: reception", $"promiscuous {link.IsPromiscuous}, all multicast {link.IsAllMulticast}");

        // What the VF's own driver took when it was bound; without an administrator's address it draws a new one each time.
        if (vf.MacAddress is { IsZero: false }) lines.Add($"{vf}: own address", $"{link.HardwareAddress}");
    }

    private static void Add<T>(SortedDictionary<string, string> lines, string name, T function)
    {
        foreach (var property in typeof(T).GetProperties())
        {
            var value = property.GetValue(function);
            lines.Add($"{name}: {property.Name}", value is IEnumerable<string> several ? string.Join(' ', several) : $"{value}");
        }
    }
}
