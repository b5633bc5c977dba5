using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>A step of a change in the journal.</summary>
/// <param name="Target">What was changed.</param>
/// <param name="Description">The change in words.</param>
/// <param name="Command">The command that equals it.</param>
/// <param name="Undo">What puts back what was there, in order.</param>
public sealed record JournalStep(ChangeTarget Target, string Description, string Command, IReadOnlyList<Operation> Undo)
{
    /// <summary>Whether <see cref="Undo"/> puts everything back.</summary>
    public bool IsReversible { get; init; } = true;

    /// <summary>The step as a message shows it.</summary>
    /// <returns><c>eth2 vf 3: ip link set dev eth2 vf 3 trust on</c>.</returns>
    public override string ToString() => $"{Target}: {Command}";
}
