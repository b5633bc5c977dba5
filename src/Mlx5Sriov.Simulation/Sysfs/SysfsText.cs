using System.Globalization;

namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>What an attribute is given to store, and what it shows.</summary>
internal static class SysfsText
{
    /// <summary>The text without the one newline that an attribute tolerates at its end (sysfs_streq in lib/string_helpers.c).</summary>
    public static string Line(string text) => text.EndsWith('\n') ? text[..^1] : text;

    /// <summary>A number as most attributes show one.</summary>
    public static string Line(int number) => number.ToString(CultureInfo.InvariantCulture) + '\n';
}
