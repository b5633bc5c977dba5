using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Selection;

/// <summary>Picks changes from their journals.</summary>
internal static class ChangeSelection
{
    /// <summary>The changes that an id or pattern means.</summary>
    /// <param name="journal">The journals.</param>
    /// <param name="id">The id or pattern.</param>
    /// <param name="attempt">Does one target's work and reports its refusal: a journal that cannot be read hides no other.</param>
    /// <exception cref="ChangeNotFoundException">An id without wildcards means none.</exception>
    public static IReadOnlyList<JournalEntry> Select(Journal journal, string id, Action<object?, Action> attempt)
    {
        var pattern = new NamePattern(id);
        if (!pattern.IsPattern) return [journal.Read(id) ?? throw new ChangeNotFoundException(id)];
        var entries = new List<JournalEntry>();
        foreach (var found in journal.Ids().Where(pattern.Matches))
        {
            attempt(found, () =>
            {
                if (journal.Read(found) is { } entry) entries.Add(entry);
            });
        }

        return entries;
    }

    /// <summary>A change that can be undone.</summary>
    /// <exception cref="ChangeNotFoundException">There is none of that id.</exception>
    /// <exception cref="ChangeNotUndoableException">There is nothing of it left to undo, or it was made on another host.</exception>
    public static JournalEntry Undoable(Journal journal, string id)
    {
        var entry = journal.Read(id) ?? throw new ChangeNotFoundException(id);
        if (!IsUndoable(entry)) throw ChangeNotUndoableException.NothingLeft(entry.Id, entry.Title, entry.Pf, $"{entry.State}");
        return journal.IsOfThisHost(entry) ? entry : throw ChangeNotUndoableException.OfOtherHost(entry.Id, entry.Title, entry.Pf);
    }

    /// <summary>The newest change of this host that can be undone.</summary>
    /// <param name="journal">The journals.</param>
    /// <param name="attempt">Does one target's work and reports its refusal: a journal that cannot be read is passed over.</param>
    /// <exception cref="ChangeNotFoundException">There is none.</exception>
    public static JournalEntry Newest(Journal journal, Action<object?, Action> attempt)
    {
        foreach (var id in journal.Ids().Reverse())
        {
            JournalEntry? entry = null;
            attempt(id, () => entry = journal.Read(id));
            if (entry is not null && IsUndoable(entry) && journal.IsOfThisHost(entry)) return entry;
        }

        throw new ChangeNotFoundException(null);
    }

    private static bool IsUndoable(JournalEntry entry) => entry.State is ChangeState.Done or ChangeState.Interrupted or ChangeState.Incomplete;
}
