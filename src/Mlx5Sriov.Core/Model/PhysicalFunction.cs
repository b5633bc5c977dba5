namespace Mlx5Sriov.Model;

/// <summary>A physical function (PF): one port of an mlx5 adapter. What this host cannot tell is null, never a guess.</summary>
public sealed record PhysicalFunction
{
    /// <summary>The net device's name (the uplink's); the PCI address where it has no net device in this network namespace.</summary>
    public required string Name { get; init; }

    /// <summary>The net device's alternative names.</summary>
    public IReadOnlyList<string> AltNames { get; init; } = [];

    /// <summary>The net device's name; null where there is none in this network namespace.</summary>
    public string? NetDevice { get; init; }

    /// <summary>The RDMA device: <c>mlx5_0</c>.</summary>
    public string? RdmaDevice { get; init; }

    /// <summary>The PCI address.</summary>
    public required PciAddress PciAddress { get; init; }

    /// <summary>The adapter's family, from its PCI device id: <c>ConnectX-7</c>.</summary>
    public string? DeviceName { get; init; }

    /// <summary>The parameter-set id of the firmware: <c>MT_0000000838</c>.</summary>
    public string? Psid { get; init; }

    /// <summary>The firmware that runs.</summary>
    public string? FirmwareRunning { get; init; }

    /// <summary>The firmware in flash; where it differs from the running one, a reset is pending.</summary>
    public string? FirmwareStored { get; init; }

    /// <summary>The driver that is bound; null for none.</summary>
    public string? Driver { get; init; }

    /// <summary>Which mlx5_core it is; null while none is bound.</summary>
    public DriverDialect? Dialect { get; init; }

    /// <summary>What the port speaks.</summary>
    public LinkLayer? LinkLayer { get; init; }

    /// <summary>The port's speed; null while the link is down or the driver does not tell.</summary>
    public Bandwidth? LinkSpeed { get; init; }

    /// <summary>How many VFs the firmware allows (sriov_totalvfs).</summary>
    public int? TotalVfs { get; init; }

    /// <summary>How many VFs are enabled (sriov_numvfs).</summary>
    public int? NumVfs { get; init; }

    /// <summary>Whether new VFs are bound to a driver by themselves (sriov_drivers_autoprobe).</summary>
    public OnOff? AutoProbe { get; init; }

    /// <summary>The e-switch mode.</summary>
    public EswitchMode? EswitchMode { get; init; }

    /// <summary>The e-switch's inline mode.</summary>
    public EswitchInlineMode? InlineMode { get; init; }

    /// <summary>The e-switch's encapsulation mode.</summary>
    public EswitchEncapMode? EncapMode { get; init; }

    /// <summary>The NUMA node; null where the platform has none.</summary>
    public int? NumaNode { get; init; }

    /// <summary>Whether it is on a simulated host.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The name.</summary>
    /// <returns><c>eth2</c>.</returns>
    public override string ToString() => Name;
}
