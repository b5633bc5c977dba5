using System.Collections;
using System.ComponentModel;
using System.Globalization;

namespace Mlx5Sriov.Addressing;

/// <summary>
/// Reads a set from whatever a shell hands over for a list: the text <c>4-15,17</c>, a number, or an array of either, which is what PowerShell
/// makes of the same list without quotes.
/// </summary>
/// <typeparam name="TSet">The set.</typeparam>
public sealed class ListConverter<TSet> : TypeConverter
    where TSet : class, IListText<TSet>
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || sourceType == typeof(int) || sourceType == typeof(long) || typeof(IEnumerable).IsAssignableFrom(sourceType)
        || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => value switch
    {
        string text => TSet.Parse(text),
        IEnumerable items => TSet.Parse(string.Join(',', items.Cast<object?>().Select(Text))),
        _ => TSet.Parse(Text(value)),
    };

    private static string Text(object? item) => Convert.ToString(item, CultureInfo.InvariantCulture) ?? "";
}
