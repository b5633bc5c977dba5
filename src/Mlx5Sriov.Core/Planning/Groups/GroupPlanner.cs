using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Groups;

/// <summary>
/// Plans what happens to the rate groups of one physical function: nodes are made, VFs move, limits are set, nodes are deleted. A group that would end only
/// for a moment is kept if some order keeps it, else its limits are set again; and undoing a plan gives every group that VFs left its limits back.
/// </summary>
/// <param name="snapshot">The host.</param>
/// <param name="site">The physical function.</param>
/// <param name="pf">What decides about the ways.</param>
internal sealed class GroupPlanner(HostSnapshot snapshot, PfSite site, PfFacts pf)
{
    private readonly VirtualFunctionReader _vfs = snapshot.OpenVfs(site);
    private readonly SettingRoutes _routes = new(pf);
    private readonly GroupOperations _operations = new(pf.PciAddress);
    private readonly Dictionary<GroupKey, LiveGroup> _live = [];
    private readonly List<GroupMove> _moves = [];
    private readonly List<LiveGroup> _made = [];
    private readonly List<(RateGroup Node, ChangeTarget Target)> _deleted = [];

    /// <summary>What is said of a group whose limits end with it.</summary>
    public static string EndOf(RateGroup group) =>
        $"{group} {(group.Members.Indexes.Count == 0 ? "ends" : "loses its last VF and ends")}, and with it {group.Limits}.";

    /// <summary>The group of that number or name; null where there is none.</summary>
    public RateGroup? Find(GroupKey group) => snapshot.Groups(site).FirstOrDefault(g => g.Label == group.Label);

    public RateGroupNotFoundException NotFound(GroupKey group) => new(site.Name, group.Label, [.. snapshot.Groups(site).Select(g => g.Label)]);

    /// <exception cref="RefusedSettingException">There cannot be such a group, or driver, mode or firmware has none of its kind.</exception>
    public void Check(GroupKey group, ChangeTarget target)
    {
        GroupRules.CheckLabel(group, target);
        if (_routes.Of(group.IsNumber ? VfAttribute.Group : VfAttribute.RateNode, target) == SettingRoute.Ofed && !site.HasRateGroups)
        {
            throw new RefusedSettingException(RefusalReason.GroupsNotSupported, target,
                "the adapter's firmware has no rate groups.",
                "Update the firmware; without groups limit each VF.")
            {
                Remedy = new(RemedyKind.LimitEachVf),
            };
        }
    }

    /// <summary>Sets the limits of a group; null leaves one as it is.</summary>
    public void Limit(GroupKey group, Bandwidth? min, Bandwidth? max, ChangeTarget target) => Live(group).Wish(min, max, target);

    /// <summary>Makes a devlink node.</summary>
    public void Make(GroupKey node, Bandwidth? min, Bandwidth? max, ChangeTarget target)
    {
        Limit(node, min, max, target);
        _made.Add(Live(node));
    }

    /// <summary>Deletes a devlink node.</summary>
    public void Delete(RateGroup node, ChangeTarget target) => _deleted.Add((node, target));

    /// <summary>Moves a VF, if it is not there already.</summary>
    /// <exception cref="RefusedSettingException">There cannot be such a group, or the VF is in one of the other dialect.</exception>
    /// <exception cref="RateGroupNotFoundException">There is no such node.</exception>
    /// <exception cref="VfIndexException">The VF is not enabled.</exception>
    public void Move(int vf, GroupKey to, ChangeTarget target)
    {
        to = Existing(to);
        var move = new GroupMove(vf, GroupKey.Of(_vfs.ReadSettings(vf).RateGroup), to, target);
        if (move.From == to) return;
        if (!to.IsNone) Check(to, target);
        GroupRules.CheckIsOneDialect(move, site.IsSwitchdev ? _vfs.Leaf(vf)?.Parent : null);
        if (!to.IsNumber && Find(to) is null && !_made.Contains(Live(to))) throw NotFound(to);
        Live(move.From).Miss();
        Live(to).Expect();
        _moves.Add(move);
    }

    // Names of nodes differ by case; where none is written exactly so, the only one that differs by case alone is meant.
    private GroupKey Existing(GroupKey group)
    {
        if (group.IsNumber || Find(group) is not null || _made.Exists(made => made.Key == group)) return group;
        RateGroup[] alike = [.. snapshot.Groups(site).Where(g => string.Equals(g.Name, group.Label, StringComparison.OrdinalIgnoreCase))];
        return alike.Length == 1 ? GroupKey.Of(alike[0].Label) : group;
    }

    /// <summary>The steps, in order.</summary>
    /// <param name="warnings">Gets what the administrator should know.</param>
    public IReadOnlyList<Change> Steps(PlanWarnings warnings)
    {
        List<Change> steps = [.. _made.Select(Make), .. Ordered().Select(Carry)];
        foreach (var group in _live.Values.Where(g => g.IsThereAfter && g.Target is not null)) steps.AddRange(Limits(group));
        steps.AddRange(_deleted.OrderByDescending(d => d.Node.Depth(snapshot.Groups(site))).Select(Unmake));
        foreach (var group in _live.Values.Where(g => !g.IsWished && !g.IsThereAfter && g.Before is { HasLimits: true }))
            warnings.Add(EndOf(group.Before!), new Remedy(RemedyKind.UndoRestoresGroup));
        if (GuaranteesAbovePort() is { } warning) warnings.Add(warning);
        return steps;
    }

    // First into groups, by which others may be kept from ending; what would end one that is to stay waits until others have come into it. Each move is
    // carried, and so counted, before the next is chosen.
    private IEnumerable<GroupMove> Ordered()
    {
        var late = new List<GroupMove>();
        foreach (var move in _moves.OrderBy(m => m.To.IsNone))
        {
            if (Live(move.From) is { EndsWithNext: true, IsThereAfter: true }) late.Add(move);
            else yield return move;
        }

        foreach (var move in late) yield return move;
    }

    private Change Make(LiveGroup node)
    {
        node.Make();
        return Step(node.Target!, $"node {node.Key}: new", _operations.Add(node.Key.Label, node.Min, node.Max), [_operations.Delete(node.Key.Label)]);
    }

    private Change Carry(GroupMove move)
    {
        var (from, to) = (Live(move.From), Live(move.To));
        var isLost = from is { EndsWithNext: true, IsThereAfter: false, Before.HasLimits: true };
        var limits = new[] { from, to }.Where(g => g.TakeRestoration()).Select(g => _operations.Both(g.Key, g.MinBefore, g.MaxBefore)).ToArray();
        from.Leave();
        to.Enter(move.Target);
        Operation Set(GroupKey group) => move.IsOfNodes ? _operations.SetParent(move.Vf, _vfs.Port(move.Vf), group) : _operations.SetGroup(move.Vf, group);
        return Step(move.Target, $"{move}", Set(move.To), [Set(move.From), .. limits]) with { Disruption = isLost ? Disruption.SettingsLost : Disruption.None };
    }

    // A new group's limits end with it, and those of a group that VFs leave are in the undo of an earlier step.
    private IEnumerable<Change> Limits(LiveGroup group)
    {
        if ((group.Min, group.Max) == (group.MinAfter, group.MaxAfter)) yield break;
        var name = $"group {group.Key.Label}";
        if (!group.Key.IsNumber)
        {
            yield return Step(group.Target!, $"{name}, MinTxRate, MaxTxRate: {group.Min}, {group.Max} -> {group.MinAfter}, {group.MaxAfter}",
                _operations.Set(group.Key.Label, group.MinAfter, group.MaxAfter), [_operations.Set(group.Key.Label, group.Min, group.Max)]);
            yield break;
        }

        if (group.Max != group.MaxAfter)
        {
            yield return Step(group.Target!, $"{name}, MaxTxRate: {group.Max} -> {group.MaxAfter}",
                _operations.Max(group.Key, group.MaxAfter), group.IsLasting ? [_operations.Max(group.Key, group.Max)] : []);
        }

        if (group.Min != group.MinAfter)
        {
            yield return Step(group.Target!, $"{name}, MinTxRate: {group.Min} -> {group.MinAfter}",
                _operations.Min(group.Key, group.MinAfter), group.IsLasting ? [_operations.Min(group.Key, group.Min)] : []);
        }
    }

    private Change Unmake((RateGroup Node, ChangeTarget Target) node) =>
        Step(node.Target, $"node {node.Node.Name}: delete", _operations.Delete(node.Node.Name!), [_operations.Remake(node.Node)]);

    private string? GuaranteesAbovePort()
    {
        if (pf.LinkSpeed is not { } speed || !_live.Values.Any(g => g.IsThereAfter && g.MinAfter > g.MinBefore)) return null;
        var others = snapshot.Groups(site)
            .Where(g => g.Parent is null && !_live.ContainsKey(GroupKey.Of(g.Label)) && !_deleted.Any(d => d.Node == g))
            .Select(g => g.MinTxRate ?? Bandwidth.Zero);
        var own = _live.Values
            .Where(g => g.IsThereAfter && g.Before?.Parent is null && !_deleted.Any(d => d.Node.Label == g.Key.Label))
            .Select(g => g.MinAfter);
        var sum = Bandwidth.FromBits(own.Concat(others).Sum(rate => rate.BitsPerSecond));
        return sum > speed
            ? $"The guarantees of {site.Name}'s rate groups add up to {sum}, more than the port's {speed}, so that they cannot all be kept."
            : null;
    }

    private LiveGroup Live(GroupKey group) => _live.TryGetValue(group, out var live) ? live : _live[group] = new LiveGroup(group, Find(group));

    private static Change Step(ChangeTarget target, string description, Operation operation, IReadOnlyList<Operation> undo) =>
        new(operation) { Target = target, Description = description, Undo = undo };
}
