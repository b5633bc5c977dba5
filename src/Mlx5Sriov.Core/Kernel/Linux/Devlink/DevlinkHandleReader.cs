using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>Gathers what an answer names: the device, and a port of it.</summary>
internal struct DevlinkHandleReader
{
    private string? _bus;
    private string? _name;

    /// <summary>The port's index; null where none is named.</summary>
    public uint? Port { get; private set; }

    /// <summary>The device.</summary>
    /// <exception cref="MalformedMessageException">None was named.</exception>
    public readonly DevlinkDevice Device => _bus is not null && _name is not null
        ? new DevlinkDevice(_bus, _name)
        : throw new MalformedMessageException("it names no device");

    /// <summary>Takes an attribute, if it is part of a handle.</summary>
    public bool Take(AttributeReader attribute)
    {
        switch (attribute.Type)
        {
            case DEVLINK_ATTR_BUS_NAME: _bus = attribute.Text(); return true;
            case DEVLINK_ATTR_DEV_NAME: _name = attribute.Text(); return true;
            case DEVLINK_ATTR_PORT_INDEX: Port = attribute.Value<uint>(); return true;
            default: return false;
        }
    }
}
