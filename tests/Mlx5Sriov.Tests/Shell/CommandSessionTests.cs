namespace Mlx5Sriov.Tests.Shell;

public sealed class CommandSessionTests(ProbeInstallation probe) : IClassFixture<ProbeInstallation>
{
    [Fact]
    public void Objects_are_shown_through_the_modules_views_and_plain_where_output_is_redirected() =>
        Assert.Equal(
            new ShellRun(0, "\nIndex Mac\n----- ---\n1     02:00:00:00:00:01\n2     02:00:00:00:00:02\n\n", ""),
            probe.Run("", "-Command", "Get-Probe"));

    // As pwsh 7.6 leaves them.
    [Theory]
    [InlineData("", 0)]
    [InlineData("exit 4; 1", 4)]
    [InlineData("throw 'x'", 1)]
    [InlineData("no-such-command; 1", 0)]
    [InlineData("1; no-such-command", 1)]
    [InlineData("/bin/sh -c 'exit 3'", 1)]
    [InlineData("/bin/sh -c 'exit 3'; 1", 0)]
    public void The_exit_status_says_whether_the_last_statement_succeeded(string text, int expected) =>
        Assert.Equal(expected, probe.Run("", "-Command", text).ExitCode);

    [Fact]
    public void An_uncaught_error_is_shown_concisely_on_standard_error() =>
        Assert.Equal(new ShellRun(1, "before\n", "Exception: boom\n"), probe.Run("", "-Command", "'before'; throw 'boom'"));

    [Fact]
    public void An_unfinished_command_says_so()
    {
        var run = probe.Run("", "-Command", "if (");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("Missing condition", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_go_to_standard_error_and_the_other_streams_to_standard_output() =>
        Assert.Equal(
            new ShellRun(0, "WARNING: a warning\nVERBOSE: a detail\noutput\nend\n", "Write-Probe: an error\n"),
            probe.Run("", "-Command", "Write-Probe -Verbose; 'end'"));

    [Fact]
    public void Progress_leaves_redirected_output_alone() =>
        Assert.Equal(new ShellRun(0, "line 1\nline 2\nline 3\n", ""), probe.Run("", "-Command", "Watch-Probe"));

    [Theory]
    [InlineData("y\n", "set x\n")]
    [InlineData("\n", "set x\n")]
    [InlineData("what?\nno\n", "")]
    public void A_question_is_answered_from_standard_input(string answer, string expected)
    {
        var run = probe.Run(answer, "-Command", "Set-Probe x");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Performing the operation \"set\" on target \"x\".", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"(default is \"Y\"): \n{expected}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_without_an_answer_is_an_error_and_not_a_yes()
    {
        var run = probe.Run("", "-Command", "Set-Probe x");

        Assert.DoesNotContain("set x", run.Output, StringComparison.Ordinal);
        Assert.Contains("standard input has ended", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Confirm_and_WhatIf_keep_the_question_away() =>
        Assert.Equal(
            new ShellRun(0, "set x\nWhat if: Performing the operation \"set\" on target \"y\".\n", ""),
            probe.Run("", "-Command", "Set-Probe x -Confirm:$false; Set-Probe y -WhatIf"));

    [Fact]
    public void A_missing_parameter_is_asked_for()
    {
        var run = probe.Run("eth2\n", "-Command", "Set-Probe -Confirm:$false");

        Assert.EndsWith("Name: \nset eth2\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_the_commands_input_where_it_asks_for_one() =>
        Assert.Equal(new ShellRun(0, "<a>\n<b>\n", ""), probe.Run("a\nb\n", "-Command", "$input | ForEach-Object { \"<$_>\" }"));

    [Fact]
    public void The_style_setting_overrides_the_kind_of_output()
    {
        var run = probe.Run("", "-Command", "$red = $PSStyle.Foreground.Red; \"${red}a\"; $PSStyle.OutputRendering = 'Ansi'; \"${red}b\"");

        Assert.Equal("a\n\u001b[31mb\n", run.Output);
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("wide", 120)]
    public void Redirected_output_has_the_width_of_COLUMNS_or_a_fixed_one(string columns, int expected)
    {
        using var shell = RunningShell.Start(probe.Assembly, ["-Command", "$Host.UI.RawUI.BufferSize.Width"], ("COLUMNS", columns));

        Assert.Equal(new ShellRun(0, $"{expected}\n", ""), shell.Finish());
    }
}
