using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace Mlx5Sriov.Kernel.Linux.Interop;

/// <summary>The C library's calls on sockets and namespaces.</summary>
internal static partial class Libc
{
    public const int AF_NETLINK = 16;
    public const int SOCK_RAW = 3;
    public const int SOCK_CLOEXEC = 0x80000;
    public const int SOL_SOCKET = 1;
    public const int SO_RCVBUF = 8;
    public const int SO_RCVTIMEO = 20;
    public const int SO_RCVBUFFORCE = 33;
    public const int SOL_NETLINK = 270;
    public const int MSG_PEEK = 0x02;
    public const int MSG_TRUNC = 0x20;
    public const int CLONE_NEWNET = 0x40000000;

    [LibraryImport("libc", SetLastError = true)]
    private static partial SafeFileHandle socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int bind(SafeFileHandle socket, sockaddr_nl* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int setsockopt(SafeFileHandle socket, int level, int option, void* value, uint length);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint recv(SafeFileHandle socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(SafeFileHandle file, int type);

    /// <summary>socket(2) for netlink; closes over exec.</summary>
    public static SafeFileHandle NetlinkSocket(int protocol) => socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);

    /// <summary>bind(2) of a netlink socket to a port number that the kernel chooses.</summary>
    public static unsafe bool Bind(SafeFileHandle socket)
    {
        var address = new sockaddr_nl { nl_family = AF_NETLINK };
        return bind(socket, &address, (uint)sizeof(sockaddr_nl)) == 0;
    }

    /// <summary>setsockopt(2).</summary>
    public static unsafe bool SetOption<T>(SafeFileHandle socket, int level, int option, T value)
        where T : unmanaged => setsockopt(socket, level, option, &value, (uint)sizeof(T)) == 0;

    /// <summary>recv(2), interrupted calls repeated.</summary>
    public static unsafe int Receive(SafeFileHandle socket, Span<byte> buffer, int flags)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do count = recv(socket, start, (nuint)buffer.Length, flags);
            while (count < 0 && LastErrno == Errno.EINTR);
            return (int)count;
        }
    }

    /// <summary>setns(2): moves the calling thread, and only it, into a network namespace.</summary>
    public static bool EnterNetworkNamespace(SafeFileHandle file) => setns(file, CLONE_NEWNET) == 0;

    /// <summary>struct timeval, as on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeInterval
    {
        public long tv_sec;
        public long tv_usec;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct sockaddr_nl
    {
        public ushort nl_family;
        public ushort nl_pad;
        public uint nl_pid;
        public uint nl_groups;
    }
}
