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
    /// <param name="makesVfsAgain">Whether the undo makes VFs or their vports again, so that it overwrites also what the change left as it was.</param>
    public IReadOnlyList<string> Overwritten(IReadOnlyDictionary<string, string> now, bool makesVfsAgain) =>
    [
        .. from fact in makesVfsAgain ? After.Keys.Union(MadeAgain(now)) : After.Keys
           let value = now.GetValueOrDefault(fact)
           let before = entry.Before?.GetValueOrDefault(fact)
           let left = After.GetValueOrDefault(fact, before)
           where value != left && (value != before || !After.ContainsKey(fact)) && PortState.Tells(now, fact)
           select $"{entry.Pf} {fact} is {PortState.Told(value)}, and this change left it {PortState.Told(left)}: {Who(fact, value)}.",
    ];

    private IReadOnlyDictionary<string, string?> After => entry.After ?? new Dictionary<string, string?>();

    // Settings that VFs which are left had not, their groups, and whether they get drivers.
    private IEnumerable<string> MadeAgain(IReadOnlyDictionary<string, string> now)
    {
        var left = After.Where(fact => fact.Value is not null).Select(fact => PortState.Subject(fact.Key)).ToHashSet();
        return now.Keys.Concat(entry.Before?.Keys ?? []).Where(fact => fact == $"port: {nameof(PhysicalFunction.AutoProbe)}"
            || fact.StartsWith("group ", StringComparison.Ordinal)
            || (fact.StartsWith("vf ", StringComparison.Ordinal) && left.Contains(PortState.Subject(fact))));
    }

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
