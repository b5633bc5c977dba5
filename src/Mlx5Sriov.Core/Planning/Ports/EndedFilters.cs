using Mlx5Sriov.Inventory.Filters;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>
/// What ends with representors, and nothing here makes again: their packet filters, those elsewhere that send to them, and their places in bridges.
/// </summary>
/// <remarks>
/// A net device that goes takes its filters with it (qdisc_destroy from dev_shutdown in net/sched/sch_generic.c); a filter that sends to it
/// stays and sends nowhere (mirred_device_event in net/sched/act_mirred.c).
/// </remarks>
internal sealed class EndedFilters
{
    private readonly PfSite _pf;
    private readonly FilteredPort[] _ended;
    private readonly (FilteredPort Port, int Count)[] _senders;
    private readonly IReadOnlyList<int> _unseen;

    private EndedFilters(PfSite pf, FilteredPorts ports, Func<FilteredPortKind, bool> ends)
    {
        _pf = pf;
        var ended = ports.Seen.Where(p => ends(p.Kind)).ToList();
        var gone = ended.Select(p => p.Link.Index).ToHashSet();
        _ended = [.. ended.Where(p => p.Filters.Count > 0 || p.Bridge is not null)];
        _senders = [.. ports.Seen.Except(ended).Select(p => (p, p.Filters.Count(f => f.Targets.Any(gone.Contains)))).Where(p => p.Item2 > 0)];
        _unseen = ports.Unseen;
    }

    /// <summary>What ends when the VFs are removed.</summary>
    public static EndedFilters WithVfs(PfSite pf, FilteredPorts ports) => new(pf, ports, kind => kind == FilteredPortKind.Vf);

    /// <summary>What ends when the e-switch leaves switchdev mode.</summary>
    public static EndedFilters WithSwitchdev(PfSite pf, FilteredPorts ports) => new(pf, ports, kind => kind is FilteredPortKind.Vf or FilteredPortKind.Other);

    private bool IsAny => _ended.Length + _senders.Length + _unseen.Count > 0;

    private IEnumerable<string> Affected => _ended.Select(p => $"{p.Name}: {string.Join(", ", Words(p))}")
        .Concat(_senders.Select(s => $"{s.Port.Name}: {Filters(s.Count, 0)} sending to representors"));

    /// <summary>The step by which they end, with whom that hits; it does not bring them back.</summary>
    public Change AddTo(Change step) => IsAny ? step.AlsoEnding(Disruption.VfTrafficStops, Affected, isReversible: false) : step;

    /// <summary>Warns of what is lost, and of what may be lost unseen.</summary>
    public void WarnOfLoss(PlanWarnings warnings)
    {
        if (_ended.Length + _senders.Length > 0)
        {
            warnings.AddLoss($"{_pf.Name}: with its representors end {string.Join(", ", Losses())}. "
                + "Nothing here makes that again; Open vSwitch makes its own flows again.");
        }

        if (_unseen.Count > 0)
        {
            warnings.AddLoss($"{_pf.Name} vf {new VfIndexSet(_unseen)}: the representor is not in this network namespace, so that what is set on it, "
                + "such as tc filters, cannot be told. It ends.");
        }
    }

    private IEnumerable<string> Losses()
    {
        var filters = _ended.Where(p => p.Filters.Count > 0).ToList();
        if (filters.Count > 0) yield return $"{Filters(filters.Sum(p => p.Filters.Count), filters.Sum(InHardware))} on {Names(filters)}";
        foreach (var (port, count) in _senders) yield return $"the target of {Filters(count, 0)} on {port.Name}";
        foreach (var bridge in _ended.Where(p => p.Bridge is not null).GroupBy(p => p.Bridge!))
            yield return $"{(bridge.Count() == 1 ? "the place" : "the places")} of {Names([.. bridge])} in {PlainText.Of(bridge.Key)}";
    }

    private static IEnumerable<string> Words(FilteredPort port)
    {
        if (port.Filters.Count > 0) yield return Filters(port.Filters.Count, InHardware(port));
        if (port.Bridge is { } bridge) yield return $"port of {PlainText.Of(bridge)}";
    }

    private static int InHardware(FilteredPort port) => port.Filters.Count(f => f.IsInHardware == true);

    private static string Filters(int count, int inHardware) =>
        $"{count} tc {(count == 1 ? "filter" : "filters")}{(inHardware == 0 ? "" : $" ({inHardware} in hardware)")}";

    private static string Names(List<FilteredPort> ports) =>
        ports.Count <= 8 ? string.Join(", ", ports.Select(p => p.Name)) : $"{ports.Count} representors";
}
