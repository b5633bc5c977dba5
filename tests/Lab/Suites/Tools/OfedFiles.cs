using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>What OFED's tree reads, each file as <c>cat</c> would show it.</summary>
internal static class OfedFiles
{
    /// <summary>The settings of a port's VFs, from their <c>config</c>.</summary>
    public static IReadOnlyList<VfState> Vfs(GuestPort pf, int count) =>
        [.. Enumerable.Range(0, count).Select(index => Vf(Labelled(File.ReadAllText($"{pf.Path}/sriov/{index}/config"))))];

    /// <summary>A file of lines with a label each.</summary>
    public static Dictionary<string, string> Labelled(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(':', 2))
        .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim());

    private static VfState Vf(Dictionary<string, string> config) => new()
    {
        Index = Number(config["VF"]),
        Mac = config["MAC"],
        VlanId = Number(config["VLAN"]),
        Qos = Number(config["QoS"]),
        Protocol = config["VLAN Proto"] == "N/A" ? null : config["VLAN Proto"],
        SpoofCheck = config["SpoofCheck"] == "ON",
        Trust = config["Trust"] == "ON",
        LinkState = config["LinkState"] switch { "Up" => "enable", "Down" => "disable", _ => "auto" },
        MinTxRate = Number(config["MinTxRate"]),
        MaxTxRate = Number(config["MaxTxRate"]),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
