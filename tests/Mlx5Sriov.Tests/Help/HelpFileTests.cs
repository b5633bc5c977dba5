using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Help;

/// <summary>Get-Help's file says what the pages say. Where it does not: <c>./build.ps1 Docs</c>.</summary>
public class HelpFileTests
{
    public static TheoryData<string> Commands => ExportedCommands.Names;

    [Fact]
    public void Every_cmdlet_is_in_the_help_file_and_nothing_else() =>
        Assert.Equal(ExportedCommands.All.Select(c => c.Name).Order(StringComparer.Ordinal), HelpFile.Commands.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_texts_are_those_of_the_page(string command)
    {
        var page = HelpPage.Of(command);

        Assert.Equal(page.Synopsis, HelpFile.Synopsis(command));
        Assert.Equal(page.Description, HelpFile.Description(command));
        Assert.Equal(page.Notes, HelpFile.Notes(command));
        Assert.Equal(page.Inputs, HelpFile.Values(command, "inputTypes"));
        Assert.Equal(page.Outputs, HelpFile.Values(command, "returnValues"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_parameters_are_those_of_the_page(string command) => Assert.Equal(
        HelpPage.Of(command).Parameters.Select(p => (p.Key, p.Value.Description, p.Value.DefaultValue)),
        HelpFile.Parameters(command).Select(p => (p.Key, p.Value.Description, p.Value.DefaultValue)));

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_examples_are_those_of_the_page(string command) => Assert.Equal(
        HelpPage.Of(command).Examples.Select(e => (e.Title, e.Introduction, e.Code, e.Output)),
        HelpFile.Examples(command));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Get_Help_finds_it(string command)
    {
        using var session = new ModuleSession();

        Assert.Equal(HelpPage.Of(command).Synopsis, session.One<string>($"(Get-Help {command}).Synopsis"));
    }
}
