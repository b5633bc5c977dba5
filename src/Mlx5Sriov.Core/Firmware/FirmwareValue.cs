using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mlx5Sriov.Firmware;

/// <summary>A value of a firmware setting: a word with its number (<c>True(1)</c>, <c>ETH(2)</c>), a number alone (<c>16</c>), or another text.</summary>
/// <remarks>
/// MlxCfg::printValue in mstflint's mlxconfig/mlxcfg_ui.cpp. Releases differ: old ones write <c>1</c> where later ones write <c>True(1)</c>.
/// </remarks>
[TypeConverter(typeof(FirmwareValueConverter))]
public sealed partial record FirmwareValue
{
    private FirmwareValue(string? word, long? number) => (Word, Number) = (word, number);

    /// <summary>The word: <c>True</c>, <c>ETH</c>, <c>Array[0..7]</c>; null for a number alone.</summary>
    public string? Word { get; }

    /// <summary>The number, zero or more; null for a text that the tool tells no number of.</summary>
    public long? Number { get; }

    /// <summary>Whether it is True or False.</summary>
    public bool IsBoolean => Word is "True" or "False";

    /// <summary>Whether it stands for all elements of an array, each of which has a value of its own.</summary>
    public bool IsArray => Number is null && Word!.StartsWith("Array", StringComparison.Ordinal);

    /// <summary>The value as an argument of the tool: the number where it has one, as every release takes it, else the text.</summary>
    internal string Argument => Number?.ToString(CultureInfo.InvariantCulture) ?? Word!;

    /// <summary>Reads a value as the tool or a user writes it.</summary>
    /// <param name="text">The text; True and False in any case.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">The text is empty.</exception>
    public static FirmwareValue Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = PlainText.Of(text.Trim());
        if (plain.Length == 0) throw new FormatException("An empty text is no value of a firmware setting.");
        if (PlainNumber.TryParse(plain, out long number)) return new FirmwareValue(null, number);
        if (Both().Match(plain) is { Success: true } both && PlainNumber.TryParse(both.Groups[2].Value, out long told))
            return new FirmwareValue(Boolean(both.Groups[1].Value)?.Word ?? both.Groups[1].Value, told);
        return Boolean(plain) ?? new FirmwareValue(plain, null);
    }

    /// <summary>Reads a value of the tool's table; null for one that the card does not tell (<c>N/A</c>).</summary>
    internal static FirmwareValue? Read(string cell) => cell is "N/A" or "-" ? null : Parse(cell);

    /// <summary>Whether both are the same value, of which each may be told by its word or by its number.</summary>
    internal bool Means(FirmwareValue other) => Number is { } own && other.Number is { } number
        ? own == number
        : Word is not null && other.Word is not null && Word.Equals(other.Word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as the tool writes it.</summary>
    /// <returns><c>True(1)</c>, <c>16</c>.</returns>
    public override string ToString() => (Word, Number) switch
    {
        (null, var number) => number?.ToString(CultureInfo.InvariantCulture) ?? "",
        (var word, null) => word,
        var (word, number) => string.Create(CultureInfo.InvariantCulture, $"{word}({number})"),
    };

    private static FirmwareValue? Boolean(string text) =>
        text.Equals("True", StringComparison.OrdinalIgnoreCase) ? new FirmwareValue("True", 1)
        : text.Equals("False", StringComparison.OrdinalIgnoreCase) ? new FirmwareValue("False", 0)
        : null;

    [GeneratedRegex(@"\A([^()\s]+)\(([0-9]+)\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Both();
}
