using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>How a port's embedded switch forwards between its VFs and the wire. The numbers are the kernel's (include/uapi/linux/devlink.h).</summary>
[TypeConverter(typeof(WordConverter<EswitchMode>))]
public enum EswitchMode
{
    /// <summary>Forwarding by MAC and VLAN alone.</summary>
    Legacy = 0,

    /// <summary>Every VF has a representor net device on the host, and forwarding follows tc or OVS rules.</summary>
    Switchdev = 1,

    /// <summary>Switchdev, prepared but not yet passing traffic (newest kernels only).</summary>
    [Word("switchdev_inactive")]
    SwitchdevInactive = 2,
}
