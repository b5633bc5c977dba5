namespace Mlx5Sriov.Kernel;

/// <summary>The host's time. On a simulated host waiting costs nothing and moves its clock.</summary>
public interface IHostClock
{
    /// <summary>The time now, in UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The time since some fixed moment, which setting the clock does not move: what intervals are measured by.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Waits.</summary>
    /// <param name="time">How long; zero or more.</param>
    /// <param name="cancellation">Ends the wait early.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    void Wait(TimeSpan time, CancellationToken cancellation);
}
