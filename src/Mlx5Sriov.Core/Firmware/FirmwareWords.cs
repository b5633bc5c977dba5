using System.Text.RegularExpressions;

namespace Mlx5Sriov.Firmware;

/// <summary>The words that settings can have, as the tool lists them: <c>LINK_TYPE_P1=&lt;ETH|IB|VPI&gt;</c>.</summary>
/// <remarks>
/// GenericCommander::printParamViews and printEnums in mstflint's mlxconfig/mlxcfg_generic_commander.cpp. A number is <c>&lt;NUM&gt;</c>. The list is that of
/// the tool: the device may know fewer settings.
/// </remarks>
internal sealed partial class FirmwareWords
{
    private readonly Dictionary<string, string[]> _words = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads what the tool printed.</summary>
    public FirmwareWords(string text)
    {
        foreach (Match line in Line().Matches(text)) _words[line.Groups[1].Value] = line.Groups[2].Value.Split('|');
    }

    /// <summary>The words of a setting; empty where it has none, or they are not known.</summary>
    public IReadOnlyList<string> Of(string name) => _words.TryGetValue(name, out var words) && words.Length > 1 ? words : [];

    [GeneratedRegex(@"^\s+([A-Za-z][A-Za-z0-9_]*)=<([^<>\s]+)>", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
