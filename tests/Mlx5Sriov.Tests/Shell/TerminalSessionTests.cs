namespace Mlx5Sriov.Tests.Shell;

public sealed class TerminalSessionTests(ProbeInstallation probe) : IClassFixture<ProbeInstallation>
{
    // What the terminal shows once the shell waits for a key behind an empty prompt.
    private const string Ready = "PS> \r\u001b[4C";

    [TerminalFact]
    public void A_session_greets_runs_commands_and_leaves_with_exit()
    {
        using var shell = Start();

        shell.Send("1+1\r");
        shell.WaitFor("\n2\r\n");
        shell.WaitFor(Ready);
        shell.Send("exit 6\r");

        Assert.Equal(6, shell.Finish().ExitCode);
    }

    [TerminalFact]
    public void Lines_are_edited_completed_and_recalled()
    {
        using var shell = Start();

        shell.Send("'ac'\u001b[D\u001b[D\u001b[Cb\u001b[C\r");
        shell.WaitFor("\nacb\r\n");
        shell.WaitFor(Ready);
        shell.Send("Write-Pr\t -Verbose\r");
        shell.WaitFor("VERBOSE: a detail");
        shell.WaitFor(Ready);
        shell.Send("\u001b[A\u001b[A\u0001\"<\u0005>\"\r");
        shell.WaitFor("\n<'acb'>\r\n");
        shell.WaitFor(Ready);
        shell.Send("if (1) {\r'in a block'\r}\r");
        shell.WaitFor("\nin a block\r\n");
        shell.WaitFor(Ready);
        shell.Send("\u0004");

        Assert.Equal(0, shell.Finish().ExitCode);
    }

    [TerminalFact]
    public void Ctrl_C_clears_a_line_and_stops_a_command()
    {
        using var shell = Start();

        shell.Send("'thrown away'\u0003");
        shell.WaitFor("^C");
        shell.WaitFor(Ready);
        shell.Send("'run' + 'ning'; while (1) { }\r");
        shell.WaitFor("\nrunning\r\n");
        shell.Send("\u0003");
        shell.WaitFor(Ready);
        shell.Send("'ali' + 've'\r");
        shell.WaitFor("\nalive\r\n");
        shell.WaitFor(Ready);
        shell.Send("\u0004");

        Assert.DoesNotContain("\nthrown away", shell.Finish().Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void A_question_is_answered_or_cancelled_at_the_terminal()
    {
        using var shell = Start();

        shell.Send("Set-Probe eth2\r");
        shell.WaitFor("(default is \"Y\"): ");
        shell.Send("y\r");
        shell.WaitFor("\nset eth2\r\n");
        shell.WaitFor(Ready);
        shell.Send("Set-Probe eth3; 'not reached'\r");
        shell.WaitFor("(default is \"Y\"): ");
        shell.Send("\u0003");
        shell.WaitFor(Ready);
        shell.Send("exit\r");

        Assert.DoesNotContain("\nnot reached", shell.Finish().Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void Progress_is_shown_and_taken_away()
    {
        using var shell = Start();

        shell.Send("Watch-Probe\r");
        shell.WaitFor("Probing: step 1");
        shell.WaitFor("\u001b[2K\rline 1\r\n");
        shell.WaitFor("line 3\r\n");
        shell.WaitFor("\u001b[2K\r");
        shell.WaitFor(Ready);
        shell.Send("exit\r");

        Assert.Equal(0, shell.Finish().ExitCode);
    }

    [TerminalFact]
    public void A_prompt_begins_on_a_line_of_its_own_after_a_program_that_left_one_unfinished()
    {
        using var shell = Start();

        shell.Send("/bin/sh -c 'printf unfinished'\r");
        shell.WaitFor("\nunfinished");
        shell.WaitFor($"{new string(' ', 60)}\r\u001b[K");
        shell.WaitFor(Ready);
        shell.Send("exit\r");

        Assert.Equal(0, shell.Finish().ExitCode);
    }

    private RunningShell Start()
    {
        var shell = RunningShell.StartOnTerminal(probe.Assembly);
        shell.WaitFor("Mlx5Sriov 1.2.3 on PowerShell");
        shell.WaitFor("> ");
        shell.Send("function prompt { 'PS> ' }\r");
        shell.WaitFor(Ready);
        return shell;
    }
}
