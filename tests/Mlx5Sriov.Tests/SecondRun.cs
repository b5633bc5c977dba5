using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests;

/// <summary>What a second run of a procedure does: the column 'again' of the table in docs/vendor-chapter.md.</summary>
/// <param name="WritesAgain">Whether it writes the same again; if not, it writes nothing.</param>
/// <param name="Refusal">The id of the error that it ends with; null if it succeeds.</param>
internal sealed partial record SecondRun(bool WritesAgain, string? Refusal)
{
    /// <summary>Reads a cell: '-', 'same' or 'refused ID'.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static SecondRun Parse(string cell) => cell switch
    {
        "-" => new SecondRun(false, null),
        "same" => new SecondRun(true, null),
        _ when Refused().Match(cell) is { Success: true } refused => new SecondRun(false, refused.Groups["id"].Value),
        _ => throw new FormatException($"The column 'again' has '-', 'same' or 'refused ID', not '{cell}'."),
    };

    [GeneratedRegex(@"^refused (?<id>[A-Za-z][\w.]*)$")]
    private static partial Regex Refused();
}
