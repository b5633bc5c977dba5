using static Mlx5Sriov.Kernel.Linux.FilterNumbers;
using static Mlx5Sriov.Kernel.Linux.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>Packet filters over rtnetlink, by one socket that is kept open. Safe for several threads.</summary>
/// <param name="connection">The connection.</param>
/// <remarks>
/// A link without a queueing discipline for filters, and one that is gone, answers with an empty list (tc_dump_tfilter in net/sched/cls_api.c).
/// </remarks>
internal sealed class TrafficControl(NetlinkConnection connection) : ITrafficControl, IDisposable
{
    private readonly NetlinkConnection _connection = connection;

    public TrafficControl()
        : this(new NetlinkConnection(NETLINK_ROUTE))
    {
    }

    public IReadOnlyList<PacketFilter> Filters(NetworkLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return [.. Read(link, INGRESS, "ingress"), .. Read(link, EGRESS, "egress")];
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Writes the request for the filters of one direction.</summary>
    internal static MessageWriter Request(int index, uint parent) =>
        new MessageWriter(RTM_GETTFILTER, NLM_F_REQUEST | NLM_F_DUMP).Header(new FilterHeader { Index = index, Parent = parent });

    private IEnumerable<PacketFilter> Read(NetworkLink link, uint parent, string direction)
    {
        var end = _connection.Collect(Request(link.Index, parent), FilterMessage.Parse, out var filters);
        if (end.IsSuccess) return filters.OfType<PacketFilter>();
        return end.Errno == Errno.EOPNOTSUPP ? [] : throw end.Refusal($"tc filter show dev {ShellWord.Quote(link.Name)} {direction}");
    }
}
