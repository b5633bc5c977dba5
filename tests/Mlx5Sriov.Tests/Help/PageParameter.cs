using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests.Help;

/// <summary>A parameter on a page: its description, and the facts that PlatyPS keeps in a block of YAML below it.</summary>
internal sealed partial class PageParameter
{
    private readonly string _yaml;

    public PageParameter(string text)
    {
        var start = text.IndexOf("```yaml\n", StringComparison.Ordinal);
        Description = start < 0 ? text : text[..start].TrimEnd();
        _yaml = start < 0 ? "" : text[start..];
        DefaultValue = Value("DefaultValue");
        AcceptedValues = List("AcceptedValues");
        var sets = ParameterSet().Matches(_yaml).Select(m => m.Groups)
            .Select(g => SetFacts(g[1].Value, g[2].Value, g[3].Value, g[4].Value, g[5].Value));
        Facts = AllFacts(Value("Type"), Value("SupportsWildcards"), List("Aliases"), sets);
    }

    public string Description { get; }

    public string DefaultValue { get; }

    public IReadOnlyList<string> AcceptedValues { get; }

    /// <summary>Type, wildcards, aliases and parameter sets, in the words of <see cref="AllFacts"/>.</summary>
    public string Facts { get; }

    public static string AllFacts(string type, string wildcards, IEnumerable<string> aliases, IEnumerable<string> sets) =>
        $"{type}, wildcards {wildcards}, aliases {string.Join(' ', aliases)}\n{string.Join('\n', sets.Order(StringComparer.Ordinal))}";

    /// <summary>How a parameter takes part in a set.</summary>
    public static string SetFacts(string set, string position, string isRequired, string fromPipeline, string byPropertyName) =>
        $"set {set}: position {position}, required {isRequired}, from the pipeline {fromPipeline}, by property name {byPropertyName}";

    private string Value(string key) => Regex.Match(_yaml, $"^{key}: (.*)$", RegexOptions.Multiline).Groups[1].Value.Trim('\'');

    private string[] List(string key)
    {
        var items = Regex.Match(_yaml, $"^{key}:\n((?:- .*\n)*)", RegexOptions.Multiline).Groups[1].Value;
        return [.. items.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[2..])];
    }

    [GeneratedRegex(@"- Name: (.*)\n  Position: (.*)\n  IsRequired: (.*)\n  ValueFromPipeline: (.*)\n  ValueFromPipelineByPropertyName: (.*)\n")]
    private static partial Regex ParameterSet();
}
