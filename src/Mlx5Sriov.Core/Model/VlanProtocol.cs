using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>The tag protocol of a VST VLAN. The numbers are the EtherTypes on the wire.</summary>
[TypeConverter(typeof(WordConverter<VlanProtocol>))]
public enum VlanProtocol
{
    /// <summary>IEEE 802.1Q, the customer tag: <c>802.1Q</c>.</summary>
    [Word("802.1Q")]
    Dot1Q = 0x8100,

    /// <summary>IEEE 802.1ad, the service tag (QinQ): <c>802.1ad</c>. Only in OFED, and only where the firmware can.</summary>
    [Word("802.1ad")]
    Dot1Ad = 0x88A8,
}
