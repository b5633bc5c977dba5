namespace Mlx5Sriov.Changes;

/// <summary>The first line of a journal: its <see cref="JournalEntry"/> without the steps and what became of them.</summary>
internal sealed record JournalHead
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Pf { get; init; }

    public required PciAddress PciAddress { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required int ProcessId { get; init; }

    public required bool IsReversible { get; init; }

    /// <summary>How many lines of steps follow.</summary>
    public required int Steps { get; init; }

    public static JournalHead Of(JournalEntry entry) => new()
    {
        Id = entry.Id,
        Title = entry.Title,
        Pf = entry.Pf,
        PciAddress = entry.PciAddress,
        Started = entry.Started,
        ProcessId = entry.ProcessId,
        IsReversible = entry.IsReversible,
        Steps = entry.Steps.Count,
    };

    public JournalEntry With(IReadOnlyList<JournalStep> steps, JournalOutcome outcome) => new()
    {
        Id = Id,
        Title = Title,
        Pf = Pf,
        PciAddress = PciAddress,
        Started = Started,
        ProcessId = ProcessId,
        IsReversible = IsReversible,
        Steps = steps,
        State = outcome.State,
        Failure = outcome.Failure,
        Residue = outcome.Residue ?? [],
    };
}
