using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>Reads a rate (DEVLINK_CMD_RATE_NEW, the answer to DEVLINK_CMD_RATE_GET): a leaf names a port, a node its own name.</summary>
internal static class RateMessage
{
    /// <summary>Reads a rate.</summary>
    /// <returns>The device, on whatever bus, and the rate; off the PCI bus it has the default address.</returns>
    public static (DevlinkDevice Device, DevlinkRate Rate) Parse(NetlinkMessage message)
    {
        message.Header<GenericHeader>(out var attributes);
        var handle = default(DevlinkHandleReader);
        string? node = null, parent = null;
        Bandwidth share = default, max = default;
        while (attributes.MoveNext())
        {
            if (handle.Take(attributes)) continue;
            switch (attributes.Type)
            {
                case DEVLINK_ATTR_RATE_NODE_NAME: node = attributes.Text(); break;
                case DEVLINK_ATTR_RATE_PARENT_NODE_NAME: parent = attributes.Text(); break;
                case DEVLINK_ATTR_RATE_TX_SHARE: share = BytesOf(attributes.Value<ulong>()); break;
                case DEVLINK_ATTR_RATE_TX_MAX: max = BytesOf(attributes.Value<ulong>()); break;
            }
        }

        var device = handle.Device;
        if (handle.Port is null == node is null) throw new MalformedMessageException($"a rate of {device} is not of either a port or a node");
        return (device, new DevlinkRate { Device = device.Address, PortIndex = handle.Port, NodeName = node, TxShare = share, TxMax = max, Parent = parent });
    }

    /// <summary>A rate beyond what a count of bit/s can tell (1.15 Ebyte/s) is told as the greatest.</summary>
    private static Bandwidth BytesOf(ulong bytes) => Bandwidth.FromBytes(Math.Min(bytes, long.MaxValue / 8));
}
