namespace Mlx5Sriov.Changes;

/// <summary>What others did on the same physical function since a change was made.</summary>
/// <param name="journal">The journals.</param>
/// <param name="entry">The change.</param>
internal sealed class LaterChanges(Journal journal, JournalEntry entry)
{
    private readonly Lazy<JournalEntry[]> _others = new(() => [.. journal.Ids().Where(id => id != entry.Id)
        .Select(id => Read(journal, id)).OfType<JournalEntry>().Where(other => other.PciAddress == entry.PciAddress)]);

    private IEnumerable<JournalEntry> Later => _others.Value.Where(other =>
        string.CompareOrdinal(other.Id, entry.Id) > 0 && other.State is not (ChangeState.Undone or ChangeState.RolledBack));

    /// <summary>Their ids, the oldest first.</summary>
    public IReadOnlyList<string> Ids => [.. Later.Select(other => other.Id)];

    /// <summary>What the change set and is otherwise now, though it was not put back, each with what set it, as far as a journal tells.</summary>
    /// <param name="now">The facts as they are now.</param>
    public IReadOnlyList<string> Overwritten(IReadOnlyDictionary<string, string> now) =>
    [
        .. from left in entry.After ?? new Dictionary<string, string?>()
           let value = now.GetValueOrDefault(left.Key)
           where value != left.Value && value != entry.Before?.GetValueOrDefault(left.Key) && PortState.Tells(now, left.Key)
           select $"{entry.Pf} {left.Key} is {PortState.Told(value)}, and this change left it {PortState.Told(left.Value)}: {Who(left.Key, value)}.",
    ];

    private string Who(string fact, string? value)
    {
        bool Concerns(JournalEntry other) => other.After?.ContainsKey(fact) == true;
        if (Later.LastOrDefault(other => Concerns(other) && other.After![fact] == value) is { } set) return $"{set.Title} set it since ({set.Id})";
        return _others.Value.LastOrDefault(other => other.State == ChangeState.Undone && Concerns(other) && other.Before?.GetValueOrDefault(fact) == value)
            is { } undone ? $"the undo of {undone.Title} set it since ({undone.Id})"
            : Later.LastOrDefault(Concerns) is { } later ? $"{later.Title} set it since ({later.Id}), and something that left no journal here after that"
            : "it was set since by something that left no journal here";
    }

    // One that cannot be read stops no undo of another.
    private static JournalEntry? Read(Journal journal, string id)
    {
        try
        {
            return journal.Read(id);
        }
        catch (SriovException)
        {
            return null;
        }
    }
}
