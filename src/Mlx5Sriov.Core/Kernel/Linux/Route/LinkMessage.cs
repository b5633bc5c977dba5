using System.Globalization;
using static Mlx5Sriov.Kernel.Linux.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>Reads RTM_NEWLINK. Attributes that are not known are passed over.</summary>
internal static class LinkMessage
{
    /// <summary>Reads a link.</summary>
    /// <param name="message">One whole netlink message, its header first.</param>
    public static NetworkLink Parse(ReadOnlySpan<byte> message) => Parse(NetlinkMessage.Take(ref message));

    /// <summary>Reads a link.</summary>
    /// <exception cref="MalformedMessageException">The message contradicts itself.</exception>
    /// <exception cref="VfListIncompleteException">Its VF list is cut and cannot be completed.</exception>
    public static NetworkLink Parse(NetlinkMessage message)
    {
        if (message.Type != RTM_NEWLINK) throw new MalformedMessageException($"its type is {message.Type} where a link was asked for");
        var header = message.Header<LinkHeader>(out var attributes);
        string? name = null, address = null, portName = null, switchId = null, bus = null, device = null;
        var mtu = 0;
        int? vfCount = null;
        IReadOnlyList<string> altNames = [];
        IReadOnlyList<VfLink>? vfs = null;
        while (true)
        {
            if (attributes.NextType == IFLA_VFINFO_LIST)
            {
                vfs = VfList.Read(ref attributes, name ?? NameOf(header), vfCount, header.Type == ARPHRD_ETHER);
                continue;
            }

            if (!attributes.MoveNext()) break;
            switch (attributes.Type)
            {
                case IFLA_IFNAME: name = attributes.Text(); break;
                case IFLA_ADDRESS: address = OctetsOf(attributes.Payload); break;
                case IFLA_MTU: mtu = (int)Math.Min(attributes.Value<uint>(), int.MaxValue); break;
                case IFLA_NUM_VF: vfCount = VfList.Count(attributes); break;
                case IFLA_PHYS_PORT_NAME: portName = attributes.Text(); break;
                case IFLA_PHYS_SWITCH_ID: switchId = Convert.ToHexString(attributes.Payload).ToLowerInvariant(); break;
                case IFLA_PROP_LIST: altNames = AltNamesOf(attributes.Nested()); break;
                case IFLA_PARENT_DEV_BUS_NAME: bus = attributes.Text(); break;
                case IFLA_PARENT_DEV_NAME: device = attributes.Text(); break;
            }
        }

        return new NetworkLink
        {
            Index = header.Index,
            Name = name ?? throw new MalformedMessageException($"{NameOf(header)} has no name"),
            AltNames = altNames,
            LinkLayer = LayerOf(header.Type),
            HardwareAddress = address,
            IsUp = (header.Flags & IFF_UP) != 0,
            IsPromiscuous = (header.Flags & IFF_PROMISC) != 0,
            IsAllMulticast = (header.Flags & IFF_ALLMULTI) != 0,
            Mtu = mtu,
            PhysicalPortName = portName,
            PhysicalSwitchId = switchId,
            ParentBus = bus,
            ParentDevice = device,
            VfCount = vfCount,
            Vfs = vfs ?? [],
        };
    }

    private static string NameOf(LinkHeader header) => string.Create(CultureInfo.InvariantCulture, $"link {header.Index}");

    private static LinkLayer? LayerOf(ushort type) => type switch
    {
        ARPHRD_ETHER => LinkLayer.Ethernet,
        ARPHRD_INFINIBAND => LinkLayer.InfiniBand,
        _ => null,
    };

    private static string? OctetsOf(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty) return null;
        var text = new System.Text.StringBuilder(address.Length * 3);
        foreach (var octet in address) text.Append(text.Length == 0 ? "" : ":").Append(octet.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static List<string> AltNamesOf(AttributeReader properties)
    {
        var names = new List<string>();
        while (properties.MoveNext())
        {
            if (properties.Type == IFLA_ALT_IFNAME) names.Add(properties.Text());
        }

        return names;
    }
}
