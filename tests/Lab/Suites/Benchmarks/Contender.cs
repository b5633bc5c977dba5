using System.Diagnostics;

namespace Mlx5Sriov.Lab;

/// <summary>One way to do something.</summary>
/// <param name="Name">The way, as the table tells it.</param>
/// <param name="Run">Does it once and tells how long it took.</param>
internal sealed record Contender(string Name, Func<TimeSpan> Run)
{
    /// <summary>Whether it is what the others are measured against: the same messages from C, with nothing around them.</summary>
    public bool IsFloor { get; init; }

    /// <summary>Whether it is the cmdlet that the others are told beside.</summary>
    public bool IsCmdlet { get; init; }

    /// <summary>Whether it runs in this process, whose just-in-time compiler takes its time to get warm.</summary>
    public bool IsCompiled { get; init; }

    /// <summary>A way that this process goes and measures.</summary>
    public static Contender Here(string name, Action act) => new(name, () =>
    {
        var start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start);
    })
    {
        IsCompiled = true,
    };
}
