namespace Mlx5Sriov.Kernel.Linux;

/// <summary>The machine's own clock.</summary>
internal sealed class HostClock : IHostClock
{
    public DateTimeOffset Now => DateTimeOffset.UtcNow;

    public void Wait(TimeSpan time, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        cancellation.ThrowIfCancellationRequested();
        if (cancellation.WaitHandle.WaitOne(time)) throw new OperationCanceledException(cancellation);
    }
}
