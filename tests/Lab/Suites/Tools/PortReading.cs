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
            .. DevlinkTool.Show("port show").Where(p => IsVfOf(p, handle)).Select(p => $"vf {p.Value!["vfnum"]} function {p.Value["function"]!.ToJsonString()}").Order(StringComparer.Ordinal),
            .. DevlinkTool.Show("port function rate show").Where(r => r.Key.StartsWith($"{handle}/", StringComparison.Ordinal))
                .Select(r => $"rate {r.Key} {r.Value!.ToJsonString()}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The lines of one VF.</summary>
    public static string[] OfVf(IEnumerable<string> reading, int vf) =>
        [.. reading.Where(line => line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"vf {vf} "), StringComparison.Ordinal))];

    private static bool IsVfOf(KeyValuePair<string, JsonNode?> port, string handle) =>
        port.Key.StartsWith($"{handle}/", StringComparison.Ordinal) && (string?)port.Value!["flavour"] == "pcivf";

    /// <summary>A VF's driver and override, and its own device's address where the administrator gave it one: else it is random.</summary>
    private static string Function(GuestPort port, VfState vf)
    {
        var path = $"{port.Path}/virtfn{vf.Index}";
        var driver = Path.GetFileName(new FileInfo($"{path}/driver").LinkTarget);
        var device = vf.Mac == "00:00:00:00:00:00" || !Directory.Exists($"{path}/net") ? null : Directory.EnumerateDirectories($"{path}/net").FirstOrDefault();
        return $"vf {vf.Index} driver {driver} override {File.ReadAllText($"{path}/driver_override").Trim()} address {(device is null ? "" : File.ReadAllText($"{device}/address").Trim())}";
    }

    /// <summary>What OFED's tree tells of the VFs and the groups; nothing with another driver.</summary>
    public static IEnumerable<string> Tree(GuestPort port)
    {
        if (!Directory.Exists($"{port.Path}/sriov")) return [];
        var vfs = Directory.EnumerateDirectories($"{port.Path}/sriov").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])).Order(StringComparer.Ordinal);
        return vfs.SelectMany(vf => new[] { "config", "trunk", "node", "port", "policy" }.Where(file => File.Exists($"{port.Path}/sriov/{vf}/{file}")).Select(file => $"vf {vf} {file} {File.ReadAllText($"{port.Path}/sriov/{vf}/{file}")}"))
            .Concat(!Directory.Exists($"{port.Path}/sriov/groups") ? [] : Directory.EnumerateDirectories($"{port.Path}/sriov/groups").Order(StringComparer.Ordinal).Select(g => $"group {Path.GetFileName(g)} {File.ReadAllText($"{g}/config")}"));
    }

    private static string Cat(GuestPort port, string file) => File.ReadAllText($"{port.Path}/{file}").Trim();
}
