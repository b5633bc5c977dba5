using System.Net.Sockets;

using Mlx5Sriov.Kernel.Sockets;

namespace Mlx5Sriov.Kernel.Linux.Sockets;

/// <summary>A socket that is connected.</summary>
/// <param name="socket">The socket.</param>
/// <param name="act">The command that equals the connection.</param>
internal sealed class Connection(Socket socket, string act) : IConnection
{
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, TimeSpan limit, CancellationToken cancellation)
    {
        if (buffer.IsEmpty) throw new ArgumentException("There is no room to read to.", nameof(buffer));
        try
        {
            return await TimeLimited.RunAsync(act, limit, end => socket.ReceiveAsync(buffer, end), cancellation).ConfigureAwait(false);
        }
        catch (SocketException refusal)
        {
            throw Refusal(refusal, act);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            _ = await TimeLimited.RunAsync(act, limit, end => SendAsync(bytes, end), cancellation).ConfigureAwait(false);
        }
        catch (SocketException refusal)
        {
            throw Refusal(refusal, act);
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What the kernel said, or the search for the addresses of a name.</summary>
    internal static KernelException Refusal(SocketException refusal, string act) => refusal.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery =>
            new KernelException(Errno.EHOSTUNREACH, act, $"the name has no address: {refusal.Message}", kind: KernelAct.Connect),
        SocketError.Shutdown => new KernelException(Errno.EPIPE, act, kind: KernelAct.Connect),
        _ when refusal.NativeErrorCode > 0 => new KernelException((Errno)refusal.NativeErrorCode, act, kind: KernelAct.Connect),
        _ => new KernelException(Errno.EIO, act, refusal.Message, kind: KernelAct.Connect),
    };

    private async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken end)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes, end).ConfigureAwait(false)..];
        return true;
    }
}
