using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>IFLA_VF_INFO: all that a link tells of one VF. Attributes that are not known are passed over.</summary>
internal static class VfInfo
{
    /// <summary>Reads one VF.</summary>
    /// <param name="info">The attributes.</param>
    /// <param name="hasMac">Whether the link's VFs have MAC addresses; on InfiniBand the kernel tells six octets all the same.</param>
    public static VfLink Read(AttributeReader info, bool hasMac)
    {
        (uint Vf, MacAddress Mac)? mac = null;
        VfVlan? vlan = null, listed = null;
        (Bandwidth Min, Bandwidth Max)? rate = null;
        OnOff? spoofCheck = null, trust = null;
        VfLinkState? state = null;
        InfinibandGuid? nodeGuid = null, portGuid = null;
        VfCounters? counters = null;
        while (info.MoveNext())
        {
            switch (info.Type)
            {
                case IFLA_VF_MAC: mac = VfMac.Read(info); break;
                case IFLA_VF_VLAN: vlan = VfVlan.Read(info); break;
                case IFLA_VF_VLAN_LIST: listed = VfVlan.ReadList(info); break;
                case IFLA_VF_RATE: rate = VfRate.Read(info); break;
                case IFLA_VF_SPOOFCHK: spoofCheck = VfSwitch.Read(info); break;
                case IFLA_VF_TRUST: trust = VfSwitch.Read(info); break;
                case IFLA_VF_LINK_STATE: state = VfState.Read(info); break;
                case IFLA_VF_IB_NODE_GUID: nodeGuid = VfGuid.Read(info); break;
                case IFLA_VF_IB_PORT_GUID: portGuid = VfGuid.Read(info); break;
                case IFLA_VF_STATS: counters = VfStatistics.Read(info); break;
            }
        }

        // Every kernel begins the entry with IFLA_VF_MAC, and some attributes carry no index of their own.
        if (mac is null || mac.Value.Vf > int.MaxValue) throw new MalformedMessageException("an entry of its VF list tells no index");
        var tag = listed ?? vlan ?? new VfVlan(0, 0, VlanProtocol.Dot1Q);
        return new VfLink
        {
            Index = (int)mac.Value.Vf,
            Mac = hasMac ? mac.Value.Mac : null,
            VlanId = tag.Id,
            Qos = tag.Qos,
            VlanProtocol = tag.Protocol,
            MinTxRate = rate?.Min,
            MaxTxRate = rate?.Max,
            SpoofCheck = spoofCheck,
            Trust = trust,
            LinkState = state,
            NodeGuid = nodeGuid,
            PortGuid = portGuid,
            Counters = counters,
        };
    }
}
