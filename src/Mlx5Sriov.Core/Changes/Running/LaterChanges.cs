namespace Mlx5Sriov.Changes;

/// <summary>What others did on the same physical function since a change was made.</summary>
/// <param name="journal">The journals.</param>
/// <param name="entry">The change.</param>
internal sealed class LaterChanges(Journal journal, JournalEntry entry)
{
    private readonly Lazy<JournalEntry[]> _later = new(() => [.. journal.Ids().Where(id => string.CompareOrdinal(id, entry.Id) > 0)
        .Select(id => Read(journal, id)).OfType<JournalEntry>()
        .Where(other => other.State is not (ChangeState.Undone or ChangeState.RolledBack) && other.PciAddress == entry.PciAddress)]);

    /// <summary>Their ids, the oldest first.</summary>
    public IReadOnlyList<string> Ids => [.. _later.Value.Select(other => other.Id)];

    /// <summary>What the change set and is otherwise now, though it was not put back, each with what set it, as far as a journal tells.</summary>
    /// <param name="now">The facts as they are now.</param>
    public IReadOnlyList<string> Overwritten(IReadOnlyDictionary<string, string> now) =>
    [
        .. from left in entry.After ?? new Dictionary<string, string?>()
           let value = now.GetValueOrDefault(left.Key)
           where value != left.Value && value != entry.Before?.GetValueOrDefault(left.Key) && PortState.Tells(now, left.Key)
           select $"{entry.Pf} {left.Key} is {PortState.Told(value)}, and this change left it {PortState.Told(left.Value)}: {Who(left.Key)}.",
    ];

    private string Who(string fact) => _later.Value.LastOrDefault(other => other.After?.ContainsKey(fact) == true) is { } other
        ? $"{other.Title} set it since ({other.Id})"
        : "it was set since by something that left no journal here";

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
