using System.Globalization;

using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes;

/// <summary>Another session is changing the physical function.</summary>
/// <param name="what">What is locked: the PCI address of a physical function.</param>
/// <param name="holder">Who it is; null where it does not say.</param>
/// <param name="now">The time now, from which the lock's age follows.</param>
public sealed class LockedException(string what, LockHolder? holder, DateTimeOffset now) : SriovException(
    $"{what} is being changed by {Describe(holder, now)}.",
    "Wait for it to end and try again, or wait longer with -LockTimeout. A lock ends with its process: if that hangs, look at it with 'ps' before you kill it.")
{
    /// <summary>Who holds the lock; null where it does not say.</summary>
    public LockHolder? Holder { get; } = holder;

    private static string Describe(LockHolder? holder, DateTimeOffset now) => holder is null
        ? "another session"
        : string.Create(CultureInfo.InvariantCulture, $"process {holder.ProcessId} ({holder.Command}), for {(now - holder.Since).TotalSeconds:0} s");
}
