using System.Globalization;

namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads a number of seconds, with fractions behind a point. The engine by itself takes <c>1,5</c> for 15, <c>0x10</c> for 16 and <c>$true</c> for 1.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsArgumentAttribute : ReadArgumentAttribute
{
    private protected override object? Read(object? given)
    {
        object?[] items = Items(given);
        return items is [var item] && Seconds(item) is { } seconds
            ? seconds
            : throw new FormatException($"'{string.Join(", ", items.Select(Text))}' is not a number of seconds, such as 1 or 0.5.");
    }

    private static double? Seconds(object? value) => value switch
    {
        string text => double.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
            ? read
            : null,
        Enum => null,
        IConvertible number when number.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.Decimal => number.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };
}
