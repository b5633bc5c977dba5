namespace Mlx5Sriov.Kernel.Programs;

/// <summary>How a program runs.</summary>
public sealed record ToolOptions
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly TimeSpan? _timeLimit;

    /// <summary>
    /// How long it may run: more than nothing, and less than 25 days. Then it is killed, and whoever waits for it gets ETIMEDOUT. Null for no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no such time.</exception>
    public TimeSpan? TimeLimit
    {
        get => _timeLimit;
        init
        {
            if (value <= TimeSpan.Zero || value > s_longest) throw new ArgumentOutOfRangeException(nameof(value), value, "It is no time limit.");
            _timeLimit = value;
        }
    }
}
