using System.Text.Json.Serialization;

using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Plans;

/// <summary>One step of a plan.</summary>
public sealed record Change
{
    [JsonConstructor]
    internal Change(Operation operation) => Operation = operation;

    /// <summary>What is changed: a physical function, a VF, a rate group.</summary>
    public required ChangeTarget Target { get; init; }

    /// <summary>The change in words: <c>Trust: Off -> On</c>.</summary>
    public required string Description { get; init; }

    /// <summary>What is done.</summary>
    [JsonInclude]
    internal Operation Operation { get; }

    /// <summary>The command that equals it.</summary>
    public string Command => Operation.Command;

    /// <summary>What puts back what was there, in order; empty where nothing needs to be or can be.</summary>
    [JsonInclude]
    internal IReadOnlyList<Operation> Undo { get; init; } = [];

    /// <summary>The commands that equal what puts back what was there, in order; empty where nothing needs to be or can be.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> UndoCommands => [.. Undo.Select(o => o.Command)];

    /// <summary>Whether <see cref="UndoCommands"/> put everything back.</summary>
    public bool IsReversible { get; init; } = true;

    /// <summary>Whether reading back can show that it was done; a trunk list that the driver cuts cannot.</summary>
    public bool IsVerifiable { get; init; } = true;

    /// <summary>What it costs those who use the adapter.</summary>
    public Disruption Disruption { get; init; }

    /// <summary>Who is hit: <c>eth2 vf 3: VM web01 (pid 4711)</c>.</summary>
    public IReadOnlyList<string> Affected { get; init; } = [];

    /// <summary>How long it is expected to take; null where nothing is known, which for most settings means milliseconds.</summary>
    public TimeSpan? Expected { get; init; }

    /// <summary>The step with what else ends by it.</summary>
    /// <param name="disruption">What that costs; the worse of the two counts.</param>
    /// <param name="affected">Whom it hits.</param>
    /// <param name="isReversible">Whether the way back gives it back.</param>
    internal Change AlsoEnding(Disruption disruption, IEnumerable<string> affected, bool isReversible) => this with
    {
        Disruption = (Disruption)Math.Max((int)Disruption, (int)disruption),
        Affected = [.. Affected, .. affected],
        IsReversible = IsReversible && isReversible,
    };

    /// <summary>The step as a message shows it.</summary>
    /// <returns><c>eth2 vf 3: ip link set dev eth2 vf 3 trust on</c>.</returns>
    public override string ToString() => Affected.Count == 0 ? $"{Target}: {Command}" : $"{Target}: {Command} (hits {string.Join("; ", Affected)})";
}
