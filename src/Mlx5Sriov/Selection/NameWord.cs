using System.Management.Automation;
using System.Management.Automation.Language;

namespace Mlx5Sriov.Selection;

/// <summary>Names as words of a command line, as completion writes them and reads what was typed.</summary>
internal static class NameWord
{
    /// <summary>What a name is as an argument: itself alone, whatever marks it has.</summary>
    /// <remarks>A comma makes a list of an unquoted word, a dash before it a parameter, and a wildcard a pattern of a quoted one too.</remarks>
    public static string Quoted(string text, bool isPattern) => text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':')
        ? text
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(isPattern ? Escaped(text) : text)}'";

    /// <summary>A name as a pattern that fits it alone.</summary>
    /// <remarks>Not all versions of the engine's own Escape see to the backtick itself.</remarks>
    public static string Escaped(string text) => string.Concat(text.Select(c => c is '*' or '?' or '[' or ']' or '`' ? $"`{c}" : $"{c}"));

    /// <summary>Whether a name is offered: not with characters that a terminal would obey. The PCI address, another of the same thing's names, is.</summary>
    public static bool IsShown(string text) => text.Length > 0 && PlainText.Is(text);

    /// <summary>Whether a name fits what was typed: its beginning, quoted and escaped as completion itself writes it, or a pattern.</summary>
    public static Func<string, bool> Typed(string word)
    {
        var text = word.Length > 0 && IsQuote(word[0]) ? word[1..].TrimEnd(word[0]) : word;
        if (word.Length > 0 && IsQuote(word[0]) && word[0] != '"') text = Undoubled(text);
        var pattern = WildcardPattern.Get(text + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        var name = WildcardPattern.Unescape(text);
        return candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) || Matches(pattern, candidate);
    }

    private static bool IsQuote(char c) => c is '"' or '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B';

    private static string Undoubled(string text) => string.Concat(text.Where((c, at) => at == 0 || !IsQuote(c) || text[at - 1] != c));

    private static bool Matches(WildcardPattern pattern, string candidate)
    {
        try
        {
            return pattern.IsMatch(candidate);
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }
}
