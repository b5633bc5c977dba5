using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Generic.GenericHeader;
using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Generic;

/// <summary>The number that the running kernel gave to a family of generic netlink.</summary>
internal static class GenericFamily
{
    /// <summary>Asks for a family's number.</summary>
    public static MessageWriter Get(string name) => new MessageWriter(GENL_ID_CTRL, NLM_F_REQUEST | NLM_F_ACK)
        .Header(new GenericHeader(CTRL_CMD_GETFAMILY, CTRL_VERSION))
        .AddText(CTRL_ATTR_FAMILY_NAME, name);

    /// <summary>Reads the number.</summary>
    public static ushort Parse(NetlinkMessage message)
    {
        message.Header<GenericHeader>(out var attributes);
        while (attributes.MoveNext())
        {
            if (attributes.Type == CTRL_ATTR_FAMILY_ID) return attributes.Value<ushort>();
        }

        throw new MalformedMessageException("it describes a family without its number");
    }
}
