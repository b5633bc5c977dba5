using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>The rate groups that VFs were in, to be given back after the VFs were made again or their vports rebuilt.</summary>
/// <remarks>
/// A numbered group ends with its last VF. Devlink's nodes outlast their VFs' moves, but not the VFs of the port: mlx5_eswitch_disable_sriov in
/// mlx5's eswitch.c destroys all (devl_rate_nodes_destroy) in switchdev mode.
/// </remarks>
/// <param name="pf">The physical function as it is then.</param>
/// <param name="vfs">The VFs as they were, from index 0 on.</param>
/// <param name="groups">The groups as they were.</param>
/// <param name="areRecreated">Whether the VFs are made again, or only their vports rebuilt.</param>
internal sealed class GroupRestoration(PfFacts pf, IReadOnlyList<VirtualFunction> vfs, IReadOnlyList<RateGroup> groups, bool areRecreated)
{
    private readonly GroupOperations _operations = new(pf.PciAddress);
    private readonly (VirtualFunction Vf, GroupKey Group)[] _members =
    [
        .. vfs.Select(v => (Vf: v, Group: GroupKey.Of(v.RateGroup)))
            .Where(m => !m.Group.IsNone && (m.Group.IsNumber ? pf.Dialect == DriverDialect.Ofed : pf.IsSwitchdev)),
    ];

    /// <summary>The groups that end and do not come back, if these VFs are all that do.</summary>
    public IEnumerable<RateGroup> Ended => !areRecreated ? [] : groups.Where(g => g.Id == 0 ? vfs.Count == 0 : !Comes(g));

    /// <summary>The steps, nodes first and limits of numbered groups last.</summary>
    public IEnumerable<Change> Steps() => [.. Nodes(), .. _members.Select(Enter), .. Numbered().Select(Limits), .. GroupZero()];

    /// <summary>The steps that are still due.</summary>
    public IEnumerable<Change> Due(IReadOnlyList<RateGroup> now, VirtualFunctionReader reader) => Steps().Where(step => step.Operation switch
    {
        SetGroupRates had => !now.Any(g => g.Id == had.Group && Rates(g) == (had.Min, had.Max)),
        AddRateNode had => !now.Any(g => g.Name == had.Name
            && Rates(g) == (had.Limits.TxShare ?? Bandwidth.Zero, had.Limits.TxMax ?? Bandwidth.Zero)
            && g.Parent == had.Limits.Parent),
        var move => vfs.Any(v => v.Index == move.VfIndex && v.Index < reader.Count && reader.ReadSettings(v.Index).RateGroup != v.RateGroup),
    });

    private bool Comes(RateGroup group) => group.Dialect == RateGroupDialect.Devlink
        ? pf.IsSwitchdev && vfs.Count > 0
        : _members.Any(m => m.Group.Label == group.Label);

    private IEnumerable<RateGroup> Numbered() => groups.Where(g => g is { Dialect: RateGroupDialect.Ofed, Id: not 0, HasLimits: true } && Comes(g));

    private IEnumerable<Change> Nodes() => !areRecreated
        ? []
        : groups.Where(g => g.Dialect == RateGroupDialect.Devlink && Comes(g)).OrderBy(g => g.Depth(groups)).Select(Remake);

    private Change Remake(RateGroup node) => new(_operations.Remake(node))
    {
        Target = ChangeTarget.OfGroup(pf.Name, node.Label),
        Description = $"node {node.Name}: new",
    };

    private Change Enter((VirtualFunction Vf, GroupKey Group) member) => new(member.Group.IsNumber
        ? _operations.SetGroup(member.Vf.Index, member.Group)
        : _operations.SetParent(member.Vf.Index, null, member.Group))
    {
        Target = member.Vf.Target,
        Description = $"Group: none -> {member.Group}",
    };

    // Releases that have a group 0 make it at the first use of a rate (esw_qos_get in OFED's esw/qos.c, 5.6 to 25.04): such is the limit that a VF has anyway.
    private IEnumerable<Change> GroupZero()
    {
        if (vfs.Count == 0 || groups.FirstOrDefault(g => g is { Id: 0, HasLimits: true }) is not { } rest) yield break;
        var (first, max) = (vfs[0], vfs[0].MaxTxRate ?? Bandwidth.Zero);
        yield return new Change(new WriteVfFile(pf.PciAddress, first.Index, "max_tx_rate", OfedWords.Rate(max)))
        {
            Target = first.Target,
            Description = $"MaxTxRate: {max} again, which makes group 0",
        };
        yield return Limits(rest);
    }

    private Change Limits(RateGroup had) =>
        new(_operations.Both(GroupKey.Of(had.Label), had.MinTxRate ?? Bandwidth.Zero, had.MaxTxRate ?? Bandwidth.Zero))
        {
            Target = ChangeTarget.OfGroup(pf.Name, had.Label),
            Description = $"Limits: {had.Limits}",
        };

    private static (Bandwidth Min, Bandwidth Max) Rates(RateGroup group) => (group.MinTxRate ?? Bandwidth.Zero, group.MaxTxRate ?? Bandwidth.Zero);
}
