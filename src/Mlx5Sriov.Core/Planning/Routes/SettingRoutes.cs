namespace Mlx5Sriov.Planning.Routes;

/// <summary>
/// The one table that decides, by dialect, link layer and e-switch mode, which way a VF's setting takes, and why there is none. Where several ways exist
/// rtnetlink is preferred, then devlink, then OFED's files.
/// </summary>
/// <remarks>
/// Sources: mlx5's esw/legacy.c (spoof check, trust, link state and VLAN are EOPNOTSUPP in switchdev mode), esw/devlink_port.c (the MAC address there
/// goes through the port function), eswitch_offloads.c (switchdev mode hears of a VF's unicast addresses alone, not of its promiscuous reception), OFED's
/// sriov_sysfs.c (trunk, node, port, policy, group), esw/qos.c (rate nodes are made in switchdev mode only).
/// </remarks>
/// <param name="pf">The physical function.</param>
/// <param name="act">What is to be done, for the refusal: <c>set</c> or <c>read</c>.</param>
internal sealed class SettingRoutes(PfFacts pf, string act = "set")
{
    private const string NodesOrOfed =
        "Put the e-switch into switchdev mode and use devlink's rate nodes, "
        + "or install MLNX_OFED or DOCA-OFED, whose driver has numbered groups.";

    private bool IsOfed => pf.Dialect == DriverDialect.Ofed;

    private bool IsInfiniband => pf.LinkLayer == LinkLayer.InfiniBand;

    /// <summary>The way that a setting takes.</summary>
    /// <exception cref="RefusedSettingException">There is none.</exception>
    public SettingRoute Of(VfAttribute attribute, ChangeTarget target)
    {
        var way = Find(attribute);
        if (way.Route is { } route) return route;
        throw new RefusedSettingException(way.Reason, target, $"{Name(attribute)} cannot be {act}: {way.Why}.", way.NextStep)
        {
            Remedy = way.Remedy,
            IsOfPort = true,
        };
    }

    /// <summary>Whether there is a way for an attribute.</summary>
    public bool Has(VfAttribute attribute) => Find(attribute).Route is not null;

    private Way Find(VfAttribute attribute) => (attribute, IsInfiniband) switch
    {
        (VfAttribute.PortGuid or VfAttribute.Policy, false) => new(RefusalReason.InfinibandOnly,
            "it is for InfiniBand ports",
            attribute == VfAttribute.Policy ? "On Ethernet set the link state." : "An Ethernet VF has a node GUID only.",
            attribute == VfAttribute.Policy ? new Remedy(RemedyKind.SetLinkState) : null),
        (VfAttribute.NodeGuid, false) => OfedOnly,
        (VfAttribute.NodeGuid or VfAttribute.PortGuid or VfAttribute.Policy, true) => IsOfed ? SettingRoute.Ofed : ByLink,
        (VfAttribute.Trunk, true) => new(RefusalReason.EthernetOnly, "it is for Ethernet ports",
            "InfiniBand has partitions (P_Keys) instead of VLANs: the subnet manager gives them. Name an Ethernet port."),
        (VfAttribute.RxMode, true) => new(RefusalReason.EthernetOnly, "it is for Ethernet ports",
            "An InfiniBand VF has no such reception, so there is nothing to set. Name an Ethernet port."),
        (_, true) => new(RefusalReason.EthernetOnly, "it is for Ethernet ports", "On InfiniBand set the GUIDs and the policy.",
            new Remedy(RemedyKind.SetGuids)),
        (VfAttribute.Mac, _) when pf.IsSwitchdev => SettingRoute.PortFunction,
        (VfAttribute.Rate, _) when pf.IsSwitchdev => SettingRoute.DevlinkRate,
        (VfAttribute.Group, _) => IsOfed ? SettingRoute.Ofed : new Way(RefusalReason.NeedsOfed, "the kernel's own driver has no numbered groups",
            pf.IsSwitchdev ? "Use a devlink rate node." : NodesOrOfed,
            new Remedy(pf.IsSwitchdev ? RemedyKind.UseRateNode : RemedyKind.UseNodesOrOfed)),
        (VfAttribute.RateNode, _) => pf.IsSwitchdev ? SettingRoute.DevlinkRate : new Way(RefusalReason.NeedsSwitchdev,
            "devlink's rate nodes are there in switchdev mode only",
            IsOfed ? "Use a numbered group (1 to 255), or put the e-switch into switchdev mode." : NodesOrOfed,
            new Remedy(IsOfed ? RemedyKind.UseNumberedGroup : RemedyKind.UseNodesOrOfed)),
        (VfAttribute.RxMode, _) when pf.IsSwitchdev =>
            NotInSwitchdev("where the driver gives a VF its own addresses alone and rules on the representor send it more"),
        (VfAttribute.Trunk, _) when pf.IsSwitchdev => NotInSwitchdev("which has no trunks: rules on the representor let VLANs through there"),
        _ when pf.IsSwitchdev => NotInSwitchdev("where rules on the representor do this"),
        (VfAttribute.RxMode, _) => SettingRoute.Link,
        (VfAttribute.Trunk, _) => OfedOnly,
        _ => ByLink,
    };

    private Way NotInSwitchdev(string how) => new(RefusalReason.NotInSwitchdev, $"the e-switch is in switchdev mode, {how}",
        "Use tc or Open vSwitch on the VF's representor, or put the e-switch into legacy mode.",
        new Remedy(RemedyKind.UseLegacyMode, pf.Name));

    // Without a net device here (it is in another network namespace, or IPoIB is not loaded) OFED's files still work.
    private Way ByLink =>
        pf.NetDevice is not null ? SettingRoute.Link
        : IsOfed ? SettingRoute.Ofed
        : new Way(RefusalReason.NoNetDevice, "it goes through the physical function's net device, which is not in this network namespace",
            "Bring the net device up here, or run in the namespace that has it.");

    private Way OfedOnly => IsOfed ? SettingRoute.Ofed
        : new Way(RefusalReason.NeedsOfed, "the kernel's own driver does not offer it", "Install MLNX_OFED or DOCA-OFED, whose driver does.");

    private static string Name(VfAttribute attribute) => attribute switch
    {
        VfAttribute.Mac => "the MAC address",
        VfAttribute.Vlan => "the VLAN",
        VfAttribute.Trunk => "a trunk (VGT+)",
        VfAttribute.SpoofCheck => "the spoof check",
        VfAttribute.Trust => "the trust",
        VfAttribute.LinkState => "the link state",
        VfAttribute.Rate => "a rate",
        VfAttribute.Group or VfAttribute.RateNode => "a rate group",
        VfAttribute.NodeGuid => "the node GUID",
        VfAttribute.PortGuid => "the port GUID",
        VfAttribute.RxMode => "promiscuous or all-multicast reception",
        _ => "the policy",
    };

    /// <summary>A way, or why there is none and what helps.</summary>
    private readonly record struct Way(SettingRoute? Route, RefusalReason Reason, string Why, string NextStep, Remedy? Remedy)
    {
        public Way(RefusalReason reason, string why, string nextStep, Remedy? remedy = null)
            : this(null, reason, why, nextStep, remedy)
        {
        }

        public static implicit operator Way(SettingRoute route) => new(route, default, "", "", null);
    }
}
