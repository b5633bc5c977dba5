using System.Globalization;
using System.Text.Json.Nodes;

namespace Mlx5Sriov.Lab;

/// <summary>All that can be set on a port and its VFs, as ip, devlink and the files tell it: a line each, of a VF's begun with <c>vf N</c>.</summary>
internal static class PortReading
{
    /// <summary>Reads a port.</summary>
    public static string[] Of(GuestPort port)
    {
        var (links, handle) = (IpTool.Vfs(port.NetDevice), $"pci/{port.Address}");
        return
        [
            $"numvfs {Cat(port, "sriov_numvfs")} autoprobe {Cat(port, "sriov_drivers_autoprobe")}",
            $"eswitch {DevlinkTool.Show($"dev eswitch show {handle}").Single().Value!.ToJsonString()}",
            .. links.Select(vf => $"vf {vf.Index} {vf}"),
            .. links.Select(vf => Function(port, vf)),
            .. Tree(port),
            .. DevlinkTool.Show("port show").Where(p => IsVfOf(p, handle))
                .Select(p => $"vf {p.Value!["vfnum"]} function {p.Value["function"]!.ToJsonString()}").Order(StringComparer.Ordinal),
            .. DevlinkTool.Show("port function rate show").Where(r => r.Key.StartsWith($"{handle}/", StringComparison.Ordinal))
                .Select(r => $"rate {r.Key} {r.Value!.ToJsonString()}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The lines of one VF.</summary>
    public static string[] OfVf(IEnumerable<string> reading, int vf) =>
        [.. reading.Where(line => line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"vf {vf} "), StringComparison.Ordinal))];

    /// <summary>Whether a port of devlink is that of one of a device's VFs.</summary>
    public static bool IsVfOf(KeyValuePair<string, JsonNode?> port, string handle) =>
        port.Key.StartsWith($"{handle}/", StringComparison.Ordinal) && (string?)port.Value!["flavour"] == "pcivf";

    /// <summary>A VF's driver and override, and its own device's address where the administrator gave it one: else it is random.</summary>
    private static string Function(GuestPort port, VfState vf)
    {
        var path = $"{port.Path}/virtfn{vf.Index}";
        var driver = Path.GetFileName(new FileInfo($"{path}/driver").LinkTarget);
        var isKnown = vf.Mac != "00:00:00:00:00:00" && Directory.Exists($"{path}/net");
        var device = isKnown ? Directory.EnumerateDirectories($"{path}/net").FirstOrDefault() : null;
        var address = device is null ? "" : File.ReadAllText($"{device}/address").Trim();
        return $"vf {vf.Index} driver {driver} override {File.ReadAllText($"{path}/driver_override").Trim()} address {address}";
    }

    /// <summary>What OFED's tree tells of the VFs and the groups; nothing with another driver.</summary>
    public static IEnumerable<string> Tree(GuestPort port)
    {
        var tree = $"{port.Path}/sriov";
        if (!Directory.Exists(tree)) return [];
        var vfs = Directory.EnumerateDirectories(tree)
            .Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0]))
            .Order(StringComparer.Ordinal);
        var files =
            from vf in vfs
            from file in (string[])["config", "trunk", "node", "port", "policy"]
            where File.Exists($"{tree}/{vf}/{file}")
            select $"vf {vf} {file} {File.ReadAllText($"{tree}/{vf}/{file}")}";
        string[] groups = Directory.Exists($"{tree}/groups") ? Directory.GetDirectories($"{tree}/groups") : [];
        return files.Concat(groups.Order(StringComparer.Ordinal).Select(g => $"group {Path.GetFileName(g)} {File.ReadAllText($"{g}/config")}"));
    }

    private static string Cat(GuestPort port, string file) => File.ReadAllText($"{port.Path}/{file}").Trim();
}
