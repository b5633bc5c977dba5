namespace Mlx5Sriov.Kernel.Linux;

/// <summary>Requests as the <c>devlink</c> tool's words, for refusals.</summary>
internal static class DevlinkWords
{
    public static string Of(Eswitch wish) => Join(
        ("mode", wish.Mode switch { EswitchMode.SwitchdevInactive => "switchdev_inactive", var mode => Lower(mode) }),
        ("inline-mode", Lower(wish.InlineMode)),
        ("encap-mode", Lower(wish.EncapMode)));

    public static string Of(PortFunction wish) => Join(
        ("hw_addr", wish.HardwareAddress?.ToString()),
        ("roce", Able(wish.Roce)),
        ("migratable", Able(wish.Migratable)),
        ("max_io_eqs", wish.MaxIoEventQueues?.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static string Of(RateLimits limits) => Join(
        ("tx_share", limits.TxShare?.ToString()),
        ("tx_max", limits.TxMax?.ToString()),
        ("parent", limits.Parent is "" ? null : limits.Parent)) + (limits.Parent is "" ? " noparent" : "");

    private static string Join(params (string Word, string? Value)[] words) =>
        string.Concat(words.Where(w => w.Value is not null).Select(w => $" {w.Word} {w.Value}"));

    private static string? Lower<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value?.ToString().ToLowerInvariant();

    private static string? Able(OnOff? state) => state switch { OnOff.On => "enable", OnOff.Off => "disable", _ => null };
}
