using System.Text.Json.Serialization;

namespace Mlx5Sriov.Kernel.Links;

/// <summary>One setting of one VF, as one netlink request carries it. Its text is the tail of the <c>ip link set</c> command.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "setting")]
[JsonDerivedType(typeof(Mac), "mac")]
[JsonDerivedType(typeof(Vlan), "vlan")]
[JsonDerivedType(typeof(Rate), "rate")]
[JsonDerivedType(typeof(SpoofCheck), "spoofchk")]
[JsonDerivedType(typeof(Trust), "trust")]
[JsonDerivedType(typeof(LinkState), "state")]
[JsonDerivedType(typeof(NodeGuid), "node_guid")]
[JsonDerivedType(typeof(PortGuid), "port_guid")]
public abstract record VfSetting
{
    private protected VfSetting()
    {
    }

    /// <summary>The administrator's MAC address; all zero leaves the choice to the VF's driver.</summary>
    /// <param name="Address">The address.</param>
    public sealed record Mac(MacAddress Address) : VfSetting
    {
        /// <inheritdoc/>
        public override string ToString() => $"mac {Address}";
    }

    /// <summary>The VST VLAN; VLAN 0 and priority 0 return to VGT.</summary>
    /// <param name="Id">The VLAN, 0-4095.</param>
    /// <param name="Qos">The priority, 0-7.</param>
    /// <param name="Protocol">The tag protocol.</param>
    public sealed record Vlan(int Id, int Qos = 0, VlanProtocol Protocol = VlanProtocol.Dot1Q) : VfSetting
    {
        /// <inheritdoc/>
        public override string ToString() =>
            $"vlan {Id}" + (Qos == 0 ? "" : $" qos {Qos}") + (Protocol == VlanProtocol.Dot1Ad ? " proto 802.1ad" : "");
    }

    /// <summary>Both rates: netlink carries them as a pair.</summary>
    /// <param name="Min">The guaranteed rate in whole Mbit/s; zero for none.</param>
    /// <param name="Max">The limit in whole Mbit/s; zero for none.</param>
    public sealed record Rate(Bandwidth Min, Bandwidth Max) : VfSetting
    {
        /// <inheritdoc/>
        public override string ToString() => $"max_tx_rate {Max.WholeMegabits} min_tx_rate {Min.WholeMegabits}";
    }

    /// <summary>Whether the e-switch drops packets from another source MAC than the VF's own.</summary>
    /// <param name="State">On or off.</param>
    public sealed record SpoofCheck(OnOff State) : VfSetting
    {
        /// <inheritdoc/>
        public override string ToString() => State == OnOff.On ? "spoofchk on" : "spoofchk off";
    }

    /// <summary>Whether the VF may ask for promiscuous and all-multicast reception.</summary>
    /// <param name="State">On or off.</param>
    public sealed record Trust(OnOff State) : VfSetting
    {
        /// <inheritdoc/>
        public override string ToString() => State == OnOff.On ? "trust on" : "trust off";
    }

    /// <summary>The link state that the VF is shown.</summary>
    /// <param name="State">The state.</param>
    public sealed record LinkState(VfLinkState State) : VfSetting
    {
        /// <inheritdoc/>
        public override string ToString() => State switch
        {
            VfLinkState.Auto => "state auto",
            VfLinkState.Enable => "state enable",
            _ => "state disable",
        };
    }

    /// <summary>The node GUID of an InfiniBand VF.</summary>
    /// <param name="Guid">The GUID.</param>
    public sealed record NodeGuid(InfinibandGuid Guid) : VfSetting
    {
        /// <inheritdoc/>
        public override string ToString() => $"node_guid {Guid}";
    }

    /// <summary>The port GUID of an InfiniBand VF.</summary>
    /// <param name="Guid">The GUID.</param>
    public sealed record PortGuid(InfinibandGuid Guid) : VfSetting
    {
        /// <inheritdoc/>
        public override string ToString() => $"port_guid {Guid}";
    }
}
