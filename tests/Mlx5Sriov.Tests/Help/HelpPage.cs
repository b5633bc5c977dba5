using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests.Help;

/// <summary>A cmdlet's page in docs/en-US, in the form of Microsoft.PowerShell.PlatyPS.</summary>
internal sealed partial class HelpPage
{
    private readonly Dictionary<string, string> _sections;

    private HelpPage(string text)
    {
        Lines = text.Split('\n');
        _sections = Parts(text, "## ").ToDictionary(p => p.Title, p => p.Text);
        Parameters = Parts(Section("PARAMETERS"), "### -").ToDictionary(p => p.Title, p => new PageParameter(p.Text));
        Examples = [.. Parts(Section("EXAMPLES"), "### ").Select(p => new PageExample(p.Title, p.Text))];
        Syntaxes = [.. CodeBlock().Matches(Section("SYNTAX")).Select(m => Blanks().Replace(m.Groups[1].Value, " "))];
        Inputs = Parts(Section("INPUTS"), "### ").ToDictionary(p => p.Title, p => p.Text);
        Outputs = Parts(Section("OUTPUTS"), "### ").ToDictionary(p => p.Title, p => p.Text);
        Links = [.. Link().Matches(Section("RELATED LINKS")).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];
    }

    public static string Folder => Path.Combine(Repository.Root, "docs/en-US");

    public IReadOnlyList<string> Lines { get; }

    public string Synopsis => Section("SYNOPSIS");

    public string Description => Section("DESCRIPTION");

    public string Notes => Section("NOTES");

    public IReadOnlyList<string> Syntaxes { get; }

    public IReadOnlyDictionary<string, PageParameter> Parameters { get; }

    public IReadOnlyList<PageExample> Examples { get; }

    public IReadOnlyDictionary<string, string> Inputs { get; }

    public IReadOnlyDictionary<string, string> Outputs { get; }

    public IReadOnlyList<(string Text, string Target)> Links { get; }

    public static string PathOf(string command) => Path.Combine(Folder, $"{command}.md");

    public static HelpPage Of(string command) => new(File.ReadAllText(PathOf(command)));

    private string Section(string title) => _sections.GetValueOrDefault(title, "");

    /// <summary>The parts that headings of one kind begin; what looks like a heading within a code block is none.</summary>
    private static IEnumerable<(string Title, string Text)> Parts(string text, string heading)
    {
        var parts = new List<(string Title, List<string> Lines)>();
        var isCode = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            if (!isCode && line.StartsWith(heading, StringComparison.Ordinal)) parts.Add((line[heading.Length..], []));
            else if (!isCode && heading.StartsWith("###", StringComparison.Ordinal) && line.StartsWith("### ", StringComparison.Ordinal)) parts.Add(("", []));
            else if (parts.Count > 0) parts[^1].Lines.Add(line);
        }

        return parts.Where(p => p.Title.Length > 0).Select(p => (p.Title, string.Join('\n', p.Lines).Trim('\n')));
    }

    [GeneratedRegex(@"```\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^- \[(.+?)\]\((.+?)\)$", RegexOptions.Multiline)]
    private static partial Regex Link();
}
