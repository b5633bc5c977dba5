using System.Text.RegularExpressions;

using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>The map of the repository is that of the repository, and what its checklists ask for is there.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string s_map = File.ReadAllText(Path.Combine(Repository.Root, "docs/architecture.md"));

    [Fact]
    public void Every_path_of_the_map_leads_somewhere()
    {
        var (there, folder) = (0, "");
        foreach (var path in Paths(s_map).Where(p => !p.Contains('<', StringComparison.Ordinal)))
        {
            // A name alone is beside the path before it.
            var whole = path.Contains('/', StringComparison.Ordinal) ? path : $"{folder}/{path}";
            Assert.True(Path.Exists(Path.Combine(Repository.Root, whole)) || Path.Exists(Path.Combine(Repository.Root, folder, "..", path)), whole);
            if (path.Contains('/', StringComparison.Ordinal)) folder = File.Exists(Path.Combine(Repository.Root, path)) ? Path.GetDirectoryName(path)! : path;
            there++;
        }

        Assert.True(there > 40, $"{there} paths were found.");
    }

    [Fact]
    public void Every_file_that_the_checklist_of_an_attribute_names_knows_every_setting()
    {
        string[] settings =
        [
            .. typeof(VirtualFunction).GetProperties().Select(p => p.Name).Intersect(typeof(VfWish).GetProperties().Select(p => p.Name))
                .Except([nameof(VirtualFunction.Driver), nameof(VirtualFunction.Trunk)]),
        ];
        Assert.Equal(12, settings.Length);
        string[] files = [.. Paths(Section("How to add an attribute of a VF"))];
        Assert.Equal(6, files.Length);
        Assert.All(files, file =>
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, file));
            Assert.All(settings, setting => Assert.True(Regex.IsMatch(text, $@"\b{setting}\b"), $"{file} does not name {setting}."));
        });
    }

    [Fact]
    public void Every_cmdlet_has_what_its_checklist_asks_for()
    {
        string[] patterns = [.. Paths(Section("How to add a cmdlet")).Where(p => p.Contains("<Noun>", StringComparison.Ordinal))];
        Assert.Equal(3, patterns.Length);
        foreach (var (verb, noun) in ExportedCommands.All.Select(c => c.Name.Split('-')).Select(n => (n[0], n[1])))
        {
            foreach (var pattern in patterns)
            {
                var path = pattern.Replace("<Verb>", verb, StringComparison.Ordinal).Replace("<Noun>", noun, StringComparison.Ordinal);
                var found = path.Split("<Area>") is [var before, var after]
                    ? Directory.GetDirectories(Path.Combine(Repository.Root, before)).Any(area => File.Exists(area + after))
                    : File.Exists(Path.Combine(Repository.Root, path));
                Assert.True(found, path);
            }
        }
    }

    private static string Section(string title) => s_map.Split($"## {title}\n")[1].Split("\n## ")[0];

    private static IEnumerable<string> Paths(string text) => PathWords().Matches(text).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"`((?:\.config|src|docs|tests)/[^` ]+|[A-Z]\w+\.(?:cs|ps1xml|psd1)|Mlx5Sriov\.[\w.]*ps1xml)`")]
    private static partial Regex PathWords();
}
