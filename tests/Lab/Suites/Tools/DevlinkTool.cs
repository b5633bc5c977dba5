using System.Text.Json.Nodes;

namespace Mlx5Sriov.Lab;

/// <summary>What <c>devlink -j</c> tells.</summary>
internal static class DevlinkTool
{
    /// <summary>What a command shows, below the one key that it shows everything under.</summary>
    public static JsonObject Show(string command) =>
        JsonNode.Parse(Bash.Do($"exec devlink -j {command}"))!.AsObject().Single().Value!.AsObject();

    /// <summary>A VF's port: its handle, and what devlink tells of it.</summary>
    public static (string Handle, JsonNode Port) Port(GuestPort pf, int vf) => Show("port show")
        .Where(p => p.Key.StartsWith($"pci/{pf.Address}/", StringComparison.Ordinal) && (string?)p.Value!["flavour"] == "pcivf" && (int?)p.Value["vfnum"] == vf)
        .Select(p => (p.Key, p.Value!))
        .Single();

    /// <summary>A leaf's or node's limits in Mbit/s, and its parent. devlink tells bytes/s, and leaves zero out.</summary>
    public static (long Share, long Max, string? Parent) Rate(string handle)
    {
        var rate = Show($"port function rate show {handle}").Single().Value!;
        return (Megabits(rate["tx_share"]), Megabits(rate["tx_max"]), (string?)rate["parent"]);
    }

    private static long Megabits(JsonNode? bytes) => bytes is null ? 0 : (long)bytes * 8 / 1_000_000;
}
