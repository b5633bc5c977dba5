using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;
using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>Writes the requests of devlink, as the <c>devlink</c> tool writes them.</summary>
/// <param name="family">The family's number.</param>
internal readonly struct DevlinkRequest(ushort family)
{
    /// <summary><c>devlink port show</c>, <c>devlink port function rate show</c>: every device's.</summary>
    public MessageWriter List(byte command) => Begin(command, NLM_F_DUMP);

    /// <summary><c>devlink dev info</c>, <c>devlink dev eswitch show</c>.</summary>
    public MessageWriter Get(byte command, DevlinkDevice device) => Begin(command, device);

    /// <summary><c>devlink dev eswitch set</c>.</summary>
    public MessageWriter SetEswitch(DevlinkDevice device, Eswitch wish)
    {
        var request = Begin(DEVLINK_CMD_ESWITCH_SET, device);
        if (wish.Mode is { } mode) request.Add(DEVLINK_ATTR_ESWITCH_MODE, (ushort)mode);
        if (wish.InlineMode is { } inline) request.Add(DEVLINK_ATTR_ESWITCH_INLINE_MODE, (byte)inline);
        if (wish.EncapMode is { } encap) request.Add(DEVLINK_ATTR_ESWITCH_ENCAP_MODE, (byte)encap);
        return request;
    }

    /// <summary><c>devlink port function set</c>.</summary>
    public MessageWriter SetPortFunction(DevlinkDevice device, uint port, PortFunction wish)
    {
        var request = Begin(DEVLINK_CMD_PORT_SET, device).Add(DEVLINK_ATTR_PORT_INDEX, port);
        PortFunctionAttribute.Write(request, wish);
        return request;
    }

    /// <summary><c>devlink port function rate add|set</c> of a node.</summary>
    public MessageWriter RateNode(byte command, DevlinkDevice device, string name, RateLimits limits)
    {
        var request = Begin(command, device).AddText(DEVLINK_ATTR_RATE_NODE_NAME, name);
        AddLimits(request, limits);
        return request;
    }

    /// <summary><c>devlink port function rate set</c> of a leaf.</summary>
    public MessageWriter SetRateLeaf(DevlinkDevice device, uint port, RateLimits limits)
    {
        var request = Begin(DEVLINK_CMD_RATE_SET, device).Add(DEVLINK_ATTR_PORT_INDEX, port);
        AddLimits(request, limits);
        return request;
    }

    private static void AddLimits(MessageWriter request, RateLimits limits)
    {
        if (limits.TxShare is { } share) request.Add(DEVLINK_ATTR_RATE_TX_SHARE, share.BytesPerSecond);
        if (limits.TxMax is { } max) request.Add(DEVLINK_ATTR_RATE_TX_MAX, max.BytesPerSecond);
        if (limits.Parent is { } parent) request.AddText(DEVLINK_ATTR_RATE_PARENT_NODE_NAME, parent);
    }

    private MessageWriter Begin(byte command, DevlinkDevice device)
    {
        var request = Begin(command, 0);
        device.Write(request);
        return request;
    }

    private MessageWriter Begin(byte command, ushort flags) =>
        new MessageWriter(family, (ushort)(NLM_F_REQUEST | NLM_F_ACK | flags)).Header(new GenericHeader(command, DEVLINK_GENL_VERSION));
}
