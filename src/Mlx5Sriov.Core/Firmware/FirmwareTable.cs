using System.Text.RegularExpressions;

using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Firmware;

/// <summary>The settings of a device, as the tool's query prints them.</summary>
/// <param name="Rows">The settings, in the tool's order.</param>
/// <remarks>
/// MlxCfg::printConfHeader and printSingleParam in mstflint's mlxconfig/mlxcfg_ui.cpp. Widths differ by release, a long value overruns its column and
/// leaves one blank, and which columns there are depends on the card. So columns are told by the header's words, and rows are split at blanks. The marks
/// before a name (<c>*</c> for a changed value, <c>RO</c>) may be glued together. A star says that the next value differs from the default or from the
/// current one, and so tells nothing that the values do not.
/// </remarks>
internal sealed partial record FirmwareTable(IReadOnlyList<FirmwareRow> Rows)
{
    private const string Header = "Configurations:";

    /// <summary>The row of a setting, whatever the case of its name; null for none.</summary>
    public FirmwareRow? Find(string name) => Rows.FirstOrDefault(row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The refusal of a name that no row has, with those nearest to it.</summary>
    /// <param name="pf">The physical function's name.</param>
    /// <param name="name">The name.</param>
    public FirmwareSettingNotFoundException NotFound(string pf, string name) =>
        new(pf, name, NearNames.Of(name.ToUpperInvariant(), Rows.Select(row => row.Name)));

    /// <summary>Reads what the tool printed; null where there is no table in it.</summary>
    public static FirmwareTable? Parse(string text)
    {
        string[] lines = text.Split('\n');
        var header = Array.FindIndex(lines, line => line.TrimStart().StartsWith(Header, StringComparison.Ordinal));
        if (header < 0) return null;
        string[] columns = [.. Column().Matches(lines[header].TrimStart()[Header.Length..]).Select(m => m.Value)];

        // What stands below the rows begins in the first column.
        return new FirmwareTable([.. lines.Skip(header + 1).Select(line => line.TrimEnd())
            .TakeWhile(line => line.Length == 0 || line[0] is ' ' or '\t' or '*')
            .Select(line => Row(line, columns)).OfType<FirmwareRow>()]);
    }

    private static FirmwareRow? Row(string line, string[] columns)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var marks = words.TakeWhile(word => word is "*" or "RO" or "*RO").ToArray();
        if (words.Length <= marks.Length || !FirmwareNames.IsName(words[marks.Length])) return null;
        string[] cells = words[(marks.Length + 1)..];

        // A value that fills its column may touch the next one.
        if (cells.Length < columns.Length) cells = [.. cells.SelectMany(cell => Touching().Split(cell))];
        if (cells.Length != columns.Length) cells = [];
        FirmwareValue? Cell(params string[] names) => Array.FindIndex(columns, names.Contains) is var at and >= 0 && at < cells.Length
            ? FirmwareValue.Read(cells[at])
            : null;
        var isReadOnly = marks.Any(mark => mark.EndsWith("RO", StringComparison.Ordinal));
        return new FirmwareRow(words[marks.Length], Cell("Default"), Cell("Current"), Cell("Next Boot", "Next"), isReadOnly);
    }

    [GeneratedRegex(@"Default|Current|Next Boot|Next|New")]
    private static partial Regex Column();

    [GeneratedRegex(@"(?<=\))(?=[^\s)])")]
    private static partial Regex Touching();
}
