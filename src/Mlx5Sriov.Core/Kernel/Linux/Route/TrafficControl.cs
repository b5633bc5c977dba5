using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;
using static Mlx5Sriov.Kernel.Linux.Route.FilterNumbers;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>Packet filters over rtnetlink, by one socket that is kept open. Safe for several threads.</summary>
/// <param name="connection">The connection.</param>
/// <remarks>
/// Filters of links hang on the queueing discipline clsact, which tells ingress from egress, or on the older ingress, which lists the same filters
/// whichever is asked for (ingress_tcf_block and clsact_tcf_block in net/sched/sch_ingress.c). So the disciplines of all links are read first; a link
/// without one costs no more.
/// </remarks>
internal sealed class TrafficControl(NetlinkConnection connection) : ITrafficControl, IDisposable
{
    private readonly NetlinkConnection _connection = connection;

    public TrafficControl()
        : this(new NetlinkConnection(NETLINK_ROUTE))
    {
    }

    public ILookup<int, PacketFilter> Filters(IEnumerable<NetworkLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        var disciplines = Collect(DisciplineRequest(), DisciplineMessage.Parse, "tc qdisc show").ToLookup(d => d.Link, d => d.Kind);
        return (from link in links
                from filter in disciplines[link.Index].SelectMany(kind => Read(link, kind))
                select (link.Index, Filter: filter)).ToLookup(f => f.Index, f => f.Filter);
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Writes the request for the queueing disciplines of all links.</summary>
    internal static MessageWriter DisciplineRequest() => new MessageWriter(RTM_GETQDISC, NLM_F_REQUEST | NLM_F_DUMP).Header(default(FilterHeader));

    /// <summary>Writes the request for the filters of one direction.</summary>
    internal static MessageWriter Request(int index, uint parent) =>
        new MessageWriter(RTM_GETTFILTER, NLM_F_REQUEST | NLM_F_DUMP).Header(new FilterHeader { Index = index, Parent = parent });

    private IEnumerable<PacketFilter> Read(NetworkLink link, string discipline) => discipline switch
    {
        "clsact" => Read(link, INGRESS, "ingress").Concat(Read(link, EGRESS, "egress")),
        "ingress" => Read(link, INGRESS, "ingress"),
        _ => [],
    };

    private IEnumerable<PacketFilter> Read(NetworkLink link, uint parent, string direction) =>
        Collect(Request(link.Index, parent), FilterMessage.Parse, $"tc filter show dev {ShellWord.Quote(link.Name)} {direction}").OfType<PacketFilter>();

    private List<T> Collect<T>(MessageWriter request, MessageParser<T> parse, string act)
    {
        var end = _connection.Collect(request, parse, out var answers);
        if (end.IsSuccess) return answers;
        return end.Errno == Errno.EOPNOTSUPP ? [] : throw end.Refusal(act);
    }
}
