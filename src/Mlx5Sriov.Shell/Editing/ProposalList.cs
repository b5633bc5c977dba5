using System.Globalization;
using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Editing;

/// <summary>Lays proposals out in columns, read downwards, as `ls` does.</summary>
internal static class ProposalList
{
    private const int MostRows = 20;
    private const int Gap = 2;

    /// <summary>The rows, each ended by CR LF.</summary>
    public static string Format(IReadOnlyList<Proposal> proposals, int width)
    {
        var cell = proposals.Max(proposal => CellWidth.Of(proposal.Label)) + Gap;
        var columns = Math.Max(1, width / cell);
        var rows = (proposals.Count + columns - 1) / columns;
        var shownRows = Math.Min(rows, MostRows);

        var lines = Enumerable.Range(0, shownRows).Select(row => Row(proposals, row, rows, cell) + "\r\n");
        var hidden = proposals.Count - Enumerable.Range(0, proposals.Count).Count(i => i % rows < shownRows);
        var more = hidden > 0 ? string.Create(CultureInfo.InvariantCulture, $"... and {hidden} more\r\n") : "";
        return string.Concat(lines) + more;
    }

    private static string Row(IReadOnlyList<Proposal> proposals, int row, int rows, int cell)
    {
        var line = "";
        for (var i = row; i < proposals.Count; i += rows)
        {
            var label = proposals[i].Label;
            line += label + new string(' ', cell - CellWidth.Of(label));
        }

        return line.TrimEnd();
    }
}
