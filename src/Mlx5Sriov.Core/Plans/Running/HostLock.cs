using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Records;

namespace Mlx5Sriov.Plans.Running;

/// <summary>The locks of a plan, one for each part of its scope: two sessions never change the same thing at once.</summary>
/// <remarks>They are taken in the order of the scope, which is the same for every plan, and let go in reverse; so no two plans wait for each other.</remarks>
internal sealed class HostLock : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly Stack<IDisposable> _taken = [];

    private HostLock()
    {
    }

    /// <summary>Takes all locks of a scope, waiting for whoever has one no longer than the time given.</summary>
    /// <exception cref="LockedException">Another still has one; none is taken then.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; none is taken then.</exception>
    public static HostLock Take(SriovHost host, PlanScope scope, string command, TimeSpan timeout, CancellationToken cancellation)
    {
        var (locks, end) = (new HostLock(), host.Clock.Now + timeout);
        try
        {
            foreach (var part in scope.Parts) locks._taken.Push(Take(host, part, command, end, cancellation));
            return locks;
        }
        catch
        {
            locks.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_taken.TryPop(out var taken)) taken.Dispose();
    }

    private static IDisposable Take(SriovHost host, ScopePart part, string command, DateTimeOffset end, CancellationToken cancellation)
    {
        while (true)
        {
            if (host.Changes.TryLock(part.Lock, new LockHolder(Environment.ProcessId, command, host.Clock.Now)) is { } taken) return taken;
            if (host.Clock.Now >= end) throw Refusal(host, part);
            host.Clock.Wait(s_pause, cancellation);
        }
    }

    private static LockedException Refusal(SriovHost host, ScopePart part) => host.Changes.HolderOf(part.Lock) is { } holder
        ? new LockedException(part.Id, holder.ProcessId, holder.Command, host.Clock.Now - holder.Since)
        : new LockedException(part.Id);
}
