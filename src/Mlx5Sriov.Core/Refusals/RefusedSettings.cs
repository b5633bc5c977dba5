namespace Mlx5Sriov.Refusals;

/// <summary>What is known of the reasons for which a setting is refused.</summary>
internal static class RefusedSettings
{
    /// <summary>The line of the list of errors that tells a reason; its id is the reason's name.</summary>
    public static RefusalEntry Entry(RefusalReason reason)
    {
        var (cause, fix) = Of(reason);
        return new($"{reason}", RefusalKind.InvalidArgument, cause, fix);
    }

    private static (string Cause, string Fix) Of(RefusalReason reason) => reason switch
    {
        RefusalReason.MulticastMac => ("The MAC address is a multicast address.", "Use a unicast address."),
        RefusalReason.VlanOutOfRange => ("The VLAN is not 0-4094.", "Use 1-4094, or 0 for none."),
        RefusalReason.QosOutOfRange => ("The priority is not 0-7.", "Use 0-7."),
        RefusalReason.ProtocolNotSupported => ("The driver cannot tag with that protocol.", "Use 802.1Q, or an OFED driver."),
        RefusalReason.ProtocolNeedsVlan => ("A tag protocol does nothing without a VLAN.", "Give the VLAN too."),
        RefusalReason.GuidInvalid => ("The GUID is one that no port can have.", "Use another GUID, or all zeros for none."),
        RefusalReason.VlanAndTrunk => ("A VST VLAN and a trunk exclude each other.", "Set one of them."),
        RefusalReason.MinAboveMax => ("The guaranteed rate is above the limit.", "Lower the guarantee, or raise the limit."),
        RefusalReason.RateAboveLink => ("The rate is above the port's speed.", "Use the port's speed or less."),
        RefusalReason.RateNotWhole => ("The rate is not a whole number of Mbit/s.", "Round the rate to whole Mbit/s."),
        RefusalReason.DuplicateMac => ("Another VF has the MAC address.", "Use another address, or take it from the other VF first."),
        RefusalReason.DuplicateGuid => ("Another VF has the GUID.", "Use another GUID, or take it from the other VF first."),
        RefusalReason.EthernetOnly => ("The setting is for Ethernet ports.", "Name an Ethernet port."),
        RefusalReason.InfinibandOnly => ("The setting is for InfiniBand ports.", "Name an InfiniBand port."),
        RefusalReason.NotInSwitchdev => ("The setting is not to be had in switchdev mode.", "Use rules on the representor, or the legacy mode."),
        RefusalReason.NeedsOfed => ("The setting takes an OFED driver.", "Install MLNX_OFED or DOCA-OFED."),
        RefusalReason.GroupOutOfRange => ("The rate group's number cannot be.", "Use 1-255."),
        RefusalReason.GroupNameInvalid => ("No rate node can have that name.", "Use letters, digits and marks without blanks and slashes, not digits alone."),
        RefusalReason.GroupExists => ("The rate group is there already, and otherwise.", "Change that group, or use another number or name."),
        RefusalReason.GroupNeedsMember => ("A numbered rate group cannot be without VFs.", "Name the VFs of the group."),
        RefusalReason.GroupHasChildren => ("Rate nodes are below the node.", "Remove the nodes below it first, or with it."),
        RefusalReason.VfInTwoGroups => ("A VF is named for two rate groups.", "Name the VF for one group."),
        RefusalReason.MixedGroups => ("A VF is in a rate group of the other kind.", "Take the VF out of its group first."),
        RefusalReason.GroupsNotSupported => ("The firmware has no rate groups.", "Update the firmware, or limit each VF."),
        RefusalReason.NeedsSwitchdev => ("The setting is to be had in switchdev mode only.", "Put the e-switch into switchdev mode."),
        RefusalReason.NoNetDevice => ("The setting needs the PF's net device, which is away.", "Run where the net device is, or move it back."),
        RefusalReason.NotTrusted => ("The VF is not trusted.", "Trust the VF first."),
        RefusalReason.NoVfNetDevice => ("The VF has no net device here.", "Set it where the net device is, or bind mlx5_core to the VF."),
        RefusalReason.NoEswitch => ("The PF has no e-switch, as on InfiniBand.", "Leave the modes of the e-switch out."),
        RefusalReason.RateNodesExist => ("The e-switch mode is held by rate nodes.", "Remove the rate nodes first."),
        RefusalReason.FiltersInHardware => ("The e-switch modes are held by flows in the adapter.", "Delete the tc filters first."),
        RefusalReason.NoInlineMode => ("The adapter has no inline mode but None.", "Leave the inline mode out."),
        RefusalReason.FirmwareReadOnly => ("The firmware's setting cannot be changed.", "Leave the setting out."),
        RefusalReason.FirmwareValueInvalid => ("The firmware's setting takes no such value.", "Use one of the values that the setting has."),
        RefusalReason.FirmwareValueConflict => ("One setting of a card is given two values.", "Give the setting one value for each card."),
        RefusalReason.NothingToSet => ("Nothing was given that could be set (terminating).", "Give at least one setting."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
