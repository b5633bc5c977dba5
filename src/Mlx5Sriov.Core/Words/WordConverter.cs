using System.ComponentModel;
using System.Globalization;

namespace Mlx5Sriov.Words;

/// <summary>Reads an enum from either dialect's words (<see cref="EnumWords"/>): PowerShell uses it for every parameter of such a type.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class WordConverter<TEnum>() : EnumConverter(typeof(TEnum))
    where TEnum : struct, Enum
{
    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string word ? EnumWords.Parse<TEnum>(word) : base.ConvertFrom(context, culture, value);
}
