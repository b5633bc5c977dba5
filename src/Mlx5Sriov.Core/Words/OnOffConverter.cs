using System.ComponentModel;
using System.Globalization;

namespace Mlx5Sriov.Words;

/// <summary>Reads <see cref="OnOff"/> from its words, and from a boolean: <c>$true</c> is on.</summary>
public sealed class OnOffConverter() : EnumConverter(typeof(OnOff))
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(bool) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => value switch
    {
        string word => EnumWords.Parse<OnOff>(word),
        bool state => state ? OnOff.On : OnOff.Off,
        _ => base.ConvertFrom(context, culture, value),
    };
}
