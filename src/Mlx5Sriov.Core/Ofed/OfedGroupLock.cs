using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Ofed;

/// <summary>Another's moment with the rate groups: some releases take their lock only for a try, and then a read or write is EBUSY.</summary>
/// <remarks>
/// esw/qos.c: the rates of groups in 23.10 to 25.10, <c>groups/ID/config</c> in 23.10 to 25.07. A few tries outlast it; more would hide a driver that hangs.
/// </remarks>
internal static class OfedGroupLock
{
    /// <summary>How often an act is tried.</summary>
    public const int Tries = 5;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Does something with the rate groups, again where the lock is taken.</summary>
    /// <exception cref="KernelException">The kernel refused, or still had the lock at the last try (EBUSY).</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static T Outlast<T>(IHostClock clock, Func<T> act, CancellationToken cancellation)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return act();
            }
            catch (KernelException busy) when (busy.Errno == Errno.EBUSY && left > 1)
            {
                clock.Wait(s_pause, cancellation);
            }
            catch (KernelException refusal)
            {
                throw refusal.Of(KernelAct.UseRateGroup);
            }
        }
    }
}
