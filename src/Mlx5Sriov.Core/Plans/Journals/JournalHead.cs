namespace Mlx5Sriov.Plans.Journals;

/// <summary>The first line of a journal.</summary>
internal sealed record JournalHead
{
    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the journal; 0 where the journal does not tell it, as before the first release.</summary>
    public int Format { get; init; }

    /// <summary>The change, without what stands in lines of its own: its steps, and what became of it.</summary>
    public required JournalEntry Change { get; init; }

    /// <summary>How many lines of steps follow.</summary>
    public required int Steps { get; init; }
}
