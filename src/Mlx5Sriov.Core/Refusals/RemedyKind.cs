namespace Mlx5Sriov.Refusals;

/// <summary>What this library can do itself about a refusal or a warning. Whoever puts it before a user says by which command.</summary>
public enum RemedyKind
{
    /// <summary>VFs can be taken out of their groups.</summary>
    TakeVfsOutOfGroups,

    /// <summary>The VFs of a numbered group are named, or the group is removed.</summary>
    NameMembers,

    /// <summary>The group that is there can be changed.</summary>
    ChangeGroup,

    /// <summary>The VF leaves its group first.</summary>
    LeaveGroup,

    /// <summary>Each VF can be limited by itself.</summary>
    LimitEachVf,

    /// <summary>The rate nodes are removed first.</summary>
    RemoveNodes,

    /// <summary>A rate node does instead of a numbered group.</summary>
    UseRateNode,

    /// <summary>Rate nodes come with switchdev mode, and numbered groups with OFED.</summary>
    UseNodesOrOfed,

    /// <summary>A numbered group does instead of a rate node.</summary>
    UseNumberedGroup,

    /// <summary>The modes of the e-switch are left out.</summary>
    OmitEswitchModes,

    /// <summary>The inline mode is left out.</summary>
    OmitInlineMode,

    /// <summary>Legacy mode has the setting.</summary>
    UseLegacyMode,

    /// <summary>In legacy mode the change can be undone.</summary>
    UndoInLegacyMode,

    /// <summary>The VF is trusted first.</summary>
    TrustVf,

    /// <summary>A driver that makes a net device is bound to the VF.</summary>
    BindNetDriver,

    /// <summary>The VLAN is given too.</summary>
    GiveVlan,

    /// <summary>The guarantee is lowered, or the limit raised.</summary>
    ChangeRates,

    /// <summary>On Ethernet the link state does the same.</summary>
    SetLinkState,

    /// <summary>On InfiniBand there are GUIDs and a policy.</summary>
    SetGuids,

    /// <summary>A port can be described instead of named.</summary>
    DescribePort,

    /// <summary>An undo brings the limits of a group back.</summary>
    UndoRestoresGroup,

    /// <summary>Only an undo brings back what is set on a VF.</summary>
    UndoRestoresVf,

    /// <summary>In legacy mode the settings can be reset.</summary>
    ResetInLegacyMode,

    /// <summary>A MAC address can be set.</summary>
    SetMacAddress,

    /// <summary>The reception can be set again.</summary>
    SetRxMode,

    /// <summary>The driver can be bound again.</summary>
    BindAgain,
}
