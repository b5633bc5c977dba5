using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads a parameter whose type is a set. The engine by itself refuses to bind the array that an unquoted list is (0,3,5-7) to a single value, and drops
/// a wrong value from the pipeline in silence, so that a bad index would select every VF; a transformation does neither.
/// </summary>
/// <param name="set">The set's type, which has a <see cref="ListConverter{TSet}"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListArgumentAttribute(Type set) : ArgumentTransformationAttribute
{
    /// <summary>The set's type.</summary>
    public Type Set { get; } = set;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Base(inputData) is not { } value || Set.IsInstanceOfType(value)) return inputData;
        try
        {
            var given = value is IEnumerable items and not string ? items.Cast<object?>().Select(Base).ToArray() : value;
            return TypeDescriptor.GetConverter(Set).ConvertFrom(given);
        }
        catch (Exception wrong) when (wrong is FormatException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(wrong.Message, wrong);
        }
    }

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
