using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;
using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>Network links over rtnetlink, by one socket that is kept open. Safe for several threads.</summary>
/// <param name="connection">The connection.</param>
internal sealed class IpLink(NetlinkConnection connection) : IIpLink, IDisposable
{
    private readonly NetlinkConnection _connection = connection;

    /// <param name="namespacePath">The file of the network namespace whose links these are; null for the process's own.</param>
    public IpLink(string? namespacePath = null)
        : this(new NetlinkConnection(NETLINK_ROUTE, namespacePath is null ? null : Entrance(namespacePath)))
    {
    }

    public NetworkLink? Find(string name) => Find(name, withStatistics: false);

    public NetworkLink? FindWithStatistics(string name) => Find(name, withStatistics: true);

    public IReadOnlyList<NetworkLink>? List(string? namespacePath = null)
    {
        if (namespacePath is null) return ReadAll("ip -d link show");
        using var there = new IpLink(namespacePath);
        return there.ReadAll($"nsenter --net={ShellWord.Quote(namespacePath)} ip -d link show", Errno.ENOENT);
    }

    public void SetVf(NetworkLink link, int vf, VfSetting setting)
    {
        ArgumentNullException.ThrowIfNull(link);
        var end = _connection.Execute(LinkRequest.SetVf(link.Index, vf, setting));
        if (!end.IsSuccess) throw end.Refusal($"ip link set dev {ShellWord.Quote(link.Name)} vf {vf} {setting}");
    }

    public void SetPromiscuous(NetworkLink link, OnOff state) => SetFlag(link, IFF_PROMISC, "promisc", state);

    public void SetAllMulticast(NetworkLink link, OnOff state) => SetFlag(link, IFF_ALLMULTI, "allmulticast", state);

    public void Dispose() => _connection.Dispose();

    private static NetlinkConnection.Opener Entrance(string namespacePath) =>
        (int protocol, out Errno refusal) => NetworkNamespace.Open(namespacePath, protocol, out refusal);

    private List<NetworkLink>? ReadAll(string act, Errno absence = 0)
    {
        var end = _connection.Collect(LinkRequest.List(), LinkMessage.Parse, out var links);
        if (end.IsSuccess) return links;
        return end.Errno == absence ? null : throw end.Refusal(act);
    }

    private NetworkLink? Find(string name, bool withStatistics)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || LinkRequest.Get(name, withStatistics) is not { } request) return null;
        var end = _connection.Collect(request, LinkMessage.Parse, out var links);
        if (end.Errno == Errno.ENODEV) return null;
        if (end.Errno == Errno.EMSGSIZE) return FindInList(name, withStatistics);
        if (!end.IsSuccess) throw end.Refusal($"ip {(withStatistics ? "-s " : "")}-d link show dev {ShellWord.Quote(name)}");
        return links.FirstOrDefault();
    }

    // Some kernels make the answer for one link too small for the VFs of InfiniBand, and the list of all links large enough.
    private NetworkLink? FindInList(string name, bool withStatistics)
    {
        var end = _connection.Collect(LinkRequest.ListWithVfs(withStatistics), LinkMessage.Parse, out var links);
        if (end.IsSuccess && links.FirstOrDefault(link => link.Name == name || link.AltNames.Contains(name)) is { Vfs.Count: > 0 } whole) return whole;
        end = _connection.Collect(LinkRequest.GetWithoutVfs(name)!, LinkMessage.Parse, out links);
        if (end.Errno == Errno.ENODEV) return null;
        if (!end.IsSuccess) throw end.Refusal($"ip link show dev {ShellWord.Quote(name)} novf");
        return links.FirstOrDefault() is { } bare ? throw VfListIncompleteException.TooLong(bare.Name) : null;
    }

    private void SetFlag(NetworkLink link, uint flag, string word, OnOff state)
    {
        ArgumentNullException.ThrowIfNull(link);
        var end = _connection.Execute(LinkRequest.SetFlag(link.Index, flag, state));
        if (!end.IsSuccess) throw end.Refusal($"ip link set dev {ShellWord.Quote(link.Name)} {word} {(state == OnOff.On ? "on" : "off")}");
    }
}
