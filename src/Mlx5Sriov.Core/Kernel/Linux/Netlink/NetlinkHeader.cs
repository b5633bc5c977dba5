namespace Mlx5Sriov.Kernel.Linux.Netlink;

/// <summary>The numbers of include/uapi/linux/netlink.h that are used here, under their C names.</summary>
internal static class NetlinkHeader
{
    public const int NETLINK_ROUTE = 0;
    public const int NETLINK_GENERIC = 16;

    public const ushort NLM_F_REQUEST = 0x001;
    public const ushort NLM_F_MULTI = 0x002;
    public const ushort NLM_F_ACK = 0x004;
    public const ushort NLM_F_DUMP_INTR = 0x010;
    public const ushort NLM_F_DUMP = 0x300;
    public const ushort NLM_F_CAPPED = 0x100;
    public const ushort NLM_F_ACK_TLVS = 0x200;

    public const ushort NLMSG_NOOP = 1;
    public const ushort NLMSG_ERROR = 2;
    public const ushort NLMSG_DONE = 3;
    public const ushort NLMSG_OVERRUN = 4;

    public const int NETLINK_CAP_ACK = 10;
    public const int NETLINK_EXT_ACK = 11;
    public const ushort NLMSGERR_ATTR_MSG = 1;

    public const ushort NLA_F_NESTED = 0x8000;
    public const ushort NLA_TYPE_MASK = 0x3FFF;

    /// <summary>The size of struct nlmsghdr: u32 length, u16 type, u16 flags, u32 sequence, u32 port.</summary>
    public const int NLMSG_HDRLEN = 16;

    /// <summary>The size of struct nlattr: u16 length, u16 type.</summary>
    public const int NLA_HDRLEN = 4;

    /// <summary>NLMSG_ALIGN and NLA_ALIGN: messages and attributes begin at multiples of four.</summary>
    public static int Align(int length) => (length + 3) & ~3;
}
