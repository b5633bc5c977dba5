using System.Globalization;

using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Sysfs;

/// <summary>Attributes as values: what a text must look like, and that a missing attribute is null.</summary>
internal static class SysfsReading
{
    /// <summary>Reads an attribute without its newline; null where it is missing.</summary>
    public static string? ReadValue(this IKernelFiles sysfs, string path) => sysfs.Read(path) is { } text ? (text.EndsWith('\n') ? text[..^1] : text) : null;

    /// <summary>
    /// Reads an attribute of a net device that has no value at times: the speed of a link that is down, the port name of a port that has none.
    /// </summary>
    /// <remarks>net/core/net-sysfs.c returns EINVAL and EOPNOTSUPP for these.</remarks>
    public static string? ReadValueIfAny(this IKernelFiles sysfs, string path)
    {
        try
        {
            return sysfs.ReadValue(path);
        }
        catch (KernelException none) when (none.Errno is Errno.EINVAL or Errno.EOPNOTSUPP)
        {
            return null;
        }
    }

    /// <summary>Reads a number of VFs, or a flag: a whole number that fits the 16 bits in which PCI counts VFs.</summary>
    /// <exception cref="MalformedTextException">The attribute holds something else.</exception>
    public static int? ReadCount(this IKernelFiles sysfs, string path) => sysfs.ReadValue(path) switch
    {
        null => null,
        var text when PlainNumber.TryParse(text, out ushort number) => number,
        var text => throw new MalformedTextException(path, text, "a whole number of 0-65535"),
    };

    /// <summary>Reads a number that can be below zero, which the kernel uses for "unknown".</summary>
    /// <exception cref="MalformedTextException">The attribute holds something else.</exception>
    public static int? Number(string? text, string path) => text switch
    {
        null => null,
        _ when PlainNumber.IsDigits(text.StartsWith('-') ? text.AsSpan(1) : text)
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new MalformedTextException(path, text, "a whole number"),
    };

    /// <summary>Reads a number that the kernel writes as 0x and hexadecimal digits, such as a PCI id.</summary>
    /// <exception cref="MalformedTextException">The attribute holds something else.</exception>
    public static int? ReadHexNumber(this IKernelFiles sysfs, string path) => sysfs.ReadValue(path) switch
    {
        null => null,
        var text when text.StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new MalformedTextException(path, text, "a hexadecimal number such as 0x15b3"),
    };

    /// <summary>The last part of a link's target: the driver's, group's or device's name.</summary>
    public static string? LinkedName(this IKernelFiles sysfs, string path) =>
        sysfs.ReadLink(path) is { } target ? target[(target.LastIndexOf('/') + 1)..] : null;

    /// <summary>The PCI function that a link such as virtfn3 or physfn leads to.</summary>
    /// <exception cref="MalformedTextException">The link leads to something else.</exception>
    public static PciAddress? LinkedFunction(this IKernelFiles sysfs, string path) => sysfs.LinkedName(path) switch
    {
        null => null,
        var name when PciAddress.TryParse(name, out var address) => address,
        var name => throw new MalformedTextException(path, name, "a PCI address"),
    };
}
