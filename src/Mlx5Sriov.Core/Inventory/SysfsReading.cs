using System.Globalization;

using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Inventory;

/// <summary>Attributes as values: what a text must look like, and that a missing attribute is null.</summary>
internal static class SysfsReading
{
    /// <summary>Reads an attribute without its newline; null where it is missing or the driver has no value for it now (a link that is down has no speed).</summary>
    /// <remarks>EINVAL and EOPNOTSUPP on reading say "no value": net/core/net-sysfs.c returns them for speed and phys_port_name.</remarks>
    public static string? ReadValue(this ISysfs sysfs, string path)
    {
        try
        {
            return sysfs.Read(path)?.TrimEnd('\n');
        }
        catch (KernelException refusal) when (refusal.Errno is Errno.EINVAL or Errno.EOPNOTSUPP or Errno.ENODEV)
        {
            return null;
        }
    }

    /// <summary>Reads a decimal number.</summary>
    /// <exception cref="MalformedTextException">The attribute holds something else.</exception>
    public static int? ReadNumber(this ISysfs sysfs, string path) => sysfs.ReadValue(path) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new MalformedTextException(path, text, "a whole number"),
    };

    /// <summary>Reads a number that the kernel writes as 0x and hexadecimal digits, such as a PCI id.</summary>
    /// <exception cref="MalformedTextException">The attribute holds something else.</exception>
    public static int? ReadHexNumber(this ISysfs sysfs, string path) => sysfs.ReadValue(path) switch
    {
        null => null,
        var text when text.StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new MalformedTextException(path, text, "a hexadecimal number such as 0x15b3"),
    };

    /// <summary>The last part of a link's target: the driver's, group's or device's name.</summary>
    public static string? LinkedName(this ISysfs sysfs, string path) =>
        sysfs.ReadLink(path) is { } target ? target[(target.LastIndexOf('/') + 1)..] : null;

    /// <summary>The PCI function that a link such as virtfn3 or physfn leads to.</summary>
    /// <exception cref="MalformedTextException">The link leads to something else.</exception>
    public static PciAddress? LinkedFunction(this ISysfs sysfs, string path) => sysfs.LinkedName(path) switch
    {
        null => null,
        var name when PciAddress.TryParse(name, out var address) => address,
        var name => throw new MalformedTextException(path, name, "a PCI address"),
    };
}
