using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Netlink;

/// <summary>Walks attributes, one after the other, never beyond their bytes.</summary>
/// <param name="attributes">The attributes' bytes.</param>
internal ref struct AttributeReader(ReadOnlySpan<byte> attributes)
{
    private ReadOnlySpan<byte> _rest = attributes;

    /// <summary>The current attribute's type, without the flags for nesting and byte order.</summary>
    public ushort Type { get; private set; }

    /// <summary>The current attribute's value.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>The bytes after the current attribute.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>The type of the attribute that comes next; 0, which no attribute has, where none does.</summary>
    public readonly int NextType => _rest.Length < NLA_HDRLEN ? 0 : MemoryMarshal.Read<ushort>(_rest[2..]) & NLA_TYPE_MASK;

    /// <summary>The length that the next attribute's header tells; 0 where none follows.</summary>
    public readonly ushort NextLength => _rest.Length < NLA_HDRLEN ? (ushort)0 : MemoryMarshal.Read<ushort>(_rest);

    /// <summary>Goes to the next attribute.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="MalformedMessageException">Its length is none, or runs past the end.</exception>
    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        if (_rest.Length < NLA_HDRLEN) throw new MalformedMessageException($"{_rest.Length} bytes follow its last attribute");
        var length = NextLength;
        if (length < NLA_HDRLEN || length > _rest.Length)
            throw new MalformedMessageException($"attribute {NextType} tells {length} bytes where {_rest.Length} remain");
        Type = (ushort)NextType;
        Payload = _rest[NLA_HDRLEN..length];
        _rest = _rest[Math.Min(Align(length), _rest.Length)..];
        return true;
    }

    /// <summary>Passes over bytes that were read from <see cref="Rest"/>.</summary>
    public void Skip(int count) => _rest = _rest[count..];

    /// <summary>The attributes within the current one.</summary>
    public readonly AttributeReader Nested() => new(Payload);

    /// <summary>The value as a number or a struct, in the byte order of the machine; a longer value is read as far as it is known.</summary>
    public readonly T Value<T>()
        where T : unmanaged => Payload.Length >= Unsafe.SizeOf<T>()
            ? MemoryMarshal.Read<T>(Payload)
            : throw new MalformedMessageException($"attribute {Type} has {Payload.Length} bytes where {Unsafe.SizeOf<T>()} are needed");

    /// <summary>The value as a text, up to its first zero.</summary>
    public readonly string Text()
    {
        var end = Payload.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? Payload : Payload[..end]);
    }
}
