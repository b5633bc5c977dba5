using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>Who puts the VLAN tag on a VF's packets.</summary>
[TypeConverter(typeof(WordConverter<VlanMode>))]
public enum VlanMode
{
    /// <summary>VLAN guest tagging: packets pass as the guest sends them. The default.</summary>
    Vgt,

    /// <summary>VLAN switch tagging: the e-switch inserts and strips one VLAN that the guest never sees.</summary>
    Vst,

    /// <summary>VGT+: the guest tags, and the e-switch lets through only the VLANs of the VF's trunk. OFED only.</summary>
    [Word("VGT+")]
    VgtPlus,
}
