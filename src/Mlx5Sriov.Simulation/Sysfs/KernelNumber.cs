using System.Globalization;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation;

/// <summary>Numbers as the kernel's strict readers take them: the whole text, one newline at its end tolerated (lib/kstrtox.c).</summary>
internal static class KernelNumber
{
    /// <summary>kstrtou32 and the like.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="min">The lowest value of the type.</param>
    /// <param name="max">The highest value of the type.</param>
    /// <param name="numberBase">10, or 0 for what the text begins with: 0x for 16, 0 for 8.</param>
    /// <returns>The number.</returns>
    /// <exception cref="Refusal">EINVAL for anything but digits, ERANGE for a number that the type cannot hold.</exception>
    public static long Parse(string text, long min, long max, int numberBase = 10)
    {
        var line = SysfsText.Line(text);
        var isNegative = min < 0 && line.StartsWith('-');
        var digits = isNegative || line.StartsWith('+') ? line[1..] : line;
        if (numberBase == 0) (numberBase, digits) = BaseOf(digits);
        var value = digits.Length == 0 ? throw new Refusal(Errno.EINVAL) : digits.Aggregate(Int128.Zero, (sum, c) => Append(sum, c, numberBase));
        if (isNegative) value = -value;
        return value < min || value > max ? throw new Refusal(Errno.ERANGE) : (long)value;
    }

    /// <summary>kstrtobool: the first letter decides, but for on and off.</summary>
    public static bool ParseBoolean(string text) => text switch
    {
        ['1' or 'y' or 'Y' or 't' or 'T', ..] => true,
        ['0' or 'n' or 'N' or 'f' or 'F', ..] => false,
        ['o' or 'O', 'n' or 'N', ..] => true,
        ['o' or 'O', 'f' or 'F', ..] => false,
        _ => throw new Refusal(Errno.EINVAL),
    };

    private static (int Base, string Digits) BaseOf(string text) => text switch
    {
        ['0', 'x' or 'X', var next, ..] when char.IsAsciiHexDigit(next) => (16, text[2..]),
        ['0', ..] => (8, text),
        _ => (10, text),
    };

    private static Int128 Append(Int128 sum, char digit, int numberBase)
    {
        var value = char.IsAsciiHexDigit(digit) ? int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : numberBase;
        if (value >= numberBase) throw new Refusal(Errno.EINVAL);

        // Far beyond 64 bits already: it stays out of every type's range without growing further.
        return sum > long.MaxValue ? sum : (sum * numberBase) + value;
    }
}
