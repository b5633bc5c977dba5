namespace Mlx5Sriov.Kernel.Links;

/// <summary>A network link as one RTM_NEWLINK message describes it.</summary>
public sealed record NetworkLink
{
    /// <summary>The interface index.</summary>
    public required int Index { get; init; }

    /// <summary>The net device's name.</summary>
    public required string Name { get; init; }

    /// <summary>The alternative names (<c>ip link property add ... altname</c>).</summary>
    public IReadOnlyList<string> AltNames { get; init; } = [];

    /// <summary>The link layer; null for anything but Ethernet and InfiniBand (loopback, tunnels).</summary>
    public LinkLayer? LinkLayer { get; init; }

    /// <summary>The hardware address as text, octets separated by colons: 6 octets on Ethernet, 20 on IPoIB; null for none.</summary>
    public string? HardwareAddress { get; init; }

    /// <summary>Whether the link is set up (IFF_UP).</summary>
    public bool IsUp { get; init; }

    /// <summary>Whether promiscuous mode was asked for (IFF_PROMISC).</summary>
    public bool IsPromiscuous { get; init; }

    /// <summary>Whether reception of all multicast was asked for (IFF_ALLMULTI).</summary>
    public bool IsAllMulticast { get; init; }

    /// <summary>The index of the bridge, bond or Open vSwitch datapath (<c>ovs-system</c>) that has the link as a port; null for none.</summary>
    public int? Master { get; init; }

    /// <summary>The MTU in bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>The port's name within its switch: <c>p0</c> for an uplink, <c>pf0vf3</c> for a representor; null where the driver tells none.</summary>
    public string? PhysicalPortName { get; init; }

    /// <summary>The switch's id as hexadecimal digits; ports of one e-switch share it. Null where the driver tells none.</summary>
    public string? PhysicalSwitchId { get; init; }

    /// <summary>The bus of the device behind the link (<c>pci</c>); null on kernels before 5.14 and for virtual links.</summary>
    public string? ParentBus { get; init; }

    /// <summary>The device behind the link (<c>0000:05:00.0</c>); null like <see cref="ParentBus"/>.</summary>
    public string? ParentDevice { get; init; }

    /// <summary>How many VFs the driver says it has (IFLA_NUM_VF); null where VFs were not asked for or the link can have none.</summary>
    public int? VfCount { get; init; }

    /// <summary>
    /// The VFs' settings, in index order: as many as <see cref="VfCount"/> says, or none where the driver lists none (as for a representor, which
    /// shares its physical function's count). A VF of which the driver could tell nothing just then has its index alone.
    /// </summary>
    public IReadOnlyList<VfLink> Vfs { get; init; } = [];
}
