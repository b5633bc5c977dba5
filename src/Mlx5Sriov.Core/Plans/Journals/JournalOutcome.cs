namespace Mlx5Sriov.Plans.Journals;

/// <summary>A last line of a journal: what has become of the change.</summary>
internal sealed record JournalOutcome
{
    public required ChangeState State { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>What could not be undone; null for nothing.</summary>
    public IReadOnlyList<string>? Residue { get; init; }

    /// <summary>What the change altered, as it left it; null where that is not known.</summary>
    public IReadOnlyDictionary<Fact, string?>? After { get; init; }

    /// <summary>How many of its steps were tried; null for all.</summary>
    public int? Tried { get; init; }

    public static JournalOutcome Of(JournalEntry entry) => new()
    {
        State = entry.State,
        Failure = entry.Failure,
        Residue = entry.Residue.Count == 0 ? null : entry.Residue,
        After = entry.After,
        Tried = entry.Tried,
    };
}
