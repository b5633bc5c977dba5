namespace Mlx5Sriov.Simulation;

/// <summary>What an attribute is given to store.</summary>
internal static class SysfsText
{
    /// <summary>The text without the one newline that an attribute tolerates at its end (sysfs_streq in lib/string_helpers.c).</summary>
    public static string Line(string text) => text.EndsWith('\n') ? text[..^1] : text;
}
