using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads the numbers of rate groups. The engine by itself rounds 7.5 to 8, which is another group, and makes 0 of an empty field; here the one is
/// refused, and the other is no number, as in a table that has a column for names too.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GroupIdArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Base(inputData) is not { } value) return null;
        object?[] items = value is IEnumerable list and not string ? [.. list.Cast<object?>()] : [value];
        if (items.Length == 0) return inputData;
        int[] ids = [.. items.Select(item => Convert.ToString(Base(item), CultureInfo.InvariantCulture)!.Trim()).Where(text => text.Length > 0).Select(Read)];
        return ids.Length switch { 0 => null, 1 => ids[0], _ => ids };
    }

    private static int Read(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
        ? id
        : throw new ArgumentTransformationMetadataException($"'{text}' is not the number of a rate group: write a whole number, such as 7.");

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
