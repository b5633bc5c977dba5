using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>
/// How many headers a VF's driver must place inline in a send descriptor so that the e-switch can match on them. The numbers are the
/// kernel's (include/uapi/linux/devlink.h).
/// </summary>
[TypeConverter(typeof(WordConverter<EswitchInlineMode>))]
public enum EswitchInlineMode
{
    /// <summary>None is needed.</summary>
    None = 0,

    /// <summary>The link (L2) header.</summary>
    Link = 1,

    /// <summary>Up to the network (L3) header.</summary>
    Network = 2,

    /// <summary>Up to the transport (L4) header.</summary>
    Transport = 3,
}
