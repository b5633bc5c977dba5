namespace Mlx5Sriov.Tests.Shell;

/// <summary>The live table on a pseudo-terminal of 60 columns and 24 lines, with the module of this repository.</summary>
public sealed class WatchTests
{
    private const string Ready = "PS> \r\u001b[4C";

    private static readonly string s_assembly = Path.Combine(AppContext.BaseDirectory, "Mlx5Sriov.Shell.dll");

    [TerminalFact]
    public void A_table_is_drawn_again_in_its_place_and_Ctrl_C_leaves_a_prompt_below_it()
    {
        using var shell = Start();

        shell.Send("Watch-MlxVfStatistic eth2 0-1 -Interval 0.1\r");
        shell.WaitFor("2 VFs: Rx 216Mbit, Tx 72.0Mbit. Ctrl-C ends.\u001b[K");
        shell.WaitFor("\neth2   1   144Mbit  48.0Mbit           0           0\u001b[J");
        shell.WaitFor("\r\u001b[4A");
        shell.WaitFor("Ctrl-C ends.");
        shell.Send("\u0003");
        shell.WaitFor(Ready);
        shell.Send("'ali' + 've'\r");
        shell.WaitFor("\nalive\r\n");
        shell.WaitFor(Ready);
        shell.Send("exit\r");

        Assert.Equal(0, shell.Finish().ExitCode);
    }

    [TerminalFact]
    public void Of_127_VFs_those_are_shown_that_fit()
    {
        using var shell = Start();

        shell.Send("Enter-MlxSimulation -NumVfs 127,0\r");
        shell.WaitFor(Ready);
        shell.Send("Watch-MlxVfStatistic -Count 1\r");
        shell.WaitFor("107 more are not shown, 6 with drops: these are the busie");
        shell.WaitFor(Ready);
        shell.Send("exit\r");

        Assert.Equal(0, shell.Finish().ExitCode);
    }

    [TerminalFact]
    public void Objects_come_where_they_are_asked_for()
    {
        using var shell = Start();

        shell.Send("$kept = Watch-MlxVfStatistic eth2 0-1 -Count 3; \"kept $($kept.Count)\"\r");
        shell.WaitFor("\nkept 6\r\n");
        shell.WaitFor(Ready);
        shell.Send("Watch-MlxVfStatistic eth2 0-1 -Count 3 | ForEach-Object { \"$_\" }\r");
        shell.WaitFor("\neth2 vf 1\r\n");
        shell.WaitFor(Ready);
        shell.Send("Watch-MlxVfStatistic eth2 0-1 -Count 2 -Stream\r");
        shell.WaitFor("TimeUtc");
        shell.WaitFor(Ready);
        shell.Send("exit\r");

        Assert.DoesNotContain("Ctrl-C ends", shell.Finish().Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void An_error_takes_the_tables_place_and_the_table_goes_on_below()
    {
        using var shell = Start();

        shell.Send("$null = Add-MlxSimulatedFault '*/sriov/1/stats' EIO -Operation Read -Nth 3\r");
        shell.WaitFor(Ready);
        shell.Send("Watch-MlxVfStatistic eth2 0-1 -Interval 0.1 -Count 3\r");
        shell.WaitFor("2 VFs");
        shell.WaitFor("\r\u001b[4A\u001b[J");
        shell.WaitFor("/sriov/1/stats");
        shell.WaitFor("1 VF: Rx 72.0Mbit");
        shell.WaitFor("\r\u001b[3A");
        shell.WaitFor("2 VFs");
        shell.WaitFor(Ready);
        shell.Send("exit\r");

        Assert.Equal(0, shell.Finish().ExitCode);
    }

    private static RunningShell Start()
    {
        var shell = RunningShell.StartOnTerminal(s_assembly, "-Simulate");
        shell.WaitFor("on PowerShell");
        shell.WaitFor("> ");
        shell.Send("function prompt { 'PS> ' }\r");
        shell.WaitFor(Ready);
        return shell;
    }
}
