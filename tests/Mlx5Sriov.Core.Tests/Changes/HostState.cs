using Mlx5Sriov.Inventory;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>All that can be read of a host's VFs and rate groups, a line each, so that two states can be compared and their difference named.</summary>
internal static class HostState
{
    public static IReadOnlyDictionary<string, string> Read(SimulatedHost host)
    {
        var snapshot = new HostSnapshot(host.Seams);
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var site in snapshot.Sites)
        {
            var vfs = snapshot.OpenVfs(site);
            for (var index = 0; index < vfs.Count; index++) Add(lines, host, vfs.Read(index));
            // A group 0 without limits is no more than the driver's own bookkeeping, begun at the first use of rates.
            foreach (var group in snapshot.Groups(site).Where(g => g.Id != 0 || g.HasLimits))
            {
                foreach (var property in typeof(RateGroup).GetProperties()) lines.Add($"{group}: {property.Name}", $"{property.GetValue(group)}");
            }
        }

        return lines;
    }

    /// <summary>The VFs of which anything differs: <c>eth2 vf 1</c>.</summary>
    public static IReadOnlySet<string> Differing(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Keys.Union(after.Keys).Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k)).Select(k => k[..k.IndexOf(": ", StringComparison.Ordinal)]).ToHashSet();

    private static void Add(SortedDictionary<string, string> lines, SimulatedHost host, VirtualFunction vf)
    {
        foreach (var property in typeof(VirtualFunction).GetProperties()) lines.Add($"{vf}: {property.Name}", $"{property.GetValue(vf)}");
        lines.Add($"{vf}: override", host.Seams.Sysfs.Read($"/sys/bus/pci/devices/{vf.PciAddress}/driver_override") ?? "");

        // What the VF's own driver took when it was bound; without an administrator's address it draws a new one each time.
        if (vf is { Name: { } name, MacAddress.IsZero: false }) lines.Add($"{vf}: own address", $"{host.Seams.IpLink.Find(name)?.HardwareAddress}");
    }
}
