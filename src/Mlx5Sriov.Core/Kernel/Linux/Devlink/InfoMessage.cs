using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>Reads DEVLINK_CMD_INFO_GET's answer.</summary>
internal static class InfoMessage
{
    public static DevlinkInfo Parse(NetlinkMessage message)
    {
        message.Header<GenericHeader>(out var attributes);
        string? driver = null, serial = null;
        Dictionary<string, string> fixedVersions = [], running = [], stored = [];
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case DEVLINK_ATTR_INFO_DRIVER_NAME: driver = attributes.Text(); break;
                case DEVLINK_ATTR_INFO_SERIAL_NUMBER: serial = attributes.Text(); break;
                case DEVLINK_ATTR_INFO_VERSION_FIXED: AddVersion(fixedVersions, attributes.Nested()); break;
                case DEVLINK_ATTR_INFO_VERSION_RUNNING: AddVersion(running, attributes.Nested()); break;
                case DEVLINK_ATTR_INFO_VERSION_STORED: AddVersion(stored, attributes.Nested()); break;
            }
        }

        return new DevlinkInfo { Driver = driver, SerialNumber = serial, Fixed = fixedVersions, Running = running, Stored = stored };
    }

    private static void AddVersion(Dictionary<string, string> versions, AttributeReader version)
    {
        string? name = null, value = null;
        while (version.MoveNext())
        {
            if (version.Type == DEVLINK_ATTR_INFO_VERSION_NAME) name = version.Text();
            if (version.Type == DEVLINK_ATTR_INFO_VERSION_VALUE) value = version.Text();
        }

        if (name is not null && value is not null) versions[name] = value;
    }
}
