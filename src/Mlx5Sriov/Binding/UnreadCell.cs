using System.ComponentModel;
using System.Globalization;

namespace Mlx5Sriov.Binding;

/// <summary>
/// A cell of a table that gives no value: it is empty, or it holds an object. The engine leaves a parameter alone where a value that comes by property name
/// cannot be converted, and refuses the same value on the command line. <see cref="SettingColumns"/> refuses a row of a table whose cell is not empty.
/// </summary>
/// <param name="refusal">What is said of it on the command line.</param>
[TypeConverter(typeof(Converter))]
internal sealed class UnreadCell(string refusal)
{
    private string Refusal { get; } = refusal;

    public override string ToString() => "";

    private sealed class Converter : TypeConverter
    {
        public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) => true;

        public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
            throw new FormatException((value as UnreadCell)?.Refusal);
    }
}
