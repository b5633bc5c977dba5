using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation.Time;

/// <summary>
/// A simulated host's time. It starts at a fixed date and moves only by being waited on, by a microsecond for each operation, and by an operation
/// that blocks; waiting costs no real time.
/// </summary>
public sealed class SimulatedClock : IHostClock
{
    /// <summary>When every simulated host starts.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _elapsed;

    internal SimulatedClock()
    {
    }

    /// <inheritdoc/>
    public DateTimeOffset Now => Start + Elapsed;

    /// <summary>How long the host has run.</summary>
    public TimeSpan Elapsed => new(Interlocked.Read(ref _elapsed));

    /// <inheritdoc/>
    public void Wait(TimeSpan time, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        cancellation.ThrowIfCancellationRequested();
        Advance(time);
    }

    /// <summary>Moves the clock: what the host does later is done by the next operation that looks.</summary>
    /// <param name="time">How far; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Interlocked.Add(ref _elapsed, time.Ticks);
    }
}
