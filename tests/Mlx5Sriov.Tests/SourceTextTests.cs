using System.Text.RegularExpressions;

using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>How the repository's own text is laid out, as far as the build does not look at it.</summary>
public partial class SourceTextTests
{
    private const int Widest = 160;

    // Written without an extension.
    private static readonly string[] s_scripts = ["tests/Lab/run", "tests/Lab/guest/init", ".ci/run", ".config/pwsh"];

    // What the build makes; and what Fixtures holds was recorded from other programs, and stays as they wrote it.
    private static readonly string[] s_foreign = ["bin", "obj", "TestResults", "Fixtures"];

    [Fact]
    public void No_line_is_wider_than_160_characters() => AssertNone(
        $"No line is wider than {Widest} characters",
        from file in (string[])[.. Files(".cs", ".ps1", ".sh"), .. s_scripts]
        from line in Lines(file).Select((text, index) => (text.Length, Number: index + 1))
        where line.Length > Widest
        select $"{file}:{line.Number}: {line.Length} characters");

    // The build wants a blank line between groups; that they are in order, and no other line is blank, it takes on trust.
    [Fact]
    public void Usings_stand_in_one_order() => AssertNone(
        "System first, the rest by name, 'using static' last, and a blank line only between these and between roots",
        from file in Files(".cs")
        let there = Lines(file).TakeWhile(line => line.Length == 0 || Using().IsMatch(line)).SkipLast(1).ToArray()
        where !there.SequenceEqual(InOrder(there.Where(line => line.Length > 0)))
        select $"{file}:1");

    private static IEnumerable<string> InOrder(IEnumerable<string> usings)
    {
        string? group = null;
        var ordered = usings
            .Select(line => (Line: line, Match: Using().Match(line)))
            .OrderBy(u => u.Match.Groups["static"].Success)
            .ThenBy(u => u.Match.Groups["root"].Value != "System")
            .ThenBy(u => u.Match.Groups["name"].Value, StringComparer.Ordinal);
        foreach (var (line, match) in ordered)
        {
            var own = $"{match.Groups["static"].Value}{match.Groups["root"].Value}";
            if (group is not null && group != own) yield return "";
            yield return line;
            group = own;
        }
    }

    private static IEnumerable<string> Files(params string[] extensions) =>
        from folder in (string[])["src", "tests"]
        from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Repository.Root, path)
        where extensions.Contains(Path.GetExtension(file)) && !file.Split(Path.DirectorySeparatorChar).Any(s_foreign.Contains)
        orderby file
        select file;

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Repository.Root, file));

    private static void AssertNone(string rule, IEnumerable<string> faults)
    {
        string[] found = [.. faults];
        Assert.True(found.Length == 0, $"{rule}; not so in {found.Length} places:\n{string.Join('\n', found)}");
    }

    [GeneratedRegex(@"^using (?<static>static )?(?<name>(?<root>\w+)[\w.]*);$")]
    private static partial Regex Using();
}
