using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Netlink;

/// <summary>A received netlink message.</summary>
internal readonly ref struct NetlinkMessage
{
    private NetlinkMessage(ReadOnlySpan<byte> whole)
    {
        Type = MemoryMarshal.Read<ushort>(whole[4..]);
        Flags = MemoryMarshal.Read<ushort>(whole[6..]);
        Sequence = MemoryMarshal.Read<uint>(whole[8..]);
        Payload = whole[NLMSG_HDRLEN..];
    }

    public ushort Type { get; }

    public ushort Flags { get; }

    public uint Sequence { get; }

    /// <summary>What follows the header: a family's own header and its attributes.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Takes the first message off a datagram.</summary>
    /// <param name="datagram">One or more messages; afterwards those that follow.</param>
    /// <exception cref="MalformedMessageException">The message's length is none, or runs past the datagram's end.</exception>
    public static NetlinkMessage Take(scoped ref ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < NLMSG_HDRLEN) throw new MalformedMessageException($"its last {datagram.Length} bytes are too few for a header");
        var length = MemoryMarshal.Read<uint>(datagram);
        if (length < NLMSG_HDRLEN || length > datagram.Length)
            throw new MalformedMessageException($"its header tells {length} bytes where {datagram.Length} arrived");
        var message = new NetlinkMessage(datagram[..(int)length]);
        datagram = datagram[Math.Min(Align((int)length), datagram.Length)..];
        return message;
    }

    /// <summary>The family's header at the payload's start, and the attributes that follow it.</summary>
    public T Header<T>(out AttributeReader attributes)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        if (Payload.Length < size) throw new MalformedMessageException($"message type {Type} has {Payload.Length} bytes where its header takes {size}");
        attributes = new AttributeReader(Payload[Math.Min(Align(size), Payload.Length)..]);
        return MemoryMarshal.Read<T>(Payload);
    }
}
