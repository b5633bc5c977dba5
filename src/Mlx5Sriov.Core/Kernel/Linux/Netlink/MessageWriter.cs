using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Netlink;

/// <summary>Writes one netlink request into a buffer that grows: header, the family's own header, attributes. Padding is zero.</summary>
internal sealed class MessageWriter
{
    private byte[] _buffer = new byte[128];
    private int _length = NLMSG_HDRLEN;

    /// <summary>
    /// Begins a request. Its sequence number is given by the socket that sends it; its port number stays 0, the kernel's word for "the sender".
    /// </summary>
    public MessageWriter(ushort type, ushort flags)
    {
        MemoryMarshal.Write(_buffer.AsSpan(4), in type);
        MemoryMarshal.Write(_buffer.AsSpan(6), in flags);
    }

    /// <summary>The request's flags.</summary>
    public ushort Flags => MemoryMarshal.Read<ushort>(_buffer.AsSpan(6));

    /// <summary>Appends a family's header (struct ifinfomsg, struct genlmsghdr).</summary>
    public MessageWriter Header<T>(T header)
        where T : unmanaged
    {
        MemoryMarshal.Write(Grow(Unsafe.SizeOf<T>()), in header);
        return this;
    }

    /// <summary>Adds an attribute of a fixed size, in the byte order of the machine.</summary>
    public MessageWriter Add<T>(ushort type, T value)
        where T : unmanaged => Add(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>Adds an attribute of octets.</summary>
    public MessageWriter Add(ushort type, ReadOnlySpan<byte> payload)
    {
        var length = checked((ushort)(NLA_HDRLEN + payload.Length));
        var attribute = Grow(Align(length));
        MemoryMarshal.Write(attribute, in length);
        MemoryMarshal.Write(attribute[2..], in type);
        payload.CopyTo(attribute[NLA_HDRLEN..]);
        return this;
    }

    /// <summary>Adds a text, ended by a zero.</summary>
    public MessageWriter AddText(ushort type, string text) => Add(type, Encoding.UTF8.GetBytes(text + "\0"));

    /// <summary>Opens a nested attribute; what is added until its disposal is inside it.</summary>
    public Nest Open(ushort type)
    {
        var start = _length;
        Add(type, ReadOnlySpan<byte>.Empty);
        return new Nest(this, start);
    }

    /// <summary>The whole message under a sequence number.</summary>
    public ReadOnlySpan<byte> Finish(uint sequence)
    {
        MemoryMarshal.Write(_buffer, in _length);
        MemoryMarshal.Write(_buffer.AsSpan(8), in sequence);
        return _buffer.AsSpan(0, _length);
    }

    private Span<byte> Grow(int size)
    {
        var start = _length;
        _length += size;
        if (_length > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_length, _buffer.Length * 2));
        return _buffer.AsSpan(start, size);
    }

    /// <summary>An open nested attribute; its disposal writes its length.</summary>
    internal readonly struct Nest(MessageWriter writer, int start) : IDisposable
    {
        public void Dispose()
        {
            var length = checked((ushort)(writer._length - start));
            MemoryMarshal.Write(writer._buffer.AsSpan(start), in length);
        }
    }
}
