using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads one value that is written as a text: a word, an address. The engine by itself adds up a list of words as if they were flags, takes a number for the
/// word at that place, and quotes in its error what was given, with the characters that a terminal takes for a command.
/// </summary>
/// <param name="type">The value's type.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValueArgumentAttribute(Type type) : ReadArgumentAttribute
{
    /// <summary>The value's type.</summary>
    public Type Type { get; } = type;

    /// <summary>Whether the parameter is the text that was given, once it is known to be one of the type's.</summary>
    public bool KeepsText { get; set; }

    /// <summary>Whether several may be given.</summary>
    public bool IsList { get; set; }

    private protected override object? Read(object? given)
    {
        object?[] items = Items(given);
        if (IsList) return items.Select(item => item is null || Type.IsInstanceOfType(item) ? item : Value(item)).ToArray();
        if (items is not [var item]) throw new FormatException($"'{string.Join(", ", items.Select(Text))}' is not one value: give one.");
        if (item is null || Type.IsInstanceOfType(item)) return item;
        var value = Value(item);
        return KeepsText ? Text(item) : value;
    }

    private object? Value(object item)
    {
        if (Type == typeof(string)) return item is IConvertible ? Text(item) : throw new FormatException($"A {item.GetType().Name} is no text.");
        if (Type.IsEnum ? !IsWord(item) : item is not string) throw Wrong(item);
        try
        {
            return LanguagePrimitives.ConvertTo(item, Type, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException wrong)
        {
            throw new FormatException(wrong.GetBaseException().Message, wrong);
        }
    }

    // A type without words of its own has the names of its values, and no numbers.
    private bool IsWord(object item)
    {
        var converter = TypeDescriptor.GetConverter(Type);
        return item switch
        {
            bool => converter.CanConvertFrom(typeof(bool)),
            string text => converter.GetType() != typeof(EnumConverter) || Enum.GetNames(Type).Contains(text.Trim(), StringComparer.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private FormatException Wrong(object item) => new(Type.IsEnum
        ? $"'{Text(item)}' is not one of {string.Join(", ", Enum.GetNames(Type))}."
        : $"A {item.GetType().Name} is no {Type.Name}: give its text.");
}
