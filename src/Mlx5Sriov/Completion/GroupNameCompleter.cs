namespace Mlx5Sriov.Completion;

/// <summary>Completes the names of devlink's rate nodes.</summary>
public sealed class GroupNameCompleter : GroupCompleter
{
    private protected override bool IsPattern => true;

    private protected override bool IsOffered(RateGroup group) => group.Name is not null;
}
