namespace Mlx5Sriov.Tests.Help;

/// <summary>The examples on the pages, run as they stand on the default simulated host. None is passed over.</summary>
public class ExampleTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var command in ExportedCommands.All.Select(c => c.Name).Where(c => File.Exists(HelpPage.PathOf(c))))
            {
                foreach (var example in HelpPage.Of(command).Examples) rows.Add(command, example.Title);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_without_an_error(string command, string title)
    {
        using var session = new ModuleSession("");

        session.Run(Example(command, title).Code).ThrowOnError();
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_the_page_shows(string command, string title)
    {
        var example = Example(command, title);
        using var session = new ModuleSession("");

        Assert.Equal(example.Output, session.Render($"& {{ {example.Code}\n}}"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_uses_the_cmdlet_and_says_what_for(string command, string title)
    {
        var example = Example(command, title);

        Assert.Matches(@"^Example \d+: \S", title);
        Assert.Contains(command, example.Code, StringComparison.Ordinal);
        Assert.NotEmpty(example.Introduction);
        Assert.NotEmpty(example.Output);
    }

    private static PageExample Example(string command, string title) => HelpPage.Of(command).Examples.Single(e => e.Title == title);
}
