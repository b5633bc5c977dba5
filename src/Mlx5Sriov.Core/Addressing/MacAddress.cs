namespace Mlx5Sriov.Addressing;

/// <summary>
/// A MAC address: <c>00:11:22:33:44:55</c>. Octets may be written without their leading zero, or parted by hyphens; printed padded, in lower case.
/// </summary>
public readonly record struct MacAddress : IComparable<MacAddress>, IComparable
{
    private readonly ulong _value;

    /// <summary>Creates an address from its number, the first octet highest.</summary>
    /// <param name="value">The 48-bit number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has more than 48 bits.</exception>
    public MacAddress(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 0xFFFF_FFFF_FFFFUL);
        _value = value;
    }

    /// <summary>The address of all zeros, by which a VF's driver is left to choose its own.</summary>
    public static MacAddress Zero => default;

    /// <summary>The 48-bit number, the first octet highest.</summary>
    public ulong Value => _value;

    /// <summary>Whether all octets are zero.</summary>
    public bool IsZero => _value == 0;

    /// <summary>Whether the group bit is set: such an address (broadcast included) names no single function, and the kernel refuses it with EINVAL.</summary>
    public bool IsMulticast => (_value >> 40 & 1) != 0;

    /// <summary>Whether the local bit is set: an address given by an administrator rather than a maker.</summary>
    public bool IsLocal => (_value >> 40 & 2) != 0;

    /// <summary>Reads an address.</summary>
    /// <param name="text">Six octets of one or two hexadecimal digits, parted by colons or hyphens.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is no MAC address; the message says what is accepted.</exception>
    public static MacAddress Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is not a MAC address: write six octets in hexadecimal, such as 00:11:22:33:44:55.");

    /// <summary>Reads an address, if it is one.</summary>
    /// <param name="text">As for <see cref="Parse"/>.</param>
    /// <param name="address">The address.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse(string? text, out MacAddress address)
    {
        var plain = text is not null && !text.Contains(':', StringComparison.Ordinal) ? text.Replace('-', ':') : text;
        var ok = Octets.TryParse(plain, 6, out var value);
        address = ok ? new MacAddress(value) : default;
        return ok;
    }

    /// <summary>The address as the kernel writes it.</summary>
    /// <returns><c>00:11:22:33:44:55</c>.</returns>
    public override string ToString() => Octets.Format(_value, 6);

    /// <inheritdoc/>
    public int CompareTo(MacAddress other) => _value.CompareTo(other._value);

    /// <inheritdoc/>
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is MacAddress other ? CompareTo(other) : throw new ArgumentException($"{obj} is no MacAddress.", nameof(obj));

    /// <summary>Numeric order.</summary>
    public static bool operator <(MacAddress left, MacAddress right) => left._value < right._value;

    /// <summary>Numeric order.</summary>
    public static bool operator >(MacAddress left, MacAddress right) => left._value > right._value;

    /// <summary>Numeric order.</summary>
    public static bool operator <=(MacAddress left, MacAddress right) => left._value <= right._value;

    /// <summary>Numeric order.</summary>
    public static bool operator >=(MacAddress left, MacAddress right) => left._value >= right._value;
}
