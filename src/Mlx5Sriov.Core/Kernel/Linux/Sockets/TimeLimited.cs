namespace Mlx5Sriov.Kernel.Linux.Sockets;

/// <summary>Waits no longer than a limit.</summary>
internal static class TimeLimited
{
    /// <summary>Does something that a token can end.</summary>
    /// <param name="act">What is done, for the refusal.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="task">What is done; the token ends it at the limit and with the caller's.</param>
    /// <param name="cancellation">The caller's own end.</param>
    /// <exception cref="KernelException">The limit is over (ETIMEDOUT).</exception>
    /// <exception cref="OperationCanceledException">The caller ended it.</exception>
    public static async Task<T> RunAsync<T>(string act, TimeSpan limit, Func<CancellationToken, ValueTask<T>> task, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(limit);
        try
        {
            return await task(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new KernelException(Errno.ETIMEDOUT, act, $"nothing came of it for {limit}");
        }
    }
}
