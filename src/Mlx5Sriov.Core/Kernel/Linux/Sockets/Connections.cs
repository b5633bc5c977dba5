using System.Globalization;
using System.Net.Sockets;
using System.Text;

using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Linux.Interop;
using Mlx5Sriov.Kernel.Sockets;

namespace Mlx5Sriov.Kernel.Linux.Sockets;

/// <summary>
/// Connections of the machine. Sockets with a path are connected by bare system calls: System.Net.Sockets takes ENOENT for EADDRNOTAVAIL and has no name for
/// ENOTDIR or ELOOP (seen with .NET 10). TCP is its own, with the search for addresses.
/// </summary>
internal sealed class Connections : IConnections
{
    /// <summary>How soon it is tried again where the listener has no room for one more who waits.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public async Task<IConnection> OpenUnixAsync(string path, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        var isAbstract = path.StartsWith('@');
        if (path.Length < 2 || path.Contains('\0', StringComparison.Ordinal) || !(isAbstract || path.StartsWith('/')))
            throw new ArgumentException($"'{path}' is neither an absolute path nor an abstract name.", nameof(path));
        var act = isAbstract ? $"socat - {ShellWord.Quote($"ABSTRACT-CONNECT:{path[1..]}")}" : $"socat - {ShellWord.Quote($"UNIX-CONNECT:{path}")}";
        var name = Encoding.UTF8.GetBytes(isAbstract ? $"\0{path[1..]}" : $"{path}\0");
        if (Encoding.UTF8.GetByteCount(path) > IConnections.LongestUnixPath)
            throw new KernelException(Errno.ENAMETOOLONG, act, $"the path of a socket has at most {IConnections.LongestUnixPath} bytes", KernelAct.Connect);
        return new Connection(await TimeLimited.RunAsync(act, limit, end => OpenAsync(name, act, end), cancellation).ConfigureAwait(false), act);
    }

    public async Task<IConnection> OpenTcpAsync(string host, int port, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        var act = $"nc {ShellWord.Quote(host)} {port.ToString(CultureInfo.InvariantCulture)}";
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            _ = await TimeLimited.RunAsync(act, limit, end => ConnectAsync(socket, host, port, end), cancellation).ConfigureAwait(false);
            return new Connection(socket, act);
        }
        catch (SocketException refusal)
        {
            socket.Dispose();
            throw Connection.Refusal(refusal, act);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<bool> ConnectAsync(Socket socket, string host, int port, CancellationToken end)
    {
        await socket.ConnectAsync(host, port, end).ConfigureAwait(false);
        return true;
    }

    private static async ValueTask<Socket> OpenAsync(byte[] name, string act, CancellationToken end)
    {
        using var opened = Libc.UnixSocket();
        if (opened.IsInvalid) throw new KernelException(Libc.LastErrno, act, kind: KernelAct.Connect);
        while (!Libc.ConnectUnix(opened, name))
        {
            // A stream socket that never waits gets EAGAIN in place of a wait (connect(2)).
            if (Libc.LastErrno != Errno.EAGAIN) throw new KernelException(Libc.LastErrno, act, kind: KernelAct.Connect);
            await Task.Delay(s_pause, end).ConfigureAwait(false);
        }

        return Taken(opened);
    }

    private static Socket Taken(SafeFileHandle opened)
    {
        var handle = new SafeSocketHandle(opened.DangerousGetHandle(), ownsHandle: true);
        opened.SetHandleAsInvalid();
        return new Socket(handle);
    }
}
