using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Linux.Interop;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Netlink;

/// <summary>
/// A netlink socket. It belongs to the network namespace that the thread was in which opened it. It is bare system calls, not System.Net.Sockets: that
/// knows neither the family nor its error numbers (EPERM and EACCES, ENOBUFS) by their own values.
/// </summary>
internal sealed class NetlinkSocket : IDisposable
{
    /// <summary>The kernel answers while it is asked, so a silence this long means that an answer was lost.</summary>
    private const long PatienceSeconds = 10;

    /// <summary>Room for answers in the kernel: as much as iproute2 asks for (rtnl_open in lib/libnetlink.c), whatever the host's default.</summary>
    /// <remarks>
    /// The kernel drops the next part of a list that has no room beside one that is looked at but not taken yet: ENOBUFS
    /// (netlink_dump in net/netlink/af_netlink.c).
    /// </remarks>
    private const int BufferSize = 1024 * 1024;

    private readonly SafeFileHandle _socket;
    private byte[] _buffer = new byte[32 * 1024];
    private uint _sequence;

    /// <summary>Takes over an open socket.</summary>
    internal NetlinkSocket(SafeFileHandle socket) => _socket = socket;

    /// <summary>Opens a socket.</summary>
    /// <returns>The socket; null where the kernel refused, and why.</returns>
    public static NetlinkSocket? Open(int protocol, out Errno refusal)
    {
        refusal = 0;
        var socket = Libc.NetlinkSocket(protocol);
        if (!socket.IsInvalid && Libc.Bind(socket))
        {
            // Both came with Linux 4.12; without them the kernel gives error numbers alone.
            Libc.SetOption(socket, Libc.SOL_NETLINK, NETLINK_EXT_ACK, 1);
            Libc.SetOption(socket, Libc.SOL_NETLINK, NETLINK_CAP_ACK, 1);

            // The host's limit (net.core.rmem_max) binds those without CAP_NET_ADMIN.
            if (!Libc.SetOption(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, BufferSize)) Libc.SetOption(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUF, BufferSize);
            Libc.SetOption(socket, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, new Libc.TimeInterval { tv_sec = PatienceSeconds });
            return new NetlinkSocket(socket);
        }

        refusal = Libc.LastErrno;
        socket.Dispose();
        return null;
    }

    /// <summary>Sends a request under the next sequence number; written to a netlink socket without a peer it goes to the kernel.</summary>
    /// <returns>Whether the kernel took it; if not, <see cref="Libc.LastErrno"/> tells why.</returns>
    public bool Send(MessageWriter request, out uint sequence)
    {
        sequence = ++_sequence;
        return Libc.Write(_socket, request.Finish(sequence)) >= 0;
    }

    /// <summary>Receives one datagram whole, of whatever size: that is asked for first, and the buffer grows to it.</summary>
    /// <returns>Whether one came; if not, <see cref="Libc.LastErrno"/> tells why.</returns>
    public bool Receive(out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        var size = Libc.Receive(_socket, [], Libc.MSG_PEEK | Libc.MSG_TRUNC);
        if (size < 0) return false;
        if (size > _buffer.Length) _buffer = new byte[Math.Max(size, _buffer.Length * 2)];
        return ReceiveShort(out datagram);
    }

    /// <summary>
    /// Receives one datagram that the buffer has room for, as it has for an acknowledgement: the request, if the kernel repeats it, and a sentence.
    /// </summary>
    /// <returns>Whether one came; if not, <see cref="Libc.LastErrno"/> tells why.</returns>
    public bool ReceiveShort(out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        var count = Libc.Receive(_socket, _buffer, Libc.MSG_TRUNC);
        if (count < 0) return false;
        if (count == 0) throw new MalformedMessageException("it is empty");
        if (count > _buffer.Length) throw new MalformedMessageException($"it came with {count} bytes where there is room for {_buffer.Length}");
        datagram = _buffer.AsSpan(0, count);
        return true;
    }

    public void Dispose() => _socket.Dispose();
}
