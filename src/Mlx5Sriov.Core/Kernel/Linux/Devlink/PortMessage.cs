using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>Reads a port (DEVLINK_CMD_PORT_NEW, the answer to DEVLINK_CMD_PORT_GET).</summary>
internal static class PortMessage
{
    /// <summary>Reads a port.</summary>
    /// <returns>The device, on whatever bus, and the port; off the PCI bus its handle has the default address.</returns>
    public static (DevlinkDevice Device, DevlinkPort Port) Parse(NetlinkMessage message)
    {
        message.Header<GenericHeader>(out var attributes);
        var handle = default(DevlinkHandleReader);
        string? netDevice = null;
        uint? controller = null;
        int? pf = null, vf = null;
        uint? sf = null;
        DevlinkPortFlavour? flavour = null;
        PortFunction? function = null;
        var isExternal = false;
        while (attributes.MoveNext())
        {
            if (handle.Take(attributes)) continue;
            switch (attributes.Type)
            {
                case DEVLINK_ATTR_PORT_NETDEV_NAME: netDevice = attributes.Text(); break;
                case DEVLINK_ATTR_PORT_FLAVOUR: flavour = FlavourOf(attributes.Value<ushort>()); break;
                case DEVLINK_ATTR_PORT_CONTROLLER_NUMBER: controller = attributes.Value<uint>(); break;
                case DEVLINK_ATTR_PORT_PCI_PF_NUMBER: pf = attributes.Value<ushort>(); break;
                case DEVLINK_ATTR_PORT_PCI_VF_NUMBER: vf = attributes.Value<ushort>(); break;
                case DEVLINK_ATTR_PORT_PCI_SF_NUMBER: sf = attributes.Value<uint>(); break;
                case DEVLINK_ATTR_PORT_EXTERNAL: isExternal = attributes.Value<byte>() != 0; break;
                case DEVLINK_ATTR_PORT_FUNCTION: function = PortFunctionAttribute.Read(attributes.Nested()); break;
            }
        }

        var index = handle.Port ?? throw new MalformedMessageException($"a port of {handle.Device} has no index");
        return (handle.Device, new DevlinkPort
        {
            Handle = new DevlinkPortHandle(handle.Device.Address, index),
            Flavour = flavour,
            NetDevice = string.IsNullOrEmpty(netDevice) ? null : netDevice,
            Controller = controller,
            PfNumber = pf,
            VfNumber = vf,
            SfNumber = sf,
            IsExternal = isExternal,
            Function = function,
        });
    }

    private static DevlinkPortFlavour? FlavourOf(ushort number) =>
        Enum.IsDefined((DevlinkPortFlavour)number) ? (DevlinkPortFlavour)number : null;
}
