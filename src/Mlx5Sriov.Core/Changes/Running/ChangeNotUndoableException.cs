namespace Mlx5Sriov.Changes;

/// <summary>A change cannot be undone here: it is undone or rolled back already, still being made, or was made on another host.</summary>
public sealed class ChangeNotUndoableException : SriovException
{
    /// <summary>There is nothing left to undo.</summary>
    /// <param name="entry">The change.</param>
    public ChangeNotUndoableException(JournalEntry entry)
        : this(
            entry,
            $"is {entry.State}, so there is nothing to undo",
            "Get-MlxChange shows the state of each: what is Done, Interrupted or Incomplete can be undone.")
    {
    }

    private ChangeNotUndoableException(JournalEntry entry, string why, string nextStep)
        : base($"The change {entry.Id} ({entry.Title} on {entry.Pf}) {why}.", nextStep)
    {
    }

    /// <summary>The change was made on another host, and its journal came here with a copy of its disk.</summary>
    /// <param name="entry">The change.</param>
    /// <returns>The refusal.</returns>
    public static ChangeNotUndoableException OfOtherHost(JournalEntry entry) => new(
        entry,
        "was made on another host, or before this one got its machine id",
        $"The commands that it ran: (Get-MlxChange {entry.Id}).Steps. Undo by hand what of them was done here.");
}
