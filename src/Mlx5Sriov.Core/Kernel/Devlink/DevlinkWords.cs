namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>Wishes in the words of the <c>devlink</c> tool; what is left as it is has none.</summary>
internal static class DevlinkWords
{
    public static string Join(params (string Keyword, string? Value)[] words) =>
        string.Join(' ', words.Where(w => w.Value is not null).Select(w => $"{w.Keyword} {w.Value}"));

    /// <summary>The tool's words for modes are their names in lower case, but for one.</summary>
    public static string? Mode<TEnum>(TEnum? mode)
        where TEnum : struct, Enum => mode is EswitchMode.SwitchdevInactive ? "switchdev_inactive" : mode?.ToString().ToLowerInvariant();

    public static string? Able(OnOff? state) => state switch { OnOff.On => "enable", OnOff.Off => "disable", _ => null };
}
