using System.Diagnostics;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>The machine's own clock.</summary>
internal sealed class HostClock : IHostClock
{
    public DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <remarks>CLOCK_MONOTONIC.</remarks>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(0);

    public void Wait(TimeSpan time, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        cancellation.ThrowIfCancellationRequested();
        if (cancellation.WaitHandle.WaitOne(time)) throw new OperationCanceledException(cancellation);
    }
}
