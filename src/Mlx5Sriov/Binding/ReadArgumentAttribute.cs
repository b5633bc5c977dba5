using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads what is given for a parameter, before the engine would. The engine rounds, makes 0 of an empty text, fills an object in from whatever has
/// properties, and drops in silence what comes by property name and cannot be converted; what is read here is right, or refused in words.
/// </summary>
public abstract class ReadArgumentAttribute : ArgumentTransformationAttribute
{
    private const string Saved = $"Deserialized.{nameof(Mlx5Sriov)}.";

    /// <summary>
    /// Whether it is a setting that a column of a table may give. An empty cell leaves the setting as it is: the engine drops what it cannot cast, where that
    /// comes by property name. On the command line an empty text is still refused, for it is that of a variable which was never set. What PowerShell's own
    /// JSON makes of a value is left to <see cref="SettingColumns"/>: it is no wish where the row is an object of the module.
    /// </summary>
    public bool IsColumn { get; set; }

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return IsColumn && Plain(inputData) is string text && string.IsNullOrWhiteSpace(text)
                ? new UnreadCell(Refusal(inputData) ?? "An empty text is no value.")
                : Read(inputData);
        }
        catch (Exception wrong) when (IsColumn && wrong is FormatException or NotSupportedException && Plain(inputData) is PSCustomObject or long)
        {
            // ConvertTo-Json makes an object of an address, and a number of a word.
            return new UnreadCell(wrong.Message);
        }
        catch (Exception wrong) when (wrong is FormatException or NotSupportedException)
        {
            // What was given may be of a file that another wrote.
            throw new ArgumentTransformationMetadataException(PlainText.Of(wrong.Message), wrong);
        }
    }

    /// <summary>What is said of a value that the parameter does not take; null where it takes it.</summary>
    internal string? Refusal(object? given)
    {
        try
        {
            _ = Read(given);
            return null;
        }
        catch (Exception wrong) when (wrong is FormatException or NotSupportedException)
        {
            return wrong.Message;
        }
    }

    /// <summary>The parameter's value; what is given is a <see cref="PSObject"/> or what is in one.</summary>
    /// <exception cref="FormatException">It is none; the message says what is.</exception>
    private protected abstract object? Read(object? given);

    /// <summary>What the engine may have wrapped; of a value that was saved, or sent from another session, its text.</summary>
    private protected static object? Plain(object? given) => given is not PSObject wrapped ? given
        : IsSaved(wrapped) ? $"{wrapped}"
        : wrapped.BaseObject;

    /// <summary>Whether it is an object of the module that was saved, or sent from another session, and has its text.</summary>
    private protected static bool IsSaved(PSObject item) =>
        item.BaseObject is PSCustomObject && item.TypeNames.FirstOrDefault()?.StartsWith(Saved, StringComparison.Ordinal) == true;

    /// <summary>What refuses a value for this parameter alone: the engine goes on to bind it by its properties, where any has a parameter's name.</summary>
    private protected static ArgumentTransformationMetadataException Elsewhere(string message) => new(message, new PSInvalidCastException(message));

    /// <summary>Each of several that are given; one alone otherwise. A hashtable is one thing, and no list of its keys.</summary>
    private protected static object?[] Items(object? given) =>
        Plain(given) is IEnumerable list and not (string or IDictionary) ? [.. list.Cast<object?>().Select(Plain)] : [Plain(given)];

    /// <summary>Each of several that are given, as the engine has wrapped it; one alone otherwise.</summary>
    private protected static object?[] Several(object? given) => given is PSObject { BaseObject: IEnumerable and not (string or IDictionary) } wrapped
        ? Several(wrapped.BaseObject)
        : given is IEnumerable list and not (string or IDictionary or PSObject) ? [.. list.Cast<object?>()] : [given];

    /// <summary>A value as messages tell it.</summary>
    private protected static string Text(object? value) => value switch
    {
        IDictionary => "a hashtable",
        IEnumerable list and not string => $"({string.Join(", ", list.Cast<object?>().Select(item => Text(Plain(item))))})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A whole number, of whatever numeric type, or the text of one; null for any other value.</summary>
    private protected static int? Whole(object? value)
    {
        if (value is string text)
            return int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read : null;
        if (value is null or Enum || Type.GetTypeCode(value.GetType()) is < TypeCode.SByte or > TypeCode.Decimal) return null;
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return number is >= int.MinValue and <= int.MaxValue && double.IsInteger(number) ? (int)number : null;
    }
}
