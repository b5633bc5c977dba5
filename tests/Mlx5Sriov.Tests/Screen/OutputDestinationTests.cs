using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Screen;

/// <summary>Which output is shown, and which is kept: on the engine itself, whose members are asked by reflection.</summary>
public class OutputDestinationTests
{
    [Theory]
    [InlineData("Test-Destination", true)]
    [InlineData("& { Test-Destination }", true)]
    [InlineData("if ($true) { Test-Destination }", true)]
    [InlineData("function Ask { Test-Destination }; Ask", true)]
    [InlineData("$kept = Test-Destination", false)]
    [InlineData("function Ask { Test-Destination }; $kept = Ask", false)]
    [InlineData("$kept = if ($true) { Test-Destination }", false)]
    [InlineData("$null = Test-Destination", false)]
    [InlineData("@(Test-Destination)", false)]
    [InlineData("(Test-Destination)", false)]
    [InlineData("\"$(Test-Destination)\"", false)]
    [InlineData("Test-Destination | ForEach-Object { $_ }", false)]
    [InlineData("Test-Destination | Out-Default", true)]
    [InlineData("Test-Destination > $null", false)]
    [InlineData("foreach ($kept in Test-Destination) { }", false)]
    public void Output_is_shown_only_where_nothing_takes_it(string script, bool isShown)
    {
        using var session = Session();
        session.Render($"& {{ {script} }}");
        Assert.Equal(isShown, TestDestinationCommand.Answer);
    }

    [Fact]
    public void Output_that_a_program_collects_is_not_shown()
    {
        using var session = Session();
        session.Run("Test-Destination").ThrowOnError();
        Assert.False(TestDestinationCommand.Answer);
    }

    [Theory]
    [InlineData("Test-Destination")]
    [InlineData("Test-Destination -OutVariable kept")]
    public void A_host_without_a_terminal_has_no_screen(string script)
    {
        using var session = Session();
        session.Render($"& {{ {script} }}");
        Assert.False(TestDestinationCommand.IsScreen);
    }

    private static ModuleSession Session()
    {
        var session = new ModuleSession();
        session.Run($"Import-Module -Assembly ([{typeof(TestDestinationCommand).FullName}].Assembly)").ThrowOnError();
        return session;
    }
}
