using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>The e-switch's scheduler: the rates of VFs, and the groups that they share rates in.</summary>
/// <remarks>After esw/qos.c of MLNX_OFED 24.07 and 25.10. A numbered group lives from its first member to its last, and its limits with it.</remarks>
internal sealed class SimulatedScheduler(DriverRelease release)
{
    /// <summary>The highest number of a group.</summary>
    public const int MaxGroupId = 255;

    /// <summary>The deepest level of the hierarchy that the simulated firmware offers (1 &lt;&lt; log_esw_max_sched_depth).</summary>
    private const int MaxLevel = 4;

    private readonly Dictionary<int, SimulatedGroup> _groups = [];
    private readonly LinkedList<SimulatedGroup> _nodes = [];
    private readonly HashSet<SchedulerSeat> _seats = [];

    /// <summary>The numbered groups.</summary>
    public IReadOnlyDictionary<int, SimulatedGroup> Groups => _groups;

    /// <summary>The devlink nodes, the newest first as devlink lists them.</summary>
    public IReadOnlyCollection<SimulatedGroup> Nodes => _nodes;

    public bool HasNodes => _nodes.Count > 0;

    public void SetMinRate(SchedulerSeat seat, uint megabits) => SetRate(seat, megabits, seat.MaxRate, megabits);

    public void SetMaxRate(SchedulerSeat seat, uint megabits) => SetRate(seat, seat.MinRate, megabits, megabits);

    /// <summary>Moves a VF into a numbered group, which is made if it is not there.</summary>
    public void MoveToGroup(SchedulerSeat seat, int id)
    {
        if (id == 0 && !release.HasDefaultGroup)
        {
            Enter(seat, null);
            Prune(seat);
            return;
        }

        Take(seat);
        if (!_groups.TryGetValue(id, out var group)) _groups.Add(id, group = new SimulatedGroup(id));
        Enter(seat, group);
    }

    /// <summary>Moves a VF into a devlink node, or out of any group.</summary>
    public void MoveToNode(SchedulerSeat seat, SimulatedGroup? node)
    {
        if (node is not null) Take(seat);
        Enter(seat, node ?? DefaultGroup(seat));
        Prune(seat);
    }

    /// <summary>Takes a VF out of the scheduler, rates and all.</summary>
    public void Forget(SimulatedVport vport)
    {
        (vport.Seat.MinRate, vport.Seat.MaxRate) = (0, 0);
        Release(vport.Seat);
    }

    public SimulatedGroup? FindNode(string name) => _nodes.FirstOrDefault(n => n.Name == name);

    public SimulatedGroup AddNode(string name) => _nodes.AddFirst(new SimulatedGroup(name)).Value;

    public void RemoveNode(SimulatedGroup node)
    {
        if (node.Parent is { } parent) parent.ChildCount--;
        _nodes.Remove(node);
    }

    public void RemoveNodes() => _nodes.Clear();

    /// <summary>Puts a node below another, or below the root.</summary>
    public void SetParent(SimulatedGroup node, SimulatedGroup? parent)
    {
        if (!release.NestsRateNodes) throw new Refusal(Errno.EOPNOTSUPP, "Parent set isn't supported for the nodes");
        if (node.MemberCount > 0 || _nodes.Any(n => n.Parent == node))
            throw new Refusal(Errno.EOPNOTSUPP, "mlx5_core: Cannot reassign a node that contains rate objects");
        if (parent?.Level + 1 > MaxLevel)
            throw new Refusal(Errno.EOPNOTSUPP, "mlx5_core: Node hierarchy depth exceeds the maximum supported level");
        node.Parent = parent;
    }

    /// <summary>
    /// The share by which a numbered group's guarantee is kept among its siblings: in proportion to the largest, 1 for a group without one
    /// while another has one, 0 while none has.
    /// </summary>
    public uint BandwidthShare(SimulatedGroup group)
    {
        var largest = GuaranteesBelowRoot().Max();
        if (largest == 0) return 0;
        var divider = Math.Max(largest / AdapterModel.MaxBandwidthShare, 1);
        var share = ((ulong)group.MinRate + divider - 1) / divider;
        return (uint)Math.Clamp(share, 1, AdapterModel.MaxBandwidthShare);
    }

    /// <summary>The guarantees of all that hangs below the root: groups and nodes, and VFs in none where no group 0 holds them.</summary>
    private IEnumerable<uint> GuaranteesBelowRoot() => _groups.Values
        .Concat(_nodes.Where(n => n.Parent is null))
        .Select(g => g.MinRate)
        .Concat(_seats.Where(s => s.Group is null).Select(s => s.MinRate));

    private void SetRate(SchedulerSeat seat, uint min, uint max, uint asked)
    {
        // Recent releases make no scheduling element for a VF only to set nothing.
        if (asked > 0 || release.HasDefaultGroup) Take(seat);
        (seat.MinRate, seat.MaxRate) = (min, max);
        Prune(seat);
    }

    private void Take(SchedulerSeat seat)
    {
        if (!_seats.Add(seat)) return;
        if (!release.HasDefaultGroup) return;
        if (!_groups.ContainsKey(0)) _groups.Add(0, new SimulatedGroup(0));
        seat.Group = _groups[0];
    }

    private void Release(SchedulerSeat seat)
    {
        if (!_seats.Remove(seat)) return;
        Enter(seat, null);
        if (_seats.Count == 0) _groups.Remove(0);
    }

    /// <summary>Gives up a VF's scheduling element where nothing needs it; older releases keep it as long as the VF.</summary>
    private void Prune(SchedulerSeat seat)
    {
        if (!release.HasDefaultGroup && seat is { MinRate: 0, MaxRate: 0, Group: null }) Release(seat);
    }

    private SimulatedGroup? DefaultGroup(SchedulerSeat seat) => release.HasDefaultGroup && _seats.Contains(seat) ? _groups[0] : null;

    private void Enter(SchedulerSeat seat, SimulatedGroup? group)
    {
        var left = seat.Group;
        if (left == group) return;
        seat.Group = group;
        if (group is not null && group.Id != 0) group.MemberCount++;
        if (left is null || left.Id == 0) return;
        left.MemberCount--;
        if (left.MemberCount == 0) _groups.Remove(left.Id);
    }
}
