namespace Mlx5Sriov.Changes;

/// <summary>The first line of a journal.</summary>
internal sealed record JournalHead
{
    /// <summary>The change, without what stands in lines of its own: its steps, and what became of it.</summary>
    public required JournalEntry Change { get; init; }

    /// <summary>How many lines of steps follow.</summary>
    public required int Steps { get; init; }
}
