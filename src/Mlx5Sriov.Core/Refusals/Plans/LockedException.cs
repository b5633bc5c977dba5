using System.Globalization;

namespace Mlx5Sriov.Refusals.Plans;

/// <summary>Another session is changing what a plan locks.</summary>
/// <param name="what">What is locked: the PCI address of a physical function.</param>
/// <param name="processId">The process that holds the lock; null where it does not say.</param>
/// <param name="command">What it does; null where it does not say.</param>
/// <param name="age">For how long it has had the lock.</param>
public sealed class LockedException(string what, int? processId = null, string? command = null, TimeSpan age = default) : SriovException(
    $"{what} is being changed by {Describe(processId, command, age)}.",
    "Wait for it to end and try again, or wait longer. A lock ends with its process: if that hangs, look at it with 'ps' before you kill it.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.Locked;

    /// <summary>The process that holds the lock; null where it does not say.</summary>
    public int? ProcessId { get; } = processId;

    private static string Describe(int? processId, string? command, TimeSpan age) => processId is null
        ? "another session"
        : string.Create(CultureInfo.InvariantCulture, $"process {processId} ({command}), for {age.TotalSeconds:0} s");
}
