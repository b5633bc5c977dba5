namespace Mlx5Sriov.Changes;

/// <summary>
/// The one table that decides, by dialect, link layer and e-switch mode, which way a VF's setting takes, and why there is none. Where several ways exist
/// rtnetlink is preferred, then devlink, then OFED's files.
/// </summary>
/// <remarks>
/// Sources: mlx5's esw/legacy.c (spoof check, trust, link state and VLAN are EOPNOTSUPP in switchdev mode), esw/devlink_port.c (the MAC address there
/// goes through the port function), OFED's sriov_sysfs.c (trunk, node, port, policy, group), esw/qos.c (rate nodes
/// are made in switchdev mode only).
/// </remarks>
internal sealed class SettingRoutes(PfFacts pf)
{
    private const string NodesOrOfed =
        "Put the e-switch into switchdev mode (Set-MlxPf -EswitchMode Switchdev) and use devlink's rate nodes, or install MLNX_OFED or DOCA-OFED, whose driver has numbered groups.";

    private bool IsOfed => pf.Dialect == DriverDialect.Ofed;

    private bool IsInfiniband => pf.LinkLayer == LinkLayer.InfiniBand;

    /// <summary>The way that a setting takes.</summary>
    /// <exception cref="RefusedSettingException">There is none.</exception>
    public SettingRoute Of(VfAttribute attribute, string target) => (attribute, IsInfiniband) switch
    {
        (VfAttribute.PortGuid or VfAttribute.Policy, false) => throw Refuse(RefusalReason.InfinibandOnly, target, attribute,
            "it is for InfiniBand ports", attribute == VfAttribute.Policy ? "On Ethernet set -LinkState." : "An Ethernet VF has a node GUID only."),
        (VfAttribute.NodeGuid, false) => IsOfed ? SettingRoute.Ofed : throw NeedsOfed(target, attribute),
        (VfAttribute.NodeGuid or VfAttribute.PortGuid or VfAttribute.Policy, true) => IsOfed ? SettingRoute.Ofed : ByLink(target, attribute),
        (_, true) => throw Refuse(RefusalReason.EthernetOnly, target, attribute,
            "it is for Ethernet ports", "On InfiniBand set -NodeGuid, -PortGuid and -Policy."),
        (VfAttribute.Mac, _) when pf.IsSwitchdev => SettingRoute.PortFunction,
        (VfAttribute.Rate, _) when pf.IsSwitchdev => SettingRoute.DevlinkRate,
        (VfAttribute.Group, _) => IsOfed ? SettingRoute.Ofed : throw Refuse(RefusalReason.NeedsOfed, target, attribute,
            "the kernel's own driver has no numbered groups", pf.IsSwitchdev ? "Use a devlink rate node: New-MlxVfGroup -Name." : NodesOrOfed),
        (VfAttribute.RateNode, _) => pf.IsSwitchdev ? SettingRoute.DevlinkRate : throw Refuse(RefusalReason.NeedsSwitchdev, target, attribute,
            "devlink's rate nodes are there in switchdev mode only", IsOfed ? "Use a numbered group (-Id 1 to 255), or put the e-switch into switchdev mode." : NodesOrOfed),
        _ when pf.IsSwitchdev => throw Refuse(RefusalReason.NotInSwitchdev, target, attribute,
            "the e-switch is in switchdev mode, where rules on the representor do this",
            "Use tc or Open vSwitch on the VF's representor, or put the e-switch into legacy mode: Set-MlxPf -EswitchMode Legacy."),
        (VfAttribute.Trunk, _) => IsOfed ? SettingRoute.Ofed : throw NeedsOfed(target, attribute),
        _ => ByLink(target, attribute),
    };

    // Without a net device here (it is in another network namespace, or IPoIB is not loaded) OFED's files still work.
    private SettingRoute ByLink(string target, VfAttribute attribute) =>
        pf.NetDevice is not null ? SettingRoute.Link
        : IsOfed ? SettingRoute.Ofed
        : throw Refuse(RefusalReason.NoNetDevice, target, attribute,
            "it goes through the physical function's net device, which is not in this network namespace",
            "Bring the net device up here, or run in the namespace that has it.");

    private static RefusedSettingException NeedsOfed(string target, VfAttribute attribute) => Refuse(RefusalReason.NeedsOfed, target, attribute,
        "the kernel's own driver does not offer it", "Install MLNX_OFED or DOCA-OFED, whose driver does.");

    private static RefusedSettingException Refuse(RefusalReason reason, string target, VfAttribute attribute, string why, string nextStep) =>
        new(reason, target, $"{Name(attribute)} cannot be set: {why}.", nextStep);

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
        _ => "the policy",
    };
}
