using System.Text.RegularExpressions;

namespace Mlx5Sriov.Firmware;

/// <summary>What firmware settings belong to, as far as that is known by their names.</summary>
internal static partial class FirmwareOwners
{
    // The classes of mlxconfig_host.db of mstflint 4.21 and later: 0 and 7.
    private static readonly HashSet<string> s_cards = new(StringComparer.OrdinalIgnoreCase)
    {
        FirmwareNames.SriovEnabled, FirmwareNames.VfCount, "VF_MIGRATION_MODE", FirmwareNames.AdvancedPci,
    };

    /// <summary>What a setting belongs to; null where that is not known.</summary>
    public static FirmwareOwner? Of(string name) =>
        s_cards.Contains(name) ? FirmwareOwner.Card
        : PortOf(name) is not null ? FirmwareOwner.Port
        : name.StartsWith("PF_", StringComparison.OrdinalIgnoreCase) ? FirmwareOwner.Function
        : null;

    /// <summary>The number of the port, from 1, to which a setting belongs by its name; null where it is no port's.</summary>
    public static int? PortOf(string name) => Port().Match(name) is { Success: true } port && PlainNumber.TryParse(port.Groups[1].Value, out int number)
        ? number
        : null;

    /// <summary>Whether a setting is one thing of the card, whichever of the card's physical functions it is set by.</summary>
    public static bool IsOfCard(string name) => Of(name) is FirmwareOwner.Card or FirmwareOwner.Port;

    [GeneratedRegex("_P([1-9])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Port();
}
