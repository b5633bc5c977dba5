using System.Text.Json.Serialization;

using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>A change that was made, or begun. As JSON it is without its steps and what became of it, which have lines of their own in a journal.</summary>
public sealed record JournalEntry
{
    /// <summary>The id: the time of its start and the process.</summary>
    public required string Id { get; init; }

    /// <summary>What made it: the cmdlet.</summary>
    public required string Title { get; init; }

    /// <summary>What was locked while it was made, with the names of that time.</summary>
    public required PlanScope Scope { get; init; }

    /// <summary>The physical function's name then; of several, all names; of a change of none, what it locked.</summary>
    [JsonIgnore]
    public string Pf => Scope.Names;

    /// <summary>The host that it was made on; null in the journals of older versions, which do not tell.</summary>
    public string? Host { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The process that made it.</summary>
    public required int ProcessId { get; init; }

    /// <summary>What became of it.</summary>
    [JsonIgnore]
    public ChangeState State { get; init; }

    /// <summary>Whether all of it can be undone.</summary>
    public bool IsReversible { get; init; } = true;

    /// <summary>Its steps, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<JournalStep> Steps { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    [JsonIgnore]
    public string? Failure { get; init; }

    /// <summary>What could not be undone, as commands with the kernel's refusals.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Residue { get; init; } = [];

    /// <summary>What was there before, as far as it undoes that; null in the journals of older versions.</summary>
    [JsonInclude]
    internal IReadOnlyDictionary<Fact, string?>? Before { get; init; }

    /// <summary>The run of the host in which a change of firmware was made; null for other changes, and where it could not be read.</summary>
    [JsonInclude]
    internal string? BootId { get; init; }

    /// <summary>
    /// What the change altered, as it left it, or as an undo that was refused half-way left it; null for what is gone. Null for a change whose process died.
    /// </summary>
    [JsonIgnore]
    internal IReadOnlyDictionary<Fact, string?>? After { get; init; }

    /// <summary>How many of its steps were tried; null for all. An undo has nothing to do with the others.</summary>
    [JsonIgnore]
    internal int? Tried { get; init; }

    /// <summary>All that undoes it.</summary>
    internal IEnumerable<Operation> Acts => Steps.SelectMany(s => s.Undo);

    /// <summary>All that undoes what it altered on one of its physical functions.</summary>
    internal IEnumerable<Operation> ActsOn(ScopePart port) => Steps.Where(step => PortOf(step) == port).SelectMany(s => s.Undo);

    /// <summary>The physical function that a step is about; null where it is about none.</summary>
    internal ScopePart? PortOf(JournalStep step) => Scope.PortParts.FirstOrDefault(part => part.Name == step.Target.Name);

    /// <summary>The change as a message names it.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
