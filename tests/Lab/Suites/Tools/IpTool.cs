using System.Text.Json.Nodes;

namespace Mlx5Sriov.Lab;

/// <summary>What <c>ip -j</c> tells.</summary>
internal static class IpTool
{
    /// <summary>A link, as <c>ip -j -d link show</c> has it.</summary>
    public static JsonNode Link(string device) => LinkBatch.Show(device);

    /// <summary>The settings of a link's VFs.</summary>
    public static IReadOnlyList<VfState> Vfs(string device) => [.. (Link(device)["vfinfo_list"]?.AsArray() ?? []).Select(vf => Vf(vf!))];

    /// <summary>The counters of a link's VF, by way and name.</summary>
    public static Func<string, string, ulong?> Statistics(string device, int vf)
    {
        var stats = JsonNode.Parse(Bash.Do($"exec ip -j -s -d link show dev {device}"))!.AsArray()[0]!["vfinfo_list"]!.AsArray()[vf]!["stats"]!;
        // iproute2 names two counters of what is sent twice over: tx.tx_bytes.
        return (way, name) => (ulong?)(stats[way]?[name] ?? stats[way]?[$"{way}_{name}"]);
    }

    private static VfState Vf(JsonNode vf)
    {
        var vlan = vf["vlan_list"]?.AsArray()[0];
        var (id, qos) = ((int?)vlan?["vlan"] ?? 0, (int?)vlan?["qos"] ?? 0);
        return new VfState
        {
            Index = (int)vf["vf"]!,
            Mac = (string)vf["address"]!,
            VlanId = id,
            Qos = qos,
            Protocol = id == 0 && qos == 0 ? null : (string?)vlan!["protocol"] ?? "802.1Q",
            SpoofCheck = (bool)vf["spoofchk"]!,
            Trust = (bool)vf["trust"]!,
            LinkState = (string)vf["link_state"]!,
            MinTxRate = (long)vf["rate"]!["min_tx"]!,
            MaxTxRate = (long)vf["rate"]!["max_tx"]!,
        };
    }
}
