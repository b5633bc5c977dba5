namespace Mlx5Sriov.Watching;

/// <summary>Which VFs of a physical function are watched.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Indexes">Their indexes; null for all that are enabled, now and later.</param>
public sealed record WatchedVfs(PciAddress Pf, VfIndexSet? Indexes);
