using System.Management.Automation;

namespace Mlx5Sriov.Selection;

/// <summary>
/// A name as a user gives it: first of all the name itself, letter by letter in any case, since a device may have brackets in its name; else a wildcard
/// pattern. A text that is no valid pattern ('eth[') is a name, and so is one whose wildcards are all escaped: '`*' is the device of that name alone.
/// </summary>
internal sealed class NamePattern
{
    private readonly string _text;
    private readonly string _unescaped;
    private readonly WildcardPattern? _pattern;

    public NamePattern(string text)
    {
        (_text, _unescaped) = (text, WildcardPattern.Unescape(text));
        if (!WildcardPattern.ContainsWildcardCharacters(text)) return;
        try
        {
            var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            _ = pattern.IsMatch("");
            _pattern = pattern;
        }
        catch (WildcardPatternException)
        {
            // Not a pattern, so a name.
        }
    }

    /// <summary>Whether it may mean none or several: then nothing found is no mistake.</summary>
    public bool IsPattern => _pattern is not null;

    /// <summary>The name that is meant where it is no pattern.</summary>
    public string Name => IsPattern ? _text : _unescaped;

    public bool Matches(string name) => name.Equals(_text, StringComparison.OrdinalIgnoreCase)
        || name.Equals(_unescaped, StringComparison.OrdinalIgnoreCase)
        || _pattern?.IsMatch(name) == true;
}
