using System.Text.RegularExpressions;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Tests.Help;

/// <summary>The about_ topics: they are found, name what there is, and list every error id.</summary>
public partial class TopicTests
{
    /// <summary>The ids by which PowerShell itself refuses an argument.</summary>
    private static readonly string[] s_bindingIds = ["ParameterArgumentValidationError", "CannotConvertArgumentNoMessage"];

    public static TheoryData<string> Commands => ExportedCommands.Names;

    [Theory]
    [InlineData("about_Mlx5Sriov")]
    [InlineData("about_MlxChanges")]
    [InlineData("about_MlxSimulation")]
    public void Get_Help_finds_a_topic(string topic)
    {
        using var session = new ModuleSession();

        Assert.Equal(Text(topic).Trim(), session.One<string>($"Get-Help {topic}").Trim());
        Assert.All(Text(topic).Split('\n'), line => Assert.True(line.Length <= 81, line));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_first_topic_names_every_cmdlet(string command) => Assert.Contains(command, Text("about_Mlx5Sriov"), StringComparison.Ordinal);

    [Theory]
    [InlineData("about_MlxChanges")]
    [InlineData("about_MlxSimulation")]
    public void The_first_topic_leads_to_the_others(string topic) => Assert.Contains(topic, Text("about_Mlx5Sriov"), StringComparison.Ordinal);

    [Fact]
    public void The_first_topic_lists_every_refusal_with_its_cause() => Assert.Equal(
        ModuleRefusals.All.Select(entry => (entry.Id, entry.Cause)).OrderBy(entry => entry.Id, StringComparer.Ordinal),
        Listed().OrderBy(entry => entry.Id, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_names_only_error_ids_that_exist(string command) => Assert.All(
        NotedId().Matches(HelpPage.Of(command).Notes),
        m => Assert.Contains(m.Groups[1].Value, Listed().Select(entry => entry.Id).Concat(s_bindingIds)));

    [Fact]
    public void The_second_topic_names_every_profile_and_the_sizes()
    {
        var text = Text("about_MlxSimulation");

        Assert.All(Enum.GetNames<SimulationProfile>(), name => Assert.Matches($@"(?m)^    {name} ", text));
        Assert.Contains($"-Adapter 1-{SimulationOptions.MaxAdapters} ", text, StringComparison.Ordinal);
        Assert.Contains($"-NumVfs 0-{SimulationOptions.MaxVfs} ", text, StringComparison.Ordinal);
        Assert.Contains($"{SimulationOptions.UsualTotalVfs} VFs a port", text, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Id, string Cause)> Listed() =>
        ListedId().Matches(Text("about_Mlx5Sriov").Split("\nERRORS\n")[1].Split("\nEXAMPLES\n")[0]).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    private static string Text(string topic) => File.ReadAllText(Path.Combine(Repository.Root, $"en-US/{topic}.help.txt"));

    [GeneratedRegex(@"^    ([A-Z][A-Za-z.]+) {2,}(\S.*)$", RegexOptions.Multiline)]
    private static partial Regex ListedId();

    [GeneratedRegex(@"^- ([A-Z][A-Za-z.]+)( \(|,|:)", RegexOptions.Multiline)]
    private static partial Regex NotedId();
}
