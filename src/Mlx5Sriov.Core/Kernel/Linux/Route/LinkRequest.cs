using System.Text;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;
using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>Writes the requests for links, as <c>ip link</c> writes them.</summary>
internal static class LinkRequest
{
    /// <summary>One link by name, with its VFs: <c>ip -d link show dev NAME</c>, with statistics <c>ip -s -d link show dev NAME</c>.</summary>
    /// <returns>The request; null for a name that is too long for any link.</returns>
    public static MessageWriter? Get(string name, bool withStatistics) => Get(name, WithVfs(withStatistics));

    /// <summary>One link by name, without its VFs: <c>ip link show dev NAME novf</c>.</summary>
    /// <returns>The request; null for a name that is too long for any link.</returns>
    public static MessageWriter? GetWithoutVfs(string name) => Get(name, RTEXT_FILTER_SKIP_STATS);

    private static MessageWriter? Get(string name, uint mask)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        return length >= ALTIFNAMSIZ
            ? null
            : new MessageWriter(RTM_GETLINK, NLM_F_REQUEST)
                .Header(new LinkHeader { Family = AF_PACKET })
                .AddText(length < IFNAMSIZ ? IFLA_IFNAME : IFLA_ALT_IFNAME, name)
                .Add(IFLA_EXT_MASK, mask);
    }

    /// <summary>All links with their VFs, as <c>ip -d link show</c> asks for them.</summary>
    public static MessageWriter ListWithVfs(bool withStatistics) => List(WithVfs(withStatistics));

    /// <summary>All links without their VFs; <c>ip link show</c> asks for the VFs of all of them too.</summary>
    public static MessageWriter List() => List(RTEXT_FILTER_SKIP_STATS);

    private static MessageWriter List(uint mask) => new MessageWriter(RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP)
        .Header(new LinkHeader { Family = AF_PACKET })
        .Add(IFLA_EXT_MASK, mask);

    private static uint WithVfs(bool withStatistics) => RTEXT_FILTER_VF | (withStatistics ? 0 : RTEXT_FILTER_SKIP_STATS);

    /// <summary>Sets or clears a flag: <c>ip link set dev NAME promisc on</c>.</summary>
    public static MessageWriter SetFlag(int index, uint flag, OnOff state) => new MessageWriter(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK)
        .Header(new LinkHeader { Family = AF_UNSPEC, Index = index, Flags = state == OnOff.On ? flag : 0, Change = flag });

    /// <summary>Makes one setting of one VF: <c>ip link set dev NAME vf N ...</c>.</summary>
    /// <exception cref="ArgumentException">The VF or the value is one that would reach the kernel as another.</exception>
    public static MessageWriter SetVf(int index, int vf, VfSetting setting)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vf);
        ArgumentNullException.ThrowIfNull(setting);
        var request = new MessageWriter(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK).Header(new LinkHeader { Family = AF_UNSPEC, Index = index });
        using (request.Open(IFLA_VFINFO_LIST))
        using (request.Open(IFLA_VF_INFO))
            VfSettingWriter.Write(request, (uint)vf, setting);
        return request;
    }
}
