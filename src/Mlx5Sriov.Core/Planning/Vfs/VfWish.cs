using Mlx5Sriov.Planning.Routes;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>What is wished for a VF; null leaves a setting as it is.</summary>
public sealed record VfWish
{
    /// <summary>The MAC address; all zero leaves the choice to the VF's driver.</summary>
    public MacAddress? MacAddress { get; init; }

    /// <summary>The VST VLAN, 1-4094; 0 returns to VGT.</summary>
    public int? VlanId { get; init; }

    /// <summary>The VST priority, 0-7.</summary>
    public int? Qos { get; init; }

    /// <summary>The VST tag protocol.</summary>
    public VlanProtocol? VlanProtocol { get; init; }

    /// <summary>The trunk: exactly these VLANs; empty ends VGT+.</summary>
    public VlanSet? Trunk { get; init; }

    /// <summary>VLANs that are added to the trunk.</summary>
    public VlanSet? TrunkAdded { get; init; }

    /// <summary>VLANs that are taken out of the trunk.</summary>
    public VlanSet? TrunkRemoved { get; init; }

    /// <summary>Whether VGT+ is ended in so many words, so that no warning of it is due where <see cref="Trunk"/> is empty.</summary>
    public bool EndsTrunk { get; init; }

    /// <summary>The spoof check.</summary>
    public OnOff? SpoofCheck { get; init; }

    /// <summary>The trust.</summary>
    public OnOff? Trust { get; init; }

    /// <summary>The link state that the VF is shown.</summary>
    public VfLinkState? LinkState { get; init; }

    /// <summary>The guaranteed rate in whole Mbit/s; zero for none.</summary>
    public Bandwidth? MinTxRate { get; init; }

    /// <summary>The limit in whole Mbit/s; zero for none.</summary>
    public Bandwidth? MaxTxRate { get; init; }

    /// <summary>The rate group: an OFED group's number, a devlink node's name, or 0 for none.</summary>
    public string? Group { get; init; }

    /// <summary>The node GUID.</summary>
    public InfinibandGuid? NodeGuid { get; init; }

    /// <summary>The port GUID.</summary>
    public InfinibandGuid? PortGuid { get; init; }

    /// <summary>The vport's policy.</summary>
    public VfLinkState? Policy { get; init; }

    /// <summary>The driver.</summary>
    public VfDriver? Driver { get; init; }

    /// <summary>Whether the VF's own net device receives everything; the VF must be trusted.</summary>
    public OnOff? Promiscuous { get; init; }

    /// <summary>Whether the VF's own net device receives all multicast; the VF must be trusted.</summary>
    public OnOff? AllMulticast { get; init; }

    /// <summary>Whether to rebind a VF whose driver would see a new MAC address or GUID only then.</summary>
    public bool Rebind { get; init; }

    /// <summary>Whether all its settings become those of a new VF; what is wished here besides does not count.</summary>
    public bool Reset { get; init; }

    /// <summary>Whether a VF's driver is taken from it though someone uses the VF.</summary>
    public bool Force { get; init; }

    /// <summary>The wish, with what an earlier one wishes besides; where both wish something, this one counts.</summary>
    /// <param name="earlier">The earlier wish.</param>
    /// <returns>Both together.</returns>
    public VfWish Over(VfWish earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return this with
        {
            MacAddress = MacAddress ?? earlier.MacAddress,
            VlanId = VlanId ?? earlier.VlanId,
            Qos = Qos ?? earlier.Qos,
            VlanProtocol = VlanProtocol ?? earlier.VlanProtocol,
            SpoofCheck = SpoofCheck ?? earlier.SpoofCheck,
            Trust = Trust ?? earlier.Trust,
            LinkState = LinkState ?? earlier.LinkState,
            MinTxRate = MinTxRate ?? earlier.MinTxRate,
            MaxTxRate = MaxTxRate ?? earlier.MaxTxRate,
            Group = Group ?? earlier.Group,
            NodeGuid = NodeGuid ?? earlier.NodeGuid,
            PortGuid = PortGuid ?? earlier.PortGuid,
            Policy = Policy ?? earlier.Policy,
            Driver = Driver ?? earlier.Driver,
            Promiscuous = Promiscuous ?? earlier.Promiscuous,
            AllMulticast = AllMulticast ?? earlier.AllMulticast,
            Rebind = Rebind || earlier.Rebind,
        };
    }

    /// <summary>What of the wish can be set on a port.</summary>
    /// <param name="routes">The ways of the port.</param>
    internal VfWish PossibleBy(SettingRoutes routes) => this with
    {
        MacAddress = routes.Has(VfAttribute.Mac) ? MacAddress : null,
        VlanId = routes.Has(VfAttribute.Vlan) ? VlanId : null,
        Qos = routes.Has(VfAttribute.Vlan) ? Qos : null,
        VlanProtocol = routes.Has(VfAttribute.Vlan) ? VlanProtocol : null,
        Trunk = routes.Has(VfAttribute.Trunk) ? Trunk : null,
        SpoofCheck = routes.Has(VfAttribute.SpoofCheck) ? SpoofCheck : null,
        Trust = routes.Has(VfAttribute.Trust) ? Trust : null,
        LinkState = routes.Has(VfAttribute.LinkState) ? LinkState : null,
        MinTxRate = routes.Has(VfAttribute.Rate) ? MinTxRate : null,
        MaxTxRate = routes.Has(VfAttribute.Rate) ? MaxTxRate : null,
        NodeGuid = routes.Has(VfAttribute.NodeGuid) ? NodeGuid : null,
        PortGuid = routes.Has(VfAttribute.PortGuid) ? PortGuid : null,
        Policy = routes.Has(VfAttribute.Policy) ? Policy : null,
    };

    /// <summary>The settings that a VF has, so that another or the same can be given them.</summary>
    /// <param name="vf">The VF.</param>
    /// <returns>The wish.</returns>
    public static VfWish SettingsOf(VirtualFunction vf)
    {
        ArgumentNullException.ThrowIfNull(vf);
        return new VfWish
        {
            MacAddress = vf.MacAddress,
            VlanId = vf.VlanId,
            Qos = vf.Qos,
            VlanProtocol = vf.VlanProtocol,
            Trunk = vf.Trunk?.Vlans,
            SpoofCheck = vf.SpoofCheck,
            Trust = vf.Trust,
            LinkState = vf.LinkState,
            MinTxRate = vf.MinTxRate,
            MaxTxRate = vf.MaxTxRate,
            NodeGuid = vf.NodeGuid,
            PortGuid = vf.PortGuid,
            Policy = vf.Policy,
        };
    }
}
