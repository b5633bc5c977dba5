using System.Text.Json;

using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>Compares a link with what <c>ip -j -d link</c> printed of it, field by field.</summary>
internal static class LinkJson
{
    private static readonly string[] s_layers = ["ether", "infiniband"];

    public static IEnumerable<string> Differences(JsonElement json, NetworkLink link)
    {
        var flags = json.GetProperty("flags").EnumerateArray().Select(f => f.GetString()).ToHashSet();
        var type = json.GetProperty("link_type").GetString()!;
        // Without -d, ip leaves out what follows the promiscuity.
        var detail = json.TryGetProperty("promiscuity", out _) ? link : null;
        (string Name, object? Expected, object? Actual)[] fields =
        [
            ("ifindex", json.GetProperty("ifindex").GetInt32(), link.Index),
            ("ifname", json.GetProperty("ifname").GetString(), link.Name),
            ("mtu", json.GetProperty("mtu").GetInt32(), link.Mtu),
            ("UP", flags.Contains("UP"), link.IsUp),
            ("PROMISC", flags.Contains("PROMISC"), link.IsPromiscuous),
            ("ALLMULTI", flags.Contains("ALLMULTI"), link.IsAllMulticast),
            ("link_type", s_layers.Contains(type), link.LinkLayer is not null),
            ("address", Text(json, "address"), link.HardwareAddress),
            ("phys_port_name", Text(json, "phys_port_name"), detail?.PhysicalPortName),
            ("phys_switch_id", Text(json, "phys_switch_id"), AsIpPrints(detail?.PhysicalSwitchId)),
            ("parentbus", Text(json, "parentbus"), detail?.ParentBus),
            ("parentdev", Text(json, "parentdev"), detail?.ParentDevice),
        ];
        var vfs = json.TryGetProperty("vfinfo_list", out var list) ? list.EnumerateArray().ToList() : [];
        return fields.Where(f => !Equals(f.Expected, f.Actual)).Select(f => $"{link.Name} {f.Name}: {f.Expected} <> {f.Actual}")
            .Concat(vfs.Count == link.Vfs.Count ? [] : [$"{link.Name}: {vfs.Count} VFs <> {link.Vfs.Count}"])
            .Concat(vfs.Zip(link.Vfs).SelectMany(p => VfDifferences(p.First, p.Second)));
    }

    private static IEnumerable<string> VfDifferences(JsonElement json, VfLink vf)
    {
        var vlan = json.GetProperty("vlan_list").EnumerateArray().Single();
        var rate = json.GetProperty("rate");
        (string Name, object? Expected, object? Actual)[] fields =
        [
            ("vf", json.GetProperty("vf").GetInt32(), vf.Index),
            ("address", Text(json, "address"), vf.Mac.ToString()),
            ("vlan", Number(vlan, "vlan") ?? 0, (long)vf.VlanId),
            ("qos", Number(vlan, "qos") ?? 0, (long)vf.Qos),
            ("protocol", Text(vlan, "protocol") ?? "802.1Q", vf.VlanProtocol == VlanProtocol.Dot1Ad ? "802.1ad" : "802.1Q"),
            ("max_tx", Number(rate, "max_tx"), vf.MaxTxRate?.WholeMegabits),
            ("min_tx", Number(rate, "min_tx"), vf.MinTxRate?.WholeMegabits),
            ("spoofchk", Switch(json, "spoofchk"), vf.SpoofCheck),
            ("trust", Switch(json, "trust"), vf.Trust),
            ("link_state", Text(json, "link_state"), vf.LinkState?.ToString().ToLowerInvariant()),
            ("node guid", Text(json, "node guid"), vf.NodeGuid?.ToString()),
            ("port guid", Text(json, "port guid"), vf.PortGuid?.ToString()),
            .. Counters(json, vf.Counters),
        ];
        return fields.Where(f => !Equals(f.Expected, f.Actual)).Select(f => $"vf {vf.Index} {f.Name}: {f.Expected} <> {f.Actual}");
    }

    private static IEnumerable<(string Name, object? Expected, object? Actual)> Counters(JsonElement json, VfCounters? counters)
    {
        if (!json.TryGetProperty("stats", out var stats)) return [("stats", null, counters)];
        var (rx, tx) = (stats.GetProperty("rx"), stats.GetProperty("tx"));
        return
        [
            ("rx bytes", Number(rx, "bytes"), (long?)counters?.RxBytes),
            ("rx packets", Number(rx, "packets"), (long?)counters?.RxPackets),
            ("rx multicast", Number(rx, "multicast"), (long?)counters?.RxMulticast),
            ("rx broadcast", Number(rx, "broadcast"), (long?)counters?.RxBroadcast),
            ("rx dropped", Number(rx, "dropped"), (long?)counters?.RxDropped),
            ("tx bytes", Number(tx, "tx_bytes"), (long?)counters?.TxBytes),
            ("tx packets", Number(tx, "tx_packets"), (long?)counters?.TxPackets),
            ("tx dropped", Number(tx, "dropped"), (long?)counters?.TxDropped),
        ];
    }

    /// <summary>iproute2 6.15 leaves off the last octet of a switch's id; the kernel and sysfs tell it whole.</summary>
    private static string? AsIpPrints(string? switchId) => switchId?[..^2];

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private static OnOff? Switch(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetBoolean() ? OnOff.On : OnOff.Off : null;
}
