using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes;

/// <summary>One lock a physical function: two sessions never change it at once.</summary>
internal static class HostLock
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the lock, waiting for whoever has it no longer than the time given.</summary>
    /// <exception cref="LockedException">Another still has it.</exception>
    public static IDisposable Take(SriovHost host, PciAddress pf, string command, TimeSpan timeout, CancellationToken cancellation)
    {
        var end = host.Clock.Now + timeout;
        while (true)
        {
            if (host.Changes.TryLock($"{pf}", new LockHolder(Environment.ProcessId, command, host.Clock.Now)) is { } taken) return taken;
            if (host.Clock.Now >= end) throw Refusal(host, pf);
            host.Clock.Wait(s_pause, cancellation);
        }
    }

    private static LockedException Refusal(SriovHost host, PciAddress pf) => host.Changes.HolderOf($"{pf}") is { } holder
        ? new LockedException(pf, holder.ProcessId, holder.Command, host.Clock.Now - holder.Since)
        : new LockedException(pf);
}
