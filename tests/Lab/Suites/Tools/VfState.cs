namespace Mlx5Sriov.Lab;

/// <summary>An Ethernet VF's settings, in one form whoever tells them.</summary>
internal sealed record VfState
{
    public required int Index { get; init; }

    public string Mac { get; init; } = "00:00:00:00:00:00";

    public int VlanId { get; init; }

    public int Qos { get; init; }

    /// <summary>The tag protocol; null where nothing is tagged.</summary>
    public string? Protocol { get; init; }

    public bool SpoofCheck { get; init; }

    public bool Trust { get; init; }

    /// <summary>auto, enable or disable.</summary>
    public string LinkState { get; init; } = "auto";

    /// <summary>Mbit/s.</summary>
    public long MinTxRate { get; init; }

    /// <summary>Mbit/s.</summary>
    public long MaxTxRate { get; init; }

    /// <summary>As Get-MlxVf tells it.</summary>
    public static VfState Of(VirtualFunction vf) => new()
    {
        Index = vf.Index,
        Mac = vf.MacAddress!.Value.ToString(),
        VlanId = vf.VlanId!.Value,
        Qos = vf.Qos!.Value,
        Protocol = vf.VlanProtocol switch { null => null, VlanProtocol.Dot1Ad => "802.1ad", _ => "802.1Q" },
        SpoofCheck = vf.SpoofCheck == OnOff.On,
        Trust = vf.Trust == OnOff.On,
        LinkState = vf.LinkState switch { VfLinkState.Enable => "enable", VfLinkState.Disable => "disable", _ => "auto" },
        MinTxRate = vf.MinTxRate!.Value.WholeMegabits,
        MaxTxRate = vf.MaxTxRate!.Value.WholeMegabits,
    };
}
