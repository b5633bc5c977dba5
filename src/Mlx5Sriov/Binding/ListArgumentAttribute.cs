using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace Mlx5Sriov.Binding;

/// <summary>
/// Lets a parameter whose type is a set take the array that PowerShell makes of an unquoted list (0,3,5-7): the engine itself refuses to bind an
/// array to a single value before it asks the type's converter.
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
        if (Base(inputData) is not IEnumerable items || items is string || Set.IsInstanceOfType(items)) return inputData;
        try
        {
            return TypeDescriptor.GetConverter(Set).ConvertFrom(items.Cast<object?>().Select(Base).ToArray());
        }
        catch (FormatException wrong)
        {
            throw new ArgumentTransformationMetadataException(wrong.Message, wrong);
        }
    }

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
