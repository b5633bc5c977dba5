namespace Mlx5Sriov.Kernel.Links;

/// <summary>A VF's settings as the physical function's link tells them; null is what the driver does not tell.</summary>
public sealed record VfLink
{
    /// <summary>The VF's index.</summary>
    public required int Index { get; init; }

    /// <summary>The administrator's MAC address, all zero where none was set; null on InfiniBand.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>The VST VLAN, 0 for none.</summary>
    public int VlanId { get; init; }

    /// <summary>The VST priority, 0-7.</summary>
    public int Qos { get; init; }

    /// <summary>The VST tag protocol.</summary>
    public VlanProtocol VlanProtocol { get; init; } = VlanProtocol.Dot1Q;

    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth? MinTxRate { get; init; }

    /// <summary>The limit; zero for none.</summary>
    public Bandwidth? MaxTxRate { get; init; }

    /// <summary>The spoof check.</summary>
    public OnOff? SpoofCheck { get; init; }

    /// <summary>The trust.</summary>
    public OnOff? Trust { get; init; }

    /// <summary>The link state that the VF is shown.</summary>
    public VfLinkState? LinkState { get; init; }

    /// <summary>The node GUID.</summary>
    public InfinibandGuid? NodeGuid { get; init; }

    /// <summary>The port GUID.</summary>
    public InfinibandGuid? PortGuid { get; init; }

    /// <summary>The counters, where they were asked for.</summary>
    public VfCounters? Counters { get; init; }
}
