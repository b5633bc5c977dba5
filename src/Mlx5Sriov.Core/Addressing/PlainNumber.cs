using System.Globalization;
using System.Numerics;

namespace Mlx5Sriov.Addressing;

/// <summary>
/// Numbers written as ASCII digits and nothing else. The framework's own parsing also takes NUL characters behind the digits, whatever the style.
/// </summary>
internal static class PlainNumber
{
    /// <summary>Whether there is at least one character, and every one is a decimal digit.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Reads decimal digits; false for anything else, and for what the type cannot hold.</summary>
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, IBinaryInteger<T>
    {
        value = default;
        return IsDigits(text) && T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads hexadecimal digits in either case; false for anything else, and for what the type cannot hold.</summary>
    public static bool TryParseHex<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        value = default;
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigit(digit)) return false;
        }

        return T.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
