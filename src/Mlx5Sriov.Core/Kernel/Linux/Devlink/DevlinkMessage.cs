using static Mlx5Sriov.Kernel.Linux.DevlinkHeader;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>Reads devlink's answers. Attributes and numbers that are not known are passed over.</summary>
internal static class DevlinkMessage
{
    /// <summary>Reads DEVLINK_CMD_ESWITCH_GET's answer.</summary>
    public static Eswitch Eswitch(NetlinkMessage message)
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

    /// <summary>Reads DEVLINK_CMD_INFO_GET's answer.</summary>
    public static DevlinkInfo Info(NetlinkMessage message)
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

    /// <summary>Reads a port. Off the PCI bus its handle has the default address.</summary>
    public static (DevlinkDevice Device, DevlinkPort Port) Port(NetlinkMessage message)
    {
        message.Header<GenericHeader>(out var attributes);
        string? bus = null, name = null, netDevice = null;
        uint? index = null, controller = null;
        int? pf = null, vf = null;
        DevlinkPortFlavour? flavour = null;
        PortFunction? function = null;
        var isExternal = false;
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case DEVLINK_ATTR_BUS_NAME: bus = attributes.Text(); break;
                case DEVLINK_ATTR_DEV_NAME: name = attributes.Text(); break;
                case DEVLINK_ATTR_PORT_INDEX: index = attributes.Value<uint>(); break;
                case DEVLINK_ATTR_PORT_NETDEV_NAME: netDevice = attributes.Text(); break;
                case DEVLINK_ATTR_PORT_FLAVOUR: flavour = Known((DevlinkPortFlavour)attributes.Value<ushort>()); break;
                case DEVLINK_ATTR_PORT_CONTROLLER_NUMBER: controller = attributes.Value<uint>(); break;
                case DEVLINK_ATTR_PORT_PCI_PF_NUMBER: pf = attributes.Value<ushort>(); break;
                case DEVLINK_ATTR_PORT_PCI_VF_NUMBER: vf = attributes.Value<ushort>(); break;
                case DEVLINK_ATTR_PORT_EXTERNAL: isExternal = attributes.Value<byte>() != 0; break;
                case DEVLINK_ATTR_PORT_FUNCTION: function = PortFunctionAttribute.Read(attributes.Nested()); break;
            }
        }

        var device = DeviceOf(bus, name);
        return (device, new DevlinkPort
        {
            Handle = new DevlinkPortHandle(device.Address, index ?? throw new MalformedMessageException($"a port of {device} has no index")),
            Flavour = flavour,
            NetDevice = string.IsNullOrEmpty(netDevice) ? null : netDevice,
            Controller = controller,
            PfNumber = pf,
            VfNumber = vf,
            IsExternal = isExternal,
            Function = function,
        });
    }

    /// <summary>Reads a rate. Off the PCI bus it has the default address.</summary>
    public static (DevlinkDevice Device, DevlinkRate Rate) Rate(NetlinkMessage message)
    {
        message.Header<GenericHeader>(out var attributes);
        string? bus = null, name = null, node = null, parent = null;
        uint? port = null;
        Bandwidth share = default, max = default;
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case DEVLINK_ATTR_BUS_NAME: bus = attributes.Text(); break;
                case DEVLINK_ATTR_DEV_NAME: name = attributes.Text(); break;
                case DEVLINK_ATTR_PORT_INDEX: port = attributes.Value<uint>(); break;
                case DEVLINK_ATTR_RATE_NODE_NAME: node = attributes.Text(); break;
                case DEVLINK_ATTR_RATE_PARENT_NODE_NAME: parent = attributes.Text(); break;
                case DEVLINK_ATTR_RATE_TX_SHARE: share = BytesOf(attributes.Value<ulong>()); break;
                case DEVLINK_ATTR_RATE_TX_MAX: max = BytesOf(attributes.Value<ulong>()); break;
            }
        }

        var device = DeviceOf(bus, name);
        if (port is null == node is null) throw new MalformedMessageException($"a rate of {device} is neither a port's nor a node's");
        return (device, new DevlinkRate { Device = device.Address, PortIndex = port, NodeName = node, TxShare = share, TxMax = max, Parent = parent });
    }

    private static DevlinkDevice DeviceOf(string? bus, string? name) => bus is not null && name is not null
        ? new DevlinkDevice(bus, name)
        : throw new MalformedMessageException("it names no device");

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

    /// <summary>A rate beyond what a count of bit/s can tell (2.3 Ebyte/s) is told as the greatest.</summary>
    private static Bandwidth BytesOf(ulong bytes) => Bandwidth.FromBytes(Math.Min(bytes, long.MaxValue / 8));

    private static TEnum? Known<TEnum>(TEnum value)
        where TEnum : struct, Enum => Enum.IsDefined(value) ? value : null;
}
