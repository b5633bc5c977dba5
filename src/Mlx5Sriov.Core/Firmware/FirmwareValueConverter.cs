using System.ComponentModel;
using System.Globalization;

namespace Mlx5Sriov.Firmware;

/// <summary>Makes a <see cref="FirmwareValue"/> of what scripts compare one with: a text, a whole number, true or false.</summary>
public sealed class FirmwareValueConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || sourceType == typeof(int) || sourceType == typeof(long) || sourceType == typeof(bool)
        || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        FirmwareValue.Parse(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}
