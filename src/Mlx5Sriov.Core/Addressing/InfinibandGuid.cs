namespace Mlx5Sriov.Addressing;

/// <summary>
/// An InfiniBand node or port GUID. Read as the OFED driver reads it, octets with or without their leading zero
/// (<c>00:11:22:33:44:55:1:0</c>); printed padded, the only form that <c>ip link</c> accepts.
/// </summary>
/// <param name="Value">The 64-bit number, the first octet highest.</param>
public readonly record struct InfinibandGuid(ulong Value) : IComparable<InfinibandGuid>, IComparable
{
    /// <summary>Whether all octets are zero: a VF with such a GUID does not come up usefully.</summary>
    public bool IsZero => Value == 0;

    /// <summary>Reads a GUID.</summary>
    /// <param name="text">Eight octets of one or two hexadecimal digits, parted by colons.</param>
    /// <returns>The GUID.</returns>
    /// <exception cref="FormatException">The text is no GUID; the message says what is accepted.</exception>
    public static InfinibandGuid Parse(string text) => TryParse(text, out var guid)
        ? guid
        : throw new FormatException($"'{text}' is not an InfiniBand GUID: write eight octets in hexadecimal, such as 00:11:22:33:44:55:01:00.");

    /// <summary>Reads a GUID, if it is one.</summary>
    /// <param name="text">As for <see cref="Parse"/>.</param>
    /// <param name="guid">The GUID.</param>
    /// <returns>Whether the text is a GUID.</returns>
    public static bool TryParse(string? text, out InfinibandGuid guid)
    {
        var ok = Octets.TryParse(text, 8, out var value);
        guid = new InfinibandGuid(value);
        return ok;
    }

    /// <summary>The GUID, padded.</summary>
    /// <returns><c>00:11:22:33:44:55:01:00</c>.</returns>
    public override string ToString() => Octets.Format(Value, 8);

    /// <inheritdoc/>
    public int CompareTo(InfinibandGuid other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is InfinibandGuid other ? CompareTo(other) : throw new ArgumentException($"{obj} is no InfinibandGuid.", nameof(obj));

    /// <summary>Numeric order.</summary>
    public static bool operator <(InfinibandGuid left, InfinibandGuid right) => left.Value < right.Value;

    /// <summary>Numeric order.</summary>
    public static bool operator >(InfinibandGuid left, InfinibandGuid right) => left.Value > right.Value;

    /// <summary>Numeric order.</summary>
    public static bool operator <=(InfinibandGuid left, InfinibandGuid right) => left.Value <= right.Value;

    /// <summary>Numeric order.</summary>
    public static bool operator >=(InfinibandGuid left, InfinibandGuid right) => left.Value >= right.Value;
}
