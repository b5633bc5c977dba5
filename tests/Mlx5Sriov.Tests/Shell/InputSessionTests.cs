namespace Mlx5Sriov.Tests.Shell;

public sealed class InputSessionTests(ProbeInstallation probe) : IClassFixture<ProbeInstallation>
{
    [Theory]
    [InlineData]
    [InlineData("-Command", "-")]
    public void Commands_are_read_from_standard_input_without_a_prompt(params string[] args) =>
        Assert.Equal(new ShellRun(0, "2\nx\nGet-Probe\n", ""), probe.Run("1+1\n\nif ($true) {\n  'x'\n}\n(Get-Command Get-Probe).Name\n", args));

    [Theory]
    [InlineData("1\nexit 3\n2\n", 3)]
    [InlineData("no-such-command\n1\n", 0)]
    [InlineData("1\nno-such-command\n", 1)]
    [InlineData("throw 'x'\n", 1)]
    public void The_exit_status_is_the_one_given_or_that_of_the_last_command(string input, int expected) =>
        Assert.Equal(expected, probe.Run(input).ExitCode);

    [Fact]
    public void A_command_that_input_leaves_unfinished_is_an_error()
    {
        var run = probe.Run("'a'\nif ($true) {\n'b'\n");

        Assert.Equal((1, "a\n"), (run.ExitCode, run.Output));
        Assert.Contains("Missing closing '}'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_does_not_end_the_session() =>
        Assert.Equal(new ShellRun(0, "after\n", "Exception: boom\n"), probe.Run("throw 'boom'\n'after'\n"));

    [Fact]
    public void The_answer_Suspend_opens_a_prompt_inside_the_command_and_exit_closes_it()
    {
        var run = probe.Run("Set-Probe x\ns\n\"level $NestedPromptLevel\"\nexit\ny\n\"level $NestedPromptLevel\"\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("level 1\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("set x\nlevel 0\n", run.Output, StringComparison.Ordinal);
    }
}
