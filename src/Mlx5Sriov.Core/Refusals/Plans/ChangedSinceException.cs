namespace Mlx5Sriov.Refusals.Plans;

/// <summary>What a change set was set otherwise since, so that undoing it would overwrite what came later.</summary>
/// <param name="id">The change's id.</param>
/// <param name="title">What made it.</param>
/// <param name="pf">The physical function's name.</param>
/// <param name="since">What was set since, and by what, as sentences.</param>
public sealed class ChangedSinceException(string id, string title, string pf, IReadOnlyList<string> since) : SriovException(
    $"The change {id} ({title} on {pf}) is not undone, for that would overwrite what came later. {string.Join(" ", since)}",
    "Undo the later change first, or agree that it is overwritten.")
{
    /// <summary>The change's id.</summary>
    public string Change { get; } = id;

    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.ChangedSince;
}
