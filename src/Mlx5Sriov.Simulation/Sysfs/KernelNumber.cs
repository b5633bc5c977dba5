using System.Globalization;

using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>Numbers as the kernel's strict readers take them: the whole text, one newline at its end tolerated (lib/kstrtox.c).</summary>
internal static class KernelNumber
{
    /// <summary>kstrtou32 and the like.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="min">The lowest value of the type.</param>
    /// <param name="max">The highest value of the type.</param>
    /// <returns>The number.</returns>
    /// <exception cref="Refusal">EINVAL for anything but digits, ERANGE for a number that the type cannot hold.</exception>
    public static long Parse(string text, long min, long max) =>
        Read(text, min, max, 10, out var value) is { } errno ? throw new Refusal(errno) : value;

    /// <summary>
    /// The same for an attribute that makes no difference between what is no number and what is too large, and that tells the base by 0x or 0.
    /// </summary>
    public static bool TryParse(string text, long min, long max, out long value) => Read(text, min, max, 0, out value) is null;

    /// <summary>kstrtobool: the first letter decides, but for on and off.</summary>
    public static bool ParseBoolean(string text) => text switch
    {
        ['1' or 'y' or 'Y' or 't' or 'T', ..] => true,
        ['0' or 'n' or 'N' or 'f' or 'F', ..] => false,
        ['o' or 'O', 'n' or 'N', ..] => true,
        ['o' or 'O', 'f' or 'F', ..] => false,
        _ => throw new Refusal(Errno.EINVAL),
    };

    /// <summary>The value of a digit in any base; one that is no digit is above every base.</summary>
    public static int DigitOf(char c) =>
        char.IsAsciiHexDigit(c) ? int.Parse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : int.MaxValue;

    private static Errno? Read(string text, long min, long max, int numberBase, out long value)
    {
        value = 0;
        var line = SysfsText.Line(text);
        var isNegative = min < 0 && line.StartsWith('-');
        var digits = isNegative || line.StartsWith('+') ? line[1..] : line;
        if (numberBase == 0) (numberBase, digits) = BaseOf(digits);
        if (digits.Length == 0 || digits.Any(c => DigitOf(c) >= numberBase)) return Errno.EINVAL;

        // Once beyond 64 bits it is out of every type's range, and need not grow further.
        var number = digits.Aggregate(Int128.Zero, (sum, c) => sum > long.MaxValue ? sum : (sum * numberBase) + DigitOf(c));
        if (isNegative) number = -number;
        if (number < min || number > max) return Errno.ERANGE;
        value = (long)number;
        return null;
    }

    private static (int Base, string Digits) BaseOf(string text) => text switch
    {
        ['0', 'x' or 'X', var next, ..] when char.IsAsciiHexDigit(next) => (16, text[2..]),
        ['0', ..] => (8, text),
        _ => (10, text),
    };
}
