namespace Mlx5Sriov.Kernel.Sockets;

/// <summary>A connection to another program: bytes in both directions. Whoever disposes of it closes it.</summary>
/// <remarks>
/// It is no <see cref="Stream"/>, because a read needs a limit of its own (a busy QEMU takes a client and says nothing), and because a failure must name the
/// kernel's error number. One read and one write may be under way at a time.
/// </remarks>
public interface IConnection : IAsyncDisposable
{
    /// <summary>Reads what has come; waits until something has.</summary>
    /// <param name="buffer">Where to; not empty.</param>
    /// <param name="limit">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellation">Ends the wait. The connection can be used further.</param>
    /// <returns>How many bytes were read; 0 where the other side has closed the connection.</returns>
    /// <exception cref="KernelException">Nothing came (ETIMEDOUT; the connection can be used further), or the connection broke (ECONNRESET).</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, TimeSpan limit, CancellationToken cancellation);

    /// <summary>Writes all of some bytes.</summary>
    /// <param name="bytes">What to write.</param>
    /// <param name="limit">How long to wait for a side that does not read; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellation">Ends the wait; how much was written is then unknown.</param>
    /// <exception cref="KernelException">
    /// The other side has closed the connection (EPIPE), it broke (ECONNRESET), or the limit is over (ETIMEDOUT; how much was written is then unknown).
    /// </exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit, CancellationToken cancellation);
}
