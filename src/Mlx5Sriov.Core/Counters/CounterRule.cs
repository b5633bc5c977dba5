namespace Mlx5Sriov.Counters;

/// <summary>
/// What two readings of a wrapping 64-bit counter mean. Their difference modulo 2^64 is what was counted between them, also past a wrap, if the adapter can
/// have carried as much; if not, the counter did not go on: it was set back, or one of the readings is not of the same VF.
/// </summary>
internal static class CounterRule
{
    /// <summary>
    /// No adapter counts half of 2^64 between two readings: so a counter that went back is never taken for one that wrapped, whatever the interval.
    /// </summary>
    private const ulong Furthest = ulong.MaxValue / 2;

    /// <summary>What was counted between two readings; null where the counter did not go on.</summary>
    /// <param name="before">The earlier reading.</param>
    /// <param name="after">The later reading.</param>
    /// <param name="most">The most that can have been counted between them.</param>
    public static ulong? Counted(ulong before, ulong after, ulong most) =>
        unchecked(after - before) is var difference && difference <= Math.Min(most, Furthest) ? difference : null;
}
