namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>The numbers of include/uapi/linux/rtnetlink.h, if_link.h, if.h and if_arp.h that are used here, under their C names.</summary>
internal static class RouteHeader
{
    public const byte AF_UNSPEC = 0;
    public const byte AF_PACKET = 17;

    public const ushort RTM_NEWLINK = 16;
    public const ushort RTM_GETLINK = 18;

    public const uint RTEXT_FILTER_VF = 1;
    public const uint RTEXT_FILTER_SKIP_STATS = 8;

    public const ushort ARPHRD_ETHER = 1;
    public const ushort ARPHRD_INFINIBAND = 32;

    public const uint IFF_UP = 0x1;
    public const uint IFF_PROMISC = 0x100;
    public const uint IFF_ALLMULTI = 0x200;

    /// <summary>The room for a net device's name and its ending zero.</summary>
    public const int IFNAMSIZ = 16;

    /// <summary>The room for an alternative name and its ending zero.</summary>
    public const int ALTIFNAMSIZ = 128;

    public const ushort IFLA_ADDRESS = 1;
    public const ushort IFLA_IFNAME = 3;
    public const ushort IFLA_MTU = 4;
    public const ushort IFLA_MASTER = 10;
    public const ushort IFLA_NUM_VF = 21;
    public const ushort IFLA_VFINFO_LIST = 22;
    public const ushort IFLA_EXT_MASK = 29;
    public const ushort IFLA_PHYS_SWITCH_ID = 36;
    public const ushort IFLA_PHYS_PORT_NAME = 38;
    public const ushort IFLA_PROP_LIST = 52;
    public const ushort IFLA_ALT_IFNAME = 53;
    public const ushort IFLA_PARENT_DEV_NAME = 56;
    public const ushort IFLA_PARENT_DEV_BUS_NAME = 57;

    public const ushort IFLA_VF_INFO = 1;

    public const ushort IFLA_VF_MAC = 1;
    public const ushort IFLA_VF_VLAN = 2;
    public const ushort IFLA_VF_SPOOFCHK = 4;
    public const ushort IFLA_VF_LINK_STATE = 5;
    public const ushort IFLA_VF_RATE = 6;
    public const ushort IFLA_VF_STATS = 8;
    public const ushort IFLA_VF_TRUST = 9;
    public const ushort IFLA_VF_IB_NODE_GUID = 10;
    public const ushort IFLA_VF_IB_PORT_GUID = 11;
    public const ushort IFLA_VF_VLAN_LIST = 12;

    public const ushort IFLA_VF_VLAN_INFO = 1;

    public const ushort IFLA_VF_STATS_RX_PACKETS = 0;
    public const ushort IFLA_VF_STATS_TX_PACKETS = 1;
    public const ushort IFLA_VF_STATS_RX_BYTES = 2;
    public const ushort IFLA_VF_STATS_TX_BYTES = 3;
    public const ushort IFLA_VF_STATS_BROADCAST = 4;
    public const ushort IFLA_VF_STATS_MULTICAST = 5;
    public const ushort IFLA_VF_STATS_RX_DROPPED = 7;
    public const ushort IFLA_VF_STATS_TX_DROPPED = 8;
}
