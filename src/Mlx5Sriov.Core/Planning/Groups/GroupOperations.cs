using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Planning.Groups;

/// <summary>The acts on the rate groups of one physical function, in both dialects.</summary>
/// <param name="pf">The physical function.</param>
internal sealed class GroupOperations(PciAddress pf)
{
    public WriteVfFile SetGroup(int vf, GroupKey group) => new(pf, vf, "group", OfedWords.Group(group.Id!.Value));

    public WriteGroupFile Max(GroupKey group, Bandwidth rate) => new(pf, group.Id!.Value, WriteGroupFile.MaxTxRate, OfedWords.Rate(rate));

    public WriteGroupFile Min(GroupKey group, Bandwidth rate) => new(pf, group.Id!.Value, WriteGroupFile.MinTxRate, OfedWords.Rate(rate));

    public SetGroupRates Both(GroupKey group, Bandwidth min, Bandwidth max) => new(pf, group.Id!.Value, min, max);

    public SetVfRate SetParent(int vf, DevlinkPort? port, GroupKey node) =>
        new(pf, port?.Handle.Index, vf, new RateLimits { Parent = node.IsNone ? "" : node.Label });

    public AddRateNode Add(string name, Bandwidth min, Bandwidth max, string? parent = null) =>
        new(pf, name, new RateLimits { TxShare = min.IsZero ? null : min, TxMax = max.IsZero ? null : max, Parent = parent });

    public AddRateNode Remake(RateGroup node) => Add(node.Name!, node.MinTxRate ?? Bandwidth.Zero, node.MaxTxRate ?? Bandwidth.Zero, node.Parent);

    public SetRateNode Set(string name, Bandwidth min, Bandwidth max) => new(pf, name, new RateLimits { TxShare = min, TxMax = max });

    public DeleteRateNode Delete(string name) => new(pf, name);
}
