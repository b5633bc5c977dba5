namespace Mlx5Sriov.Kernel.Records;

/// <summary>Who holds a lock.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Command">What it does, as its user would say it: the cmdlet's name.</param>
/// <param name="Since">When it took the lock.</param>
public sealed record LockHolder(int ProcessId, string Command, DateTimeOffset Since);
