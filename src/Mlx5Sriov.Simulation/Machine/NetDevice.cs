using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A net device: a physical function's uplink, a VF's own device, a VF's representor, or the loopback.</summary>
internal sealed class NetDevice
{
    public required int Index { get; init; }

    public required string Name { get; set; }

    public IReadOnlyList<string> AltNames { get; init; } = [];

    /// <summary>Every name that finds it.</summary>
    public IEnumerable<string> Names => AltNames.Prepend(Name);

    /// <summary>The PCI function behind it: the physical function for a representor; null for the loopback.</summary>
    public PciFunction? Function { get; init; }

    public LinkLayer? LinkLayer { get; init; }

    public required string HardwareAddress { get; init; }

    public int Mtu { get; init; } = 1500;

    /// <summary>The name of the port within its switch; null where the driver tells none (EOPNOTSUPP).</summary>
    public string? PhysicalPortName { get; init; }

    public string? PhysicalSwitchId { get; init; }

    /// <summary>The speed in Mbit/s while the device is up; null where it has none.</summary>
    public int? Speed { get; init; }

    public bool IsUp { get; set; }

    public bool IsPromiscuous { get; set; }

    public bool IsAllMulticast { get; set; }

    /// <summary>Whether it is a bond.</summary>
    public bool IsBond { get; init; }

    /// <summary>The bridge or bond that it is a port of.</summary>
    public NetDevice? Master { get; set; }

    /// <summary>Its packet filters; they end with it.</summary>
    public List<PacketFilter> Filters { get; } = [];

    public NetNamespace Namespace { get; set; } = null!;

    /// <summary>The device's directory below <c>/sys</c>.</summary>
    public string Path => $"{Function?.Path ?? "devices/virtual"}/net/{Name}";
}
