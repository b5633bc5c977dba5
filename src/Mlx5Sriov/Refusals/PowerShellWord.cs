namespace Mlx5Sriov.Refusals;

/// <summary>
/// Words of advised cmdlet calls as PowerShell reads them: what is pasted must mean the one thing that is named here, whatever marks its name has.
/// </summary>
internal static class PowerShellWord
{
    private const string Marks = "_.:-";
    private const string Wildcards = "*?[]`";

    // about_Quoting_Rules: PowerShell takes each of these for a single quote.
    private const string Quotes = "'\u2018\u2019\u201A\u201B";

    /// <summary>A name as an argument that is taken for a pattern: quoted where it is needed, wildcards escaped.</summary>
    public static string Quote(string name)
    {
        if (name.Length > 0 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal))) return name;
        var escaped = string.Concat(name.Select(c => Wildcards.Contains(c, StringComparison.Ordinal) ? $"`{c}" : $"{c}"));
        return $"'{string.Concat(escaped.Select(c => Quotes.Contains(c, StringComparison.Ordinal) ? $"{c}{c}" : $"{c}"))}'";
    }
}
