using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace Mlx5Sriov.Kernel.Linux.Interop;

/// <summary>The C library's calls on sockets that have a path.</summary>
internal static partial class Libc
{
    private const int AF_UNIX = 1;
    private const int SOCK_STREAM = 1;
    private const int SOCK_NONBLOCK = 0x800;

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int connect(SafeFileHandle socket, byte* address, uint length);

    /// <summary>socket(2) for a stream between two programs of this host, which never waits; closes over exec.</summary>
    public static SafeFileHandle UnixSocket() => socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    /// <summary>connect(2) to a path, with the zero at its end, or to an abstract name, with a zero before it: struct sockaddr_un.</summary>
    public static unsafe bool ConnectUnix(SafeFileHandle socket, ReadOnlySpan<byte> path)
    {
        Span<byte> address = stackalloc byte[sizeof(ushort) + path.Length];
        MemoryMarshal.Write(address, (ushort)AF_UNIX);
        path.CopyTo(address[sizeof(ushort)..]);
        fixed (byte* start = address)
        {
            int result;
            do result = connect(socket, start, (uint)address.Length);
            while (result < 0 && LastErrno == Errno.EINTR);
            return result == 0;
        }
    }
}
