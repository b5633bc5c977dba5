using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>
/// What link state a VF is shown, whatever the port's own state is. The words of <c>ip link</c> are the names here; the words of
/// OFED sysfs (Follow, Up, Down) are read as the same values. On InfiniBand this is the vport's policy.
/// </summary>
/// <remarks>The numbers are the kernel's <c>IFLA_VF_LINK_STATE_*</c> (include/uapi/linux/if_link.h).</remarks>
[TypeConverter(typeof(WordConverter<VfLinkState>))]
public enum VfLinkState
{
    /// <summary>The VF follows the port: <c>auto</c> in ip, <c>Follow</c> in OFED sysfs.</summary>
    [Word("Follow")]
    Auto = 0,

    /// <summary>Up whatever the port does, so VFs of one port can talk without a cable: <c>enable</c> in ip, <c>Up</c> in OFED sysfs.</summary>
    [Word("Up")]
    Enable = 1,

    /// <summary>Down: <c>disable</c> in ip, <c>Down</c> in OFED sysfs.</summary>
    [Word("Down")]
    Disable = 2,
}
