using System.Globalization;

namespace Mlx5Sriov.Addressing;

/// <summary>Octets written in hexadecimal between colons: what MAC addresses and GUIDs have in common.</summary>
internal static class Octets
{
    /// <summary>Reads octets of one or two digits each, as the OFED driver does.</summary>
    public static bool TryParse(string? text, int count, out ulong value)
    {
        value = 0;
        var parts = (text ?? "").Trim().Split(':');
        if (parts.Length != count) return false;
        foreach (var part in parts)
        {
            if (part.Length is not (1 or 2) || !PlainNumber.TryParseHex<byte>(part, out var octet)) return false;
            value = (value << 8) | octet;
        }

        return true;
    }

    /// <summary>Writes octets of two lower-case digits each.</summary>
    public static string Format(ulong value, int count) => string.Create((count * 3) - 1, (value, count), static (text, state) =>
    {
        for (var i = 0; i < state.count; i++)
        {
            var octet = (byte)(state.value >> (8 * (state.count - 1 - i)));
            octet.TryFormat(text[(i * 3)..], out _, "x2", CultureInfo.InvariantCulture);
            if (i > 0) text[(i * 3) - 1] = ':';
        }
    });
}
