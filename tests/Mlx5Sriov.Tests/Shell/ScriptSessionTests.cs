namespace Mlx5Sriov.Tests.Shell;

public sealed class ScriptSessionTests(ProbeInstallation probe) : IClassFixture<ProbeInstallation>
{
    // As pwsh 7.6 leaves them: a script fails by an uncaught error or by saying so, not by its last statement.
    [Theory]
    [InlineData("exit 5; 1", 5)]
    [InlineData("function leave { exit 7 }; leave; 1", 7)]
    [InlineData("no-such-command; exit 0", 0)]
    [InlineData("no-such-command", 0)]
    [InlineData("/bin/sh -c 'exit 3'", 0)]
    [InlineData("throw 'x'", 1)]
    [InlineData("if (", 1)]
    public void The_exit_status_is_what_the_script_said(string text, int expected) =>
        Assert.Equal(expected, probe.Run("", "-File", probe.Write("status.ps1", text)).ExitCode);

    [Fact]
    public void Arguments_are_bound_to_the_scripts_parameters()
    {
        var script = probe.Write(
            "arguments.ps1",
            "param($Name, [switch] $On, [switch] $Off, [int] $Count) \"$Name $On $Off $Count $args $PSScriptRoot\"");

        var run = probe.Run("", "-File", script, "-Count:", "8", "eth2", "-On", "-Off:$false", "rest");

        Assert.Equal(new ShellRun(0, $"eth2 True False 8 rest {probe.Root}\n", ""), run);
    }

    [Fact]
    public void An_uncaught_error_names_the_scripts_line()
    {
        var script = probe.Write("throws.ps1", "'before'\nthrow 'boom'\n'after'\n");

        var run = probe.Run("", "-File", script);

        Assert.Equal("before\n", run.Output);
        Assert.StartsWith($"Exception: {script}:2\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("| boom\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_without_extension_runs_by_its_first_line() =>
        Assert.Equal(new ShellRun(9, "a b\n", ""), probe.Run("", "-File", probe.Write("script", "#!/usr/bin/env pwsh\n\"$args\"; exit 9"), "a", "b"));

    [Fact]
    public void Standard_input_is_the_scripts_input_where_it_asks_for_one() =>
        Assert.Equal("<a>\n", probe.Run("a\n", "-File", probe.Write("input.ps1", "$input | ForEach-Object { \"<$_>\" }")).Output);

    [Fact]
    public void A_script_that_is_not_there_is_a_wrong_command_line()
    {
        var run = probe.Run("", "-File", Path.Combine(probe.Root, "none.ps1"));

        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.Contains("none.ps1", run.Error, StringComparison.Ordinal);
        Assert.Contains("Usage:", run.Error, StringComparison.Ordinal);
    }
}
