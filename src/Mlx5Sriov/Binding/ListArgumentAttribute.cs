using System.Collections;
using System.ComponentModel;

namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads a parameter whose type is a set. The engine by itself refuses to bind the array that an unquoted list is (0,3,5-7) to a single value, and drops
/// a wrong value from the pipeline in silence, so that a bad index would select every VF; a transformation does neither.
/// </summary>
/// <param name="set">The set's type, which has a <see cref="ListConverter{TSet}"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListArgumentAttribute(Type set) : ReadArgumentAttribute
{
    /// <summary>The set's type.</summary>
    public Type Set { get; } = set;

    /// <summary>Whether an empty text is no list given, as in a saved group without members.</summary>
    public bool AllowsEmpty { get; set; }

    private protected override object? Read(object? given)
    {
        if (AllowsEmpty && Plain(given) is string text && string.IsNullOrWhiteSpace(text)) return null;
        if (Plain(given) is not { } value || Set.IsInstanceOfType(value)) return given;
        if (value is IDictionary) throw new FormatException("A hashtable is no list: give numbers and ranges, such as 0-7.");
        return TypeDescriptor.GetConverter(Set).ConvertFrom(value is IEnumerable and not (string or IDictionary) ? Items(value) : value);
    }
}
