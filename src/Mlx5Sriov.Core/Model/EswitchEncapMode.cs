using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>Whether the e-switch offloads tunnel encapsulation. The numbers are the kernel's (include/uapi/linux/devlink.h).</summary>
[TypeConverter(typeof(WordConverter<EswitchEncapMode>))]
public enum EswitchEncapMode
{
    /// <summary>No encapsulation offload.</summary>
    [Word("disable")]
    None = 0,

    /// <summary>Basic encapsulation offload.</summary>
    [Word("enable")]
    Basic = 1,
}
