using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Tests.Ofed;

/// <summary>
/// How each release of the driver lays out <c>sriov/VF/config</c>: which lines, in which order. Read from <c>config_show</c> in
/// drivers/net/ethernet/mellanox/mlx5/core/sriov_sysfs.c of each release.
/// </summary>
/// <param name="Releases">The releases that write it.</param>
/// <param name="Labels">The lines, in order.</param>
internal sealed record ConfigLayout(string Releases, params string[] Labels)
{
    private const string DeadGroup = "RateGroup again";

    // What all have from 4.2 on.
    private static readonly string[] s_usual =
        ["VF", "MAC", "VLAN", "QoS", "VLAN Proto", "SpoofCheck", "Trust", "LinkState", "MinTxRate", "MaxTxRate"];

    public static IReadOnlyList<ConfigLayout> All { get; } =
    [
        new("4.0-4.1", "VF", "MAC", "VLAN", "QoS", "SpoofCheck", "Trust", "LinkState", "MinTxRate", "MaxTxRate"),
        new("4.2", [.. s_usual, "VGT+", "VMAC"]),
        new("4.3-4.4", [.. s_usual, "VGT+"]),
        new("4.6-4.7", [.. s_usual, "VGT+", "RateGroup"]),
        new("5.1-0.6.6", [.. s_usual, "RateGroup"]),
        new("5.1-2.3.7 to 5.6, 25.04 and later", [.. s_usual, "RateGroup", "VGT+"]),
        new("5.7-24.07", [.. s_usual, "RateGroup", "VGT+", DeadGroup]),
        new("24.10-25.01", [.. s_usual, "RateGroup", "VGT+", DeadGroup, "TC BW"]),
    ];

    /// <summary>The text that these releases write for a VF with such settings, none of which is null but the protocol outside VST.</summary>
    public string Write(OfedVfConfig config) =>
        string.Concat(Labels.Select(label => $"{(label == DeadGroup ? "RateGroup" : label),-11}: {Value(label, config)}\n"));

    /// <summary>What of such settings these releases tell.</summary>
    public OfedVfConfig Tell(OfedVfConfig config) => config with
    {
        VlanProtocol = Labels.Contains("VLAN Proto") ? config.VlanProtocol : null,
        RateGroup = Labels.Contains("RateGroup") ? config.RateGroup : null,
        VgtPlus = Labels.Contains("VGT+") ? config.VgtPlus : null,
    };

    public override string ToString() => Releases;

    private static string Value(string label, OfedVfConfig config) => label switch
    {
        "VF" => "3",
        "MAC" => config.Mac.ToString()!,
        "VLAN" => $"{config.VlanId}",
        "QoS" => $"{config.Qos}",
        "VLAN Proto" => config.VlanProtocol switch { VlanProtocol.Dot1Q => "802.1Q", VlanProtocol.Dot1Ad => "802.1ad", _ => "N/A" },
        "SpoofCheck" => config.SpoofCheck == OnOff.On ? "ON" : "OFF",
        "Trust" => config.Trust == OnOff.On ? "ON" : "OFF",
        "LinkState" => config.LinkState switch { VfLinkState.Auto => "Follow", VfLinkState.Enable => "Up", _ => "Down" },
        "MinTxRate" => Printed(config.MinTxRate!.Value),
        "MaxTxRate" => Printed(config.MaxTxRate!.Value),
        "RateGroup" => $"{config.RateGroup}",
        "VGT+" => config.VgtPlus == OnOff.On ? "ON" : "OFF",
        "VMAC" => "OFF",
        DeadGroup => "0",
        "TC BW" => "0:10 1:20 2:30 3:40 4:0 5:0 6:0 7:0",
        _ => throw new ArgumentOutOfRangeException(nameof(label), label, "No release writes this."),
    };

    // As the driver: a u32 through %d.
    private static string Printed(Bandwidth rate) => $"{unchecked((int)(uint)rate.WholeMegabits)}";
}
