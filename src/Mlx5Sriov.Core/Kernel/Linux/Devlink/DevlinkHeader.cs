namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>The numbers of include/uapi/linux/devlink.h that are used here, under their C names.</summary>
internal static class DevlinkHeader
{
    public const string DEVLINK_GENL_NAME = "devlink";
    public const byte DEVLINK_GENL_VERSION = 1;

    public const byte DEVLINK_CMD_PORT_GET = 5;
    public const byte DEVLINK_CMD_PORT_SET = 6;
    public const byte DEVLINK_CMD_ESWITCH_GET = 29;
    public const byte DEVLINK_CMD_ESWITCH_SET = 30;
    public const byte DEVLINK_CMD_INFO_GET = 51;
    public const byte DEVLINK_CMD_RATE_GET = 74;
    public const byte DEVLINK_CMD_RATE_SET = 75;
    public const byte DEVLINK_CMD_RATE_NEW = 76;
    public const byte DEVLINK_CMD_RATE_DEL = 77;

    public const ushort DEVLINK_ATTR_BUS_NAME = 1;
    public const ushort DEVLINK_ATTR_DEV_NAME = 2;
    public const ushort DEVLINK_ATTR_PORT_INDEX = 3;
    public const ushort DEVLINK_ATTR_PORT_NETDEV_NAME = 7;
    public const ushort DEVLINK_ATTR_ESWITCH_MODE = 25;
    public const ushort DEVLINK_ATTR_ESWITCH_INLINE_MODE = 26;
    public const ushort DEVLINK_ATTR_ESWITCH_ENCAP_MODE = 62;
    public const ushort DEVLINK_ATTR_PORT_FLAVOUR = 77;
    public const ushort DEVLINK_ATTR_INFO_DRIVER_NAME = 98;
    public const ushort DEVLINK_ATTR_INFO_SERIAL_NUMBER = 99;
    public const ushort DEVLINK_ATTR_INFO_VERSION_FIXED = 100;
    public const ushort DEVLINK_ATTR_INFO_VERSION_RUNNING = 101;
    public const ushort DEVLINK_ATTR_INFO_VERSION_STORED = 102;
    public const ushort DEVLINK_ATTR_INFO_VERSION_NAME = 103;
    public const ushort DEVLINK_ATTR_INFO_VERSION_VALUE = 104;
    public const ushort DEVLINK_ATTR_PORT_PCI_PF_NUMBER = 127;
    public const ushort DEVLINK_ATTR_PORT_PCI_VF_NUMBER = 128;
    public const ushort DEVLINK_ATTR_PORT_FUNCTION = 145;
    public const ushort DEVLINK_ATTR_PORT_EXTERNAL = 149;
    public const ushort DEVLINK_ATTR_PORT_CONTROLLER_NUMBER = 150;
    public const ushort DEVLINK_ATTR_PORT_PCI_SF_NUMBER = 164;
    public const ushort DEVLINK_ATTR_RATE_TX_SHARE = 166;
    public const ushort DEVLINK_ATTR_RATE_TX_MAX = 167;
    public const ushort DEVLINK_ATTR_RATE_NODE_NAME = 168;
    public const ushort DEVLINK_ATTR_RATE_PARENT_NODE_NAME = 169;

    public const ushort DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR = 1;
    public const ushort DEVLINK_PORT_FN_ATTR_CAPS = 4;
    public const ushort DEVLINK_PORT_FN_ATTR_MAX_IO_EQS = 6;

    public const uint DEVLINK_PORT_FN_CAP_ROCE = 1 << 0;
    public const uint DEVLINK_PORT_FN_CAP_MIGRATABLE = 1 << 1;
}
