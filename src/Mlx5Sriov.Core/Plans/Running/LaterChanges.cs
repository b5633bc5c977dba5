using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Plans.Running;

/// <summary>What others did on the same physical function since a change was made.</summary>
/// <param name="journal">The journals.</param>
/// <param name="entry">The change.</param>
internal sealed class LaterChanges(Journal journal, JournalEntry entry)
{
    private readonly Lazy<JournalEntry[]> _others = new(() => [.. journal.Ids().Where(id => id != entry.Id)
        .Select(id => Read(journal, id)).OfType<JournalEntry>().Where(other => other.Scope.Overlaps(entry.Scope))]);

    private IEnumerable<JournalEntry> Later => _others.Value.Where(other =>
        string.CompareOrdinal(other.Id, entry.Id) > 0 && other.State is not (ChangeState.Undone or ChangeState.RolledBack));

    /// <summary>Their ids, the oldest first.</summary>
    public IReadOnlyList<string> Ids => [.. Later.Select(other => other.Id)];

    /// <summary>What the change set and is otherwise now, though it was not put back, each with what set it, as far as a journal tells.</summary>
    /// <param name="now">The facts as they are now.</param>
    /// <param name="makesVfsAgain">Whether the undo makes VFs or their vports again, so that it overwrites also what the change left as it was.</param>
    public IReadOnlyList<string> Overwritten(IReadOnlyDictionary<Fact, string?> now, bool makesVfsAgain) =>
    [
        .. from fact in makesVfsAgain ? After.Keys.Union(MadeAgain(now)) : After.Keys
           let value = now.GetValueOrDefault(fact)
           let before = entry.Before?.GetValueOrDefault(fact)
           let left = After.GetValueOrDefault(fact, before)
           where value != left && (value != before || !After.ContainsKey(fact)) && Facts.Tells(now, fact)
           select $"{fact} is {Facts.Told(value)}, and this change left it {Facts.Told(left)}: {Who(fact, value)}.",
    ];

    private IReadOnlyDictionary<Fact, string?> After => entry.After ?? new Dictionary<Fact, string?>();

    // The settings of VFs that this change made, the groups of the port, and whether its VFs get drivers.
    private IEnumerable<Fact> MadeAgain(IReadOnlyDictionary<Fact, string?> now)
    {
        var left = After.Where(fact => fact.Value is not null).Select(fact => fact.Key.Target).ToHashSet();
        return now.Keys.Concat(entry.Before?.Keys ?? []).Where(fact => fact.Target.Kind switch
        {
            ChangeTargetKind.Port => fact.Property == nameof(PhysicalFunction.AutoProbe),
            ChangeTargetKind.Group => true,
            ChangeTargetKind.Vf => left.Contains(fact.Target),
            _ => false,
        });
    }

    private string Who(Fact fact, string? value)
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
