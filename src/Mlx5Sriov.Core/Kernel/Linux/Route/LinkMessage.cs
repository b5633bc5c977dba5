using System.Globalization;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

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
        var link = new NetworkLink
        {
            Index = header.Index,
            Name = "",
            LinkLayer = LayerOf(header.Type),
            IsUp = (header.Flags & IFF_UP) != 0,
            IsPromiscuous = (header.Flags & IFF_PROMISC) != 0,
            IsAllMulticast = (header.Flags & IFF_ALLMULTI) != 0,
        };
        while (true)
        {
            if (attributes.NextType == IFLA_VFINFO_LIST)
            {
                link = link with { Vfs = VfList.Read(ref attributes, link) };
                continue;
            }

            if (!attributes.MoveNext()) break;
            link = With(link, attributes);
        }

        if (link.Name.Length > 0) return link;
        throw new MalformedMessageException(string.Create(CultureInfo.InvariantCulture, $"link {header.Index} has no name"));
    }

    private static NetworkLink With(NetworkLink link, AttributeReader attribute) => attribute.Type switch
    {
        IFLA_IFNAME => link with { Name = attribute.Text() },
        IFLA_ADDRESS => link with { HardwareAddress = OctetsOf(attribute.Payload) },
        IFLA_MASTER => link with { Master = attribute.Value<int>() },
        IFLA_MTU => link with { Mtu = (int)Math.Min(attribute.Value<uint>(), int.MaxValue) },
        IFLA_NUM_VF => link with { VfCount = VfList.Count(attribute) },
        IFLA_PHYS_PORT_NAME => link with { PhysicalPortName = attribute.Text() },
        IFLA_PHYS_SWITCH_ID => link with { PhysicalSwitchId = Convert.ToHexString(attribute.Payload).ToLowerInvariant() },
        IFLA_PROP_LIST => link with { AltNames = AltNamesOf(attribute.Nested()) },
        IFLA_PARENT_DEV_BUS_NAME => link with { ParentBus = attribute.Text() },
        IFLA_PARENT_DEV_NAME => link with { ParentDevice = attribute.Text() },
        _ => link,
    };

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
