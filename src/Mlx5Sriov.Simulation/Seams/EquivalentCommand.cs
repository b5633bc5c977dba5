using System.Globalization;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation;

/// <summary>What would be typed after <c>devlink</c> for a request.</summary>
internal static class EquivalentCommand
{
    /// <summary><c>mode switchdev inline-mode none encap-mode basic</c>, as much as is wished.</summary>
    public static string Of(Eswitch wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return Words(("mode", Word(wish.Mode)), ("inline-mode", Word(wish.InlineMode)), ("encap-mode", Word(wish.EncapMode)));
    }

    /// <summary><c>hw_addr 00:11:22:33:44:55 roce enable migratable enable</c>, as much as is wished.</summary>
    public static string Of(PortFunction wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return Words(
            ("hw_addr", wish.HardwareAddress?.ToString()),
            ("roce", Word(wish.Roce)),
            ("migratable", Word(wish.Migratable)),
            ("max_io_eqs", wish.MaxIoEventQueues?.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary><c>tx_share 1Gbit tx_max 5Gbit parent gold</c> or <c>noparent</c>, as much as is wished.</summary>
    public static string Of(RateLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var rates = Words(("tx_share", limits.TxShare?.ToString()), ("tx_max", limits.TxMax?.ToString()));
        var parent = limits.Parent switch { null => "", "" => "noparent", var name => $"parent {name}" };
        return $"{rates} {parent}".Trim();
    }

    private static string Words(params (string Keyword, string? Value)[] words) =>
        string.Join(' ', words.Where(w => w.Value is not null).Select(w => $"{w.Keyword} {w.Value}"));

    /// <summary>The tool's words for modes are the names in lower case, but for one.</summary>
    private static string? Word<TEnum>(TEnum? mode)
        where TEnum : struct, Enum => mode is EswitchMode.SwitchdevInactive ? "switchdev_inactive" : mode?.ToString().ToLowerInvariant();

    private static string? Word(OnOff? state) => state switch
    {
        OnOff.On => "enable",
        OnOff.Off => "disable",
        _ => null,
    };
}
