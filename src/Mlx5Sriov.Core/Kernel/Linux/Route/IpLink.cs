using static Mlx5Sriov.Kernel.Linux.NetlinkHeader;
using static Mlx5Sriov.Kernel.Linux.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>Network links over rtnetlink, by one socket that is kept open. Safe for several threads.</summary>
internal sealed class IpLink : IIpLink, IDisposable
{
    private readonly NetlinkConnection _connection = new(NETLINK_ROUTE);

    public NetworkLink? Find(string name) => Find(name, withStatistics: false);

    public NetworkLink? FindWithStatistics(string name) => Find(name, withStatistics: true);

    public IReadOnlyList<NetworkLink>? List(string? namespacePath = null)
    {
        if (namespacePath is null)
        {
            _connection.Collect(LinkRequest.List(), LinkMessage.Parse, out var own).ThrowIfRefused("ip -d link show");
            return own;
        }

        using var connection = new NetlinkConnection(NETLINK_ROUTE, (int protocol, out Errno refusal) => NetworkNamespace.Open(namespacePath, protocol, out refusal));
        var end = connection.Collect(LinkRequest.List(), LinkMessage.Parse, out var links);
        if (end.Errno == Errno.ENOENT) return null;
        end.ThrowIfRefused($"nsenter --net={namespacePath} ip -d link show");
        return links;
    }

    public void SetVf(NetworkLink link, int vf, VfSetting setting)
    {
        ArgumentNullException.ThrowIfNull(link);
        var end = _connection.Execute(LinkRequest.SetVf(link.Index, vf, setting));
        if (!end.IsSuccess) throw end.Refusal($"ip link set dev {link.Name} vf {vf} {setting}");
    }

    public void SetPromiscuous(NetworkLink link, OnOff state) => SetFlag(link, IFF_PROMISC, "promisc", state);

    public void SetAllMulticast(NetworkLink link, OnOff state) => SetFlag(link, IFF_ALLMULTI, "allmulticast", state);

    public void Dispose() => _connection.Dispose();

    private NetworkLink? Find(string name, bool withStatistics)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || LinkRequest.Get(name, withStatistics) is not { } request) return null;
        var end = _connection.Collect(request, LinkMessage.Parse, out var links);
        if (end.Errno == Errno.ENODEV) return null;
        if (!end.IsSuccess) throw end.Refusal($"ip {(withStatistics ? "-s " : "")}-d link show dev {name}");
        return links.FirstOrDefault();
    }

    private void SetFlag(NetworkLink link, uint flag, string word, OnOff state)
    {
        ArgumentNullException.ThrowIfNull(link);
        var end = _connection.Execute(LinkRequest.SetFlag(link.Index, flag, state));
        if (!end.IsSuccess) throw end.Refusal($"ip link set dev {link.Name} {word} {(state == OnOff.On ? "on" : "off")}");
    }
}
