using System.Text.Json;

using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Devlink;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>Compares devlink's answers with what <c>devlink -j</c> printed of them, field by field.</summary>
internal static class DevlinkJson
{
    /// <summary>The objects of <c>{"port":{handle:{...}}}</c> by their handles.</summary>
    public static List<JsonProperty> Items(string output, string kind) =>
        [.. JsonDocument.Parse(output).RootElement.GetProperty(kind).EnumerateObject()];

    public static IEnumerable<string> Differences(JsonProperty json, (DevlinkDevice Device, DevlinkPort Port) answer)
    {
        var (device, port) = answer;
        var function = json.Value.TryGetProperty("function", out var f) ? f : default(JsonElement?);
        return Compare(json.Name,
            ("handle", json.Name, $"{device}/{port.Handle.Index}"),
            ("netdev", Text(json.Value, "netdev"), port.NetDevice),
            ("flavour", Text(json.Value, "flavour"), port.Flavour?.ToString().ToLowerInvariant()),
            ("controller", Number(json.Value, "controller"), (long?)port.Controller),
            ("pfnum", Number(json.Value, "pfnum"), (long?)port.PfNumber),
            ("vfnum", Number(json.Value, "vfnum"), (long?)port.VfNumber),
            ("external", json.Value.TryGetProperty("external", out var external) && external.GetBoolean(), port.IsExternal),
            ("function", function is null, port.Function is null),
            ("hw_addr", function is null ? null : Text(function.Value, "hw_addr"), port.Function?.HardwareAddress?.ToString()),
            ("roce", function is null ? null : Text(function.Value, "roce"), Able(port.Function?.Roce)),
            ("migratable", function is null ? null : Text(function.Value, "migratable"), Able(port.Function?.Migratable)),
            ("max_io_eqs", function is null ? null : Number(function.Value, "max_io_eqs"), (long?)port.Function?.MaxIoEventQueues));
    }

    public static IEnumerable<string> Differences(JsonProperty json, (DevlinkDevice Device, DevlinkRate Rate) answer)
    {
        var (device, rate) = answer;
        return Compare(json.Name,
            ("handle", json.Name, $"{device}/{rate.NodeName ?? $"{rate.PortIndex}"}"),
            ("type", Text(json.Value, "type"), rate.NodeName is null ? "leaf" : "node"),
            ("tx_share", Number(json.Value, "tx_share") ?? 0, (long)rate.TxShare.BytesPerSecond),
            ("tx_max", Number(json.Value, "tx_max") ?? 0, (long)rate.TxMax.BytesPerSecond),
            ("parent", Text(json.Value, "parent"), rate.Parent));
    }

    public static IEnumerable<string> Differences(JsonProperty json, Eswitch eswitch) => Compare(json.Name,
        ("mode", Text(json.Value, "mode"), eswitch.Mode?.ToString().ToLowerInvariant()),
        ("inline-mode", Text(json.Value, "inline-mode"), eswitch.InlineMode?.ToString().ToLowerInvariant()),
        ("encap-mode", Text(json.Value, "encap-mode"), eswitch.EncapMode?.ToString().ToLowerInvariant()));

    private static IEnumerable<string> Compare(string handle, params (string Name, object? Expected, object? Actual)[] fields) =>
        fields.Where(f => !Equals(f.Expected, f.Actual)).Select(f => $"{handle} {f.Name}: {f.Expected} <> {f.Actual}");

    private static string? Able(OnOff? state) => state switch { OnOff.On => "enable", OnOff.Off => "disable", _ => null };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : null;
}
