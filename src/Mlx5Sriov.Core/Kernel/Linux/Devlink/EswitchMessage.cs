using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>Reads DEVLINK_CMD_ESWITCH_GET's answer. A mode whose number is not known is null.</summary>
internal static class EswitchMessage
{
    public static Eswitch Parse(NetlinkMessage message)
    {
        message.Header<GenericHeader>(out var attributes);
        EswitchMode? mode = null;
        EswitchInlineMode? inline = null;
        EswitchEncapMode? encap = null;
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case DEVLINK_ATTR_ESWITCH_MODE: mode = Known((EswitchMode)attributes.Value<ushort>()); break;
                case DEVLINK_ATTR_ESWITCH_INLINE_MODE: inline = Known((EswitchInlineMode)attributes.Value<byte>()); break;
                case DEVLINK_ATTR_ESWITCH_ENCAP_MODE: encap = Known((EswitchEncapMode)attributes.Value<byte>()); break;
            }
        }

        return new Eswitch { Mode = mode, InlineMode = inline, EncapMode = encap };
    }

    private static TEnum? Known<TEnum>(TEnum value)
        where TEnum : struct, Enum => Enum.IsDefined(value) ? value : null;
}
