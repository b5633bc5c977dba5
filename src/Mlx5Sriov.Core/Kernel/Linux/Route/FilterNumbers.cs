namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>
/// The numbers of include/uapi/linux/rtnetlink.h, pkt_sched.h, pkt_cls.h and tc_act/tc_mirred.h that packet filters take, under their C names.
/// </summary>
internal static class FilterNumbers
{
    public const ushort RTM_NEWQDISC = 36;
    public const ushort RTM_GETQDISC = 38;
    public const ushort RTM_NEWTFILTER = 44;
    public const ushort RTM_GETTFILTER = 46;

    /// <summary>TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS); the discipline ingress takes it too.</summary>
    public const uint INGRESS = 0xfffffff2;

    /// <summary>TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_EGRESS).</summary>
    public const uint EGRESS = 0xfffffff3;

    /// <summary>The part of a handle of u32 that counts the filters within a hash table, whose own is 0 there.</summary>
    public const uint U32_NODE = 0xfffff;

    public const ushort TCA_KIND = 1;
    public const ushort TCA_OPTIONS = 2;

    public const ushort TCA_FLOWER_ACT = 3;
    public const ushort TCA_FLOWER_FLAGS = 22;
    public const ushort TCA_MATCHALL_ACT = 2;
    public const ushort TCA_MATCHALL_FLAGS = 3;
    public const uint TCA_CLS_FLAGS_IN_HW = 4;

    public const ushort TCA_ACT_KIND = 1;
    public const ushort TCA_ACT_OPTIONS = 2;
    public const ushort TCA_MIRRED_PARMS = 2;
}
