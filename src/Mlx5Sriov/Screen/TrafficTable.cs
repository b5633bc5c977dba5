using System.Globalization;
using System.Management.Automation.Host;

using Mlx5Sriov.Counters;

namespace Mlx5Sriov.Screen;

/// <summary>
/// Rates of VFs as a table that fits a terminal: columns for which it is too narrow are left out, and where it is too short the busiest VFs are shown.
/// </summary>
/// <param name="cellsOf">How many cells of the terminal a text takes.</param>
internal sealed class TrafficTable(Func<string, int> cellsOf)
{
    private const string Gap = "  ";
    private const string Warning = "\u001b[33m";
    private const string Plain = "\u001b[0m";

    // Columns only grow, so that the table does not tremble.
    private readonly Dictionary<TrafficColumn, int> _widths = TrafficColumn.All.ToDictionary(c => c, c => c.Title.Length);

    /// <summary>The table's lines; one with drops is coloured.</summary>
    /// <param name="rates">The rates, in the order of physical functions and indexes.</param>
    /// <param name="room">How many lines there may be, and how many cells each may take.</param>
    public IReadOnlyList<string> Lines(IReadOnlyList<VfTrafficRate> rates, Size room)
    {
        var hasTitle = room.Height >= 5;
        var rows = room.Height - (hasTitle ? 2 : 1);
        var isCut = rates.Count > rows;
        var shown = isCut ? Busiest(rates, Math.Max(1, rows - 1)) : rates;
        foreach (var column in TrafficColumn.All) _widths[column] = shown.Select(r => cellsOf(Shown(column, r))).Append(_widths[column]).Max();

        var columns = Fitting(room.Width);
        var lines = new List<string>();
        if (hasTitle) lines.Add(Title(rates, room.Width));
        lines.Add(Cut(Line(columns, c => c.Title), room.Width));
        foreach (var rate in shown) lines.Add(Coloured(rate, Cut(Line(columns, c => Shown(c, rate)), room.Width)));
        if (isCut) lines.Add(Cut(Rest(rates.Count - shown.Count, rates.Count(Drops) - shown.Count(Drops)), room.Width));

        // A terminal of one or two lines has room for the busiest VF alone.
        return lines.Count <= room.Height ? lines : [.. lines.Skip(1).Take(room.Height)];
    }

    private string Title(IReadOnlyList<VfTrafficRate> rates, int width)
    {
        const string Ending = ". Ctrl-C ends.";
        var title = rates.Count == 0
            ? "No VF is there to watch"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{rates[0].Timestamp.ToLocalTime():HH:mm:ss}  {rates.Count} {(rates.Count == 1 ? "VF" : "VFs")}: "
                + $"Rx {Sum(rates, r => r.RxRate)}, Tx {Sum(rates, r => r.TxRate)}");
        return cellsOf(title + Ending) <= width ? title + Ending : Cut(title, width);
    }

    private static string Sum(IReadOnlyList<VfTrafficRate> rates, Func<VfTrafficRate, Bandwidth?> rate) =>
        Bandwidth.FromBits(rates.Sum(r => rate(r)?.BitsPerSecond ?? 0)).ToShortString();

    private static VfTrafficRate[] Busiest(IReadOnlyList<VfTrafficRate> rates, int count) =>
        [.. rates.OrderByDescending(r => (r.RxRate?.BitsPerSecond ?? 0) + (r.TxRate?.BitsPerSecond ?? 0)).Take(count)];

    private static string Rest(int hidden, int dropping) => string.Create(
        CultureInfo.InvariantCulture,
        $"{hidden} more {(hidden == 1 ? "is" : "are")} not shown{(dropping > 0 ? $", {dropping} with drops" : "")}: these are the busiest.");

    private static string Coloured(VfTrafficRate rate, string line) => Drops(rate) ? Warning + line + Plain : line;

    private static bool Drops(VfTrafficRate rate) => rate is { RxDroppedPerSecond: > 0 } or { TxDroppedPerSecond: > 0 };

    // A guest's name is its owner's choice, and must not command the terminal.
    private static string Shown(TrafficColumn column, VfTrafficRate rate) =>
        string.Concat(column.Text(rate).Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private List<TrafficColumn> Fitting(int width)
    {
        var columns = TrafficColumn.All.ToList();
        while (columns.Sum(c => _widths[c]) + (Gap.Length * (columns.Count - 1)) > width && columns.MaxBy(c => c.Rank) is { Rank: > 0 } first)
            columns.RemoveAll(c => c.Rank == first.Rank);
        return columns;
    }

    private string Line(List<TrafficColumn> columns, Func<TrafficColumn, string> text) =>
        string.Join(Gap, columns.Select(c => c.IsNumber ? Padding(c, text(c)) + text(c) : text(c) + Padding(c, text(c)))).TrimEnd();

    private string Padding(TrafficColumn column, string text) => new(' ', _widths[column] - cellsOf(text));

    private string Cut(string line, int width)
    {
        while (cellsOf(line) > width) line = line[..^1];
        return line;
    }
}
