using Mlx5Sriov.Kernel.Linux.Netlink;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>
/// IFLA_VF_SPOOFCHK and IFLA_VF_TRUST: 0 off, 1 on. A driver that does not tell one leaves the kernel's preset of -1 (net/core/rtnetlink.c,
/// rtnl_fill_vfinfo).
/// </summary>
internal static class VfSwitch
{
    public static OnOff? Read(AttributeReader attribute) => attribute.Value<VfNumber>().Number switch
    {
        0 => OnOff.Off,
        uint.MaxValue => null,
        _ => OnOff.On,
    };

    public static void Write(MessageWriter request, ushort type, uint vf, OnOff state) =>
        request.Add(type, new VfNumber(vf, state == OnOff.On ? 1u : 0u));
}
