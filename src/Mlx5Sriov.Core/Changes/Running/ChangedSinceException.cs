namespace Mlx5Sriov.Changes;

/// <summary>What a change set was set otherwise since, so that undoing it would overwrite what came later.</summary>
/// <param name="entry">The change.</param>
/// <param name="since">What was set since, and by what, as sentences.</param>
public sealed class ChangedSinceException(JournalEntry entry, IReadOnlyList<string> since) : SriovException(
    $"The change {entry.Id} ({entry.Title} on {entry.Pf}) is not undone, for that would overwrite what came later. {string.Join(" ", since)}",
    $"Undo the later change first, or overwrite it: Undo-MlxChange {entry.Id} -Force. With -Confirm you are asked.");
