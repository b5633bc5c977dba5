namespace Mlx5Sriov.Completion;

/// <summary>Completes the numbers of OFED's rate groups.</summary>
public sealed class GroupIdCompleter : GroupCompleter
{
    private protected override bool IsOffered(RateGroup group) => group.Id is not null;
}
