namespace Mlx5Sriov.Refusals;

/// <summary>Why a setting is refused before anything is written.</summary>
public enum RefusalReason
{
    /// <summary>The MAC address has the group bit.</summary>
    MulticastMac,

    /// <summary>The VLAN is not 0-4094.</summary>
    VlanOutOfRange,

    /// <summary>The priority is not 0-7.</summary>
    QosOutOfRange,

    /// <summary>The driver cannot tag with that protocol.</summary>
    ProtocolNotSupported,

    /// <summary>A tag protocol is nothing without a VLAN.</summary>
    ProtocolNeedsVlan,

    /// <summary>The GUID is one that no port can have.</summary>
    GuidInvalid,

    /// <summary>A VST VLAN and a trunk exclude each other.</summary>
    VlanAndTrunk,

    /// <summary>The guarantee is above the limit.</summary>
    MinAboveMax,

    /// <summary>The rate is above the port's speed.</summary>
    RateAboveLink,

    /// <summary>The rate is not a whole number of Mbit/s.</summary>
    RateNotWhole,

    /// <summary>Another VF has the MAC address.</summary>
    DuplicateMac,

    /// <summary>Another VF has the GUID.</summary>
    DuplicateGuid,

    /// <summary>The setting is for Ethernet.</summary>
    EthernetOnly,

    /// <summary>The setting is for InfiniBand.</summary>
    InfinibandOnly,

    /// <summary>The setting is not to be had in switchdev mode.</summary>
    NotInSwitchdev,

    /// <summary>The setting takes an OFED driver.</summary>
    NeedsOfed,

    /// <summary>The group's number is not 0-255, or 0 where a group is meant.</summary>
    GroupOutOfRange,

    /// <summary>The name cannot be a devlink rate node's.</summary>
    GroupNameInvalid,

    /// <summary>The group is there already and otherwise.</summary>
    GroupExists,

    /// <summary>A numbered group cannot be without VFs.</summary>
    GroupNeedsMember,

    /// <summary>Rate nodes are below the node.</summary>
    GroupHasChildren,

    /// <summary>A VF is wished in two groups.</summary>
    VfInTwoGroups,

    /// <summary>A VF is in a group of the other dialect.</summary>
    MixedGroups,

    /// <summary>The firmware has no rate groups.</summary>
    GroupsNotSupported,

    /// <summary>The setting is to be had in switchdev mode only.</summary>
    NeedsSwitchdev,

    /// <summary>The setting goes through the physical function's net device, which is not here.</summary>
    NoNetDevice,

    /// <summary>The VF is not trusted.</summary>
    NotTrusted,

    /// <summary>The VF has no net device here.</summary>
    NoVfNetDevice,

    /// <summary>The physical function has no e-switch.</summary>
    NoEswitch,

    /// <summary>The e-switch mode cannot change while rate nodes exist.</summary>
    RateNodesExist,

    /// <summary>The e-switch modes cannot change while the adapter carries out packet filters.</summary>
    FiltersInHardware,

    /// <summary>The adapter needs no inline headers, and so has no inline mode but None.</summary>
    NoInlineMode,

    /// <summary>The firmware's setting cannot be changed.</summary>
    FirmwareReadOnly,

    /// <summary>The firmware's setting takes no such value.</summary>
    FirmwareValueInvalid,

    /// <summary>One setting of a card is given two values.</summary>
    FirmwareValueConflict,

    /// <summary>Nothing was given that could be set.</summary>
    NothingToSet,
}
