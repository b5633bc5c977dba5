namespace Mlx5Sriov.Changes;

/// <summary>A change has nothing left to undo: it is undone or rolled back already, or still being made.</summary>
/// <param name="entry">The change.</param>
public sealed class ChangeNotUndoableException(JournalEntry entry) : SriovException(
    $"The change {entry.Id} ({entry.Title} on {entry.Pf}) is {entry.State}, so there is nothing to undo.",
    "Get-MlxChange shows the state of each: what is Done, Interrupted or Incomplete can be undone.");
