namespace Mlx5Sriov.Ofed;

/// <summary>
/// A VF's settings as <c>sriov/VF/config</c> tells them. Null is what the driver's release does not tell, or says that it cannot
/// (<c>Invalid policy</c>, <c>Invalid vlan protocol</c>).
/// </summary>
internal sealed record OfedVfConfig
{
    /// <summary>The administrator's MAC address; all zero where the VF's driver chooses.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>The VST VLAN; 0 for none.</summary>
    public int? VlanId { get; init; }

    /// <summary>The VST priority, 0-7.</summary>
    public int? Qos { get; init; }

    /// <summary>The VST tag protocol; null also outside VST (<c>N/A</c>). Told since 4.2.</summary>
    public VlanProtocol? VlanProtocol { get; init; }

    /// <summary>The spoof check.</summary>
    public OnOff? SpoofCheck { get; init; }

    /// <summary>The trust.</summary>
    public OnOff? Trust { get; init; }

    /// <summary>The link state that the VF is shown.</summary>
    public VfLinkState? LinkState { get; init; }

    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth? MinTxRate { get; init; }

    /// <summary>The limit; zero for none.</summary>
    public Bandwidth? MaxTxRate { get; init; }

    /// <summary>The rate group, 0-255, 0 for none; <see cref="OfedGroupConfig.DevlinkNode"/> for a devlink rate node. Told since 4.6.</summary>
    public int? RateGroup { get; init; }

    /// <summary>Whether a VGT+ trunk is set. Told since 4.2, except by 5.1-0.6.6.</summary>
    public OnOff? VgtPlus { get; init; }

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text as the driver wrote it.</param>
    /// <param name="source">The file's path.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="MalformedTextException">A value is not as any release writes it, or its line is cut.</exception>
    public static OfedVfConfig Parse(string text, string source)
    {
        var lines = new LabelledText(text, source);
        return new OfedVfConfig
        {
            Mac = lines.Value<MacAddress>("MAC", MacAddress.TryParse, "a MAC address"),
            VlanId = lines.Number("VLAN", VlanRange.MaxId),
            Qos = lines.Number("QoS", OfedWords.MaxQos),
            VlanProtocol = lines.Word("VLAN Proto", OfedWords.VlanProtocols),
            SpoofCheck = lines.Word("SpoofCheck", OfedWords.Switches),
            Trust = lines.Word("Trust", OfedWords.Switches),
            LinkState = lines.Word("LinkState", OfedWords.LinkStates),
            MinTxRate = lines.Rate("MinTxRate"),
            MaxTxRate = lines.Rate("MaxTxRate"),
            RateGroup = lines.Number("RateGroup"),
            VgtPlus = lines.Word("VGT+", OfedWords.Switches),
        };
    }
}
