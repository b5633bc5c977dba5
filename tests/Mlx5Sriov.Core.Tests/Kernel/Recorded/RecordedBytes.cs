using System.Buffers.Binary;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>Requests made comparable: what two senders of the same request may differ in is put to zero.</summary>
internal static class RecordedBytes
{
    /// <summary>A request without its sequence number (the port number is 0 in every request).</summary>
    public static string WithoutSequence(ReadOnlySpan<byte> request)
    {
        var copy = request.ToArray();
        copy.AsSpan(8, 4).Clear();
        return Convert.ToHexString(copy);
    }

    /// <summary>
    /// A generic netlink request without its sequence number and with zeros for padding: libmnl, over which <c>devlink</c> writes, leaves whatever
    /// was in its buffer between an attribute's end and the next multiple of four. The kernel does not look there.
    /// </summary>
    public static string WithoutPadding(ReadOnlySpan<byte> request)
    {
        var copy = request.ToArray();
        copy.AsSpan(8, 4).Clear();
        ClearPadding(copy.AsSpan(20));
        return Convert.ToHexString(copy);
    }

    private static void ClearPadding(Span<byte> attributes)
    {
        while (attributes.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(attributes);
            var aligned = (length + 3) & ~3;
            attributes[length..aligned].Clear();
            var isNested = (attributes[3] & 0x80) != 0;
            if (isNested) ClearPadding(attributes[4..length]);
            attributes = attributes[aligned..];
        }
    }
}
