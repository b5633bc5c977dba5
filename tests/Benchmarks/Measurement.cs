using System.Diagnostics;
using System.Globalization;

namespace Mlx5Sriov.Benchmarks;

/// <summary>One case, run until it is warm and then several times: the median time and what one run allocates.</summary>
internal sealed record Measurement(string Name, int Vfs, TimeSpan Median, long Allocated)
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    /// <param name="name">The case.</param>
    /// <param name="vfs">How many VFs a run is about.</param>
    /// <param name="act">What is measured.</param>
    /// <param name="runs">How many runs are measured.</param>
    /// <param name="prepare">What comes before each run and is not measured; null for nothing.</param>
    public static Measurement Of(string name, int vfs, Action act, int runs = 15, Action? prepare = null)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
        {
            prepare?.Invoke();
            act();
        }

        var times = new TimeSpan[runs];
        long allocated = 0;
        for (var i = 0; i < runs; i++)
        {
            if (prepare is not null)
            {
                // What it leaves behind is not collected in the time of the act.
                prepare();
                GC.Collect();
            }

            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            var begun = Stopwatch.GetTimestamp();
            act();
            times[i] = Stopwatch.GetElapsedTime(begun);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        }

        Array.Sort(times);
        return new Measurement(name, vfs, times[runs / 2], allocated);
    }

    /// <summary>Prints the case as a row, with how its time a VF relates to that of a smaller case.</summary>
    public Measurement Print(Measurement? smaller = null)
    {
        var each = Median.TotalMicroseconds / Vfs;
        var growth = smaller is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $" ({each / (smaller.Median.TotalMicroseconds / smaller.Vfs):0.00} x that of {smaller.Vfs})");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {Name} | {Vfs} | {Median.TotalMilliseconds:0.000} | {each:0.0}{growth} | {Allocated / 1024.0:0.0} |"));
        return this;
    }
}
