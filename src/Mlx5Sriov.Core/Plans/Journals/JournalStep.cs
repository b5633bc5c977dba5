using System.Text.Json.Serialization;

using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>A step of a change in the journal.</summary>
public sealed record JournalStep
{
    [JsonConstructor]
    internal JournalStep(ChangeTarget target, string description, string command, IReadOnlyList<Operation> undo)
    {
        Target = target;
        Description = description;
        Command = command;
        Undo = undo;
    }

    /// <summary>What was changed.</summary>
    public ChangeTarget Target { get; init; }

    /// <summary>The change in words.</summary>
    public string Description { get; init; }

    /// <summary>The command that equals it.</summary>
    public string Command { get; init; }

    /// <summary>What puts back what was there, in order.</summary>
    [JsonInclude]
    internal IReadOnlyList<Operation> Undo { get; }

    /// <summary>The commands that equal what puts back what was there, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> UndoCommands => [.. Undo.Select(o => o.Command)];

    /// <summary>Whether <see cref="UndoCommands"/> put everything back.</summary>
    public bool IsReversible { get; init; } = true;

    /// <summary>The step as a message shows it.</summary>
    /// <returns><c>eth2 vf 3: ip link set dev eth2 vf 3 trust on</c>.</returns>
    public override string ToString() => $"{Target}: {Command}";
}
