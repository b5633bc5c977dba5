using System.Globalization;

namespace Mlx5Sriov.Addressing;

/// <summary>
/// A rate: <c>10Gbit</c>, <c>500Mbit</c>, or a bare number in Mbit/s as the device means it. Kept in bit/s, so that OFED's Mbit/s and devlink's
/// bytes/s both convert without loss. Zero stands for no limit, or no guarantee.
/// </summary>
public readonly record struct Bandwidth : IComparable<Bandwidth>, IComparable
{
    /// <summary>A bare number from here on is more likely bit/s by habit than Mbit/s, and is refused: 1,000,000 Mbit/s would be 1 Tbit/s.</summary>
    public const long BareLimit = 1_000_000;

    private const long Mega = 1_000_000;

    private static readonly (string Suffix, long Factor, int Decimals)[] s_units =
        [("Gbit", 1000 * Mega, 9), ("Mbit", Mega, 6), ("kbit", 1000, 3), ("bit", 1, 0)];

    private readonly long _bits;

    private Bandwidth(long bits) => _bits = bits;

    /// <summary>No rate: no limit, or no guarantee.</summary>
    public static Bandwidth Zero => default;

    /// <summary>The rate in bit/s.</summary>
    public long BitsPerSecond => _bits;

    /// <summary>The rate in bytes/s, devlink's unit; a part of a byte is cut off.</summary>
    public ulong BytesPerSecond => (ulong)_bits / 8;

    /// <summary>The rate in Mbit/s, with its fraction.</summary>
    public decimal Megabits => _bits / (decimal)Mega;

    /// <summary>The rate in whole Mbit/s, the unit of the hardware.</summary>
    /// <exception cref="InvalidOperationException">The rate is not a whole number of Mbit/s.</exception>
    public long WholeMegabits => IsWholeMegabits
        ? _bits / Mega
        : throw new InvalidOperationException($"{this} is not a whole number of Mbit/s, the unit in which the adapter limits rates.");

    /// <summary>Whether the rate is a whole number of Mbit/s, which is all that the hardware takes.</summary>
    public bool IsWholeMegabits => _bits % Mega == 0;

    /// <summary>Whether the rate is zero.</summary>
    public bool IsZero => _bits == 0;

    /// <summary>A rate of so many bit/s.</summary>
    /// <param name="bits">Bit/s, zero or more.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static Bandwidth FromBits(long bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bits);
        return new Bandwidth(bits);
    }

    /// <summary>A rate of so many Mbit/s, as OFED and rtnetlink tell it.</summary>
    /// <param name="megabits">Mbit/s, zero or more.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or beyond 9,223,372,036,854 Mbit/s.</exception>
    public static Bandwidth FromMegabits(long megabits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(megabits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(megabits, long.MaxValue / Mega);
        return new Bandwidth(megabits * Mega);
    }

    /// <summary>A rate of so many bytes/s, as devlink tells it.</summary>
    /// <param name="bytes">Bytes/s.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is beyond what bit/s can tell.</exception>
    public static Bandwidth FromBytes(ulong bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, (ulong)long.MaxValue / 8);
        return new Bandwidth((long)bytes * 8);
    }

    /// <summary>Reads a rate.</summary>
    /// <param name="text">
    /// A number, whole or with digits on both sides of a decimal point, and a unit: Gbit, Mbit, kbit or bit, in any case; a bare whole number is Mbit/s.
    /// Blanks around the text and before the unit are ignored.
    /// </param>
    /// <returns>The rate.</returns>
    /// <exception cref="FormatException">
    /// The text is no rate, is not a whole number of bit/s, is beyond 9,223,372,036,854,775,807 bit/s, or is a bare number of 1,000,000 or more;
    /// the message says what is accepted.
    /// </exception>
    public static Bandwidth Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var (suffix, _, decimals) = s_units.FirstOrDefault(u => trimmed.EndsWith(u.Suffix, StringComparison.OrdinalIgnoreCase));
        if (suffix is null && PlainNumber.TryParse<long>(trimmed, out var bare)) return FromBare(bare);
        if (suffix is null) throw PlainNumber.IsDigits(trimmed) ? TooLarge(text) : Malformed(text);

        // Shifting the decimal point in the text keeps the conversion exact; a decimal number would round what has more digits than it can hold.
        var number = trimmed[..^suffix.Length].TrimEnd();
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? "0" : number[(point + 1)..];
        if (!PlainNumber.IsDigits(whole) || !PlainNumber.IsDigits(fraction)) throw Malformed(text);
        fraction = fraction.TrimEnd('0');
        if (fraction.Length > decimals) throw new FormatException($"'{text}' is not a whole number of bit/s.");
        return PlainNumber.TryParse<long>(whole + fraction.PadRight(decimals, '0'), out var bits) ? new Bandwidth(bits) : throw TooLarge(text);
    }

    /// <summary>A bare number, in Mbit/s: so a program that converts numbers to rates takes <c>500</c>.</summary>
    /// <param name="megabits">Mbit/s.</param>
    /// <exception cref="FormatException">It is negative, or 1,000,000 or more.</exception>
    public static explicit operator Bandwidth(int megabits) => FromBare(megabits);

    /// <summary>A bare number, in Mbit/s.</summary>
    /// <param name="megabits">Mbit/s.</param>
    /// <exception cref="FormatException">It is negative, or 1,000,000 or more.</exception>
    public static explicit operator Bandwidth(long megabits) => FromBare(megabits);

    /// <summary>By size.</summary>
    public static bool operator <(Bandwidth left, Bandwidth right) => left._bits < right._bits;

    /// <summary>By size.</summary>
    public static bool operator >(Bandwidth left, Bandwidth right) => left._bits > right._bits;

    /// <summary>By size.</summary>
    public static bool operator <=(Bandwidth left, Bandwidth right) => left._bits <= right._bits;

    /// <summary>By size.</summary>
    public static bool operator >=(Bandwidth left, Bandwidth right) => left._bits >= right._bits;

    /// <inheritdoc/>
    public int CompareTo(Bandwidth other) => _bits.CompareTo(other._bits);

    /// <inheritdoc/>
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is Bandwidth other ? CompareTo(other) : throw new ArgumentException($"{obj} is no Bandwidth.", nameof(obj));

    /// <summary>The rate in the largest unit that tells it exactly; it reads back as the same rate.</summary>
    /// <returns><c>10Gbit</c>, <c>500Mbit</c>, <c>1500kbit</c>; <c>0</c> for none.</returns>
    public override string ToString()
    {
        if (_bits == 0) return "0";
        var bits = _bits;
        var (suffix, factor, _) = s_units.First(u => bits % u.Factor == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bits / factor}{suffix}");
    }

    /// <summary>The rate rounded to three digits, for the eye: a measured rate is seldom a round number.</summary>
    /// <returns><c>9.42Gbit</c>, <c>72.0Mbit</c>, <c>104kbit</c>; <c>0</c> for none.</returns>
    public string ToShortString()
    {
        if (_bits == 0) return "0";
        decimal step = 1;
        while (_bits / step >= 1000) step *= 10;
        var rounded = Math.Round(_bits / step) * step;
        var (suffix, factor, _) = s_units.First(u => rounded >= u.Factor);
        var value = rounded / factor;
        var decimals = factor == 1 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return value.ToString($"F{decimals}", CultureInfo.InvariantCulture) + suffix;
    }

    private static Bandwidth FromBare(long megabits) => megabits switch
    {
        < 0 => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{megabits} is not a rate: a rate is zero or more.")),
        >= BareLimit => throw new FormatException($"{megabits} Mbit/s is beyond any adapter: a bare number is Mbit/s; for bit/s write {megabits}bit."),
        _ => FromMegabits(megabits),
    };

    private static FormatException TooLarge(string text) =>
        new($"'{text}' is beyond any adapter: the highest rate that can be told is {long.MaxValue}bit.");

    private static FormatException Malformed(string text) =>
        new($"'{text}' is not a rate: write a number with Gbit, Mbit, kbit or bit, such as 10Gbit or 2.5Gbit, or a bare whole number of Mbit/s.");
}
