using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>The live table on a terminal of 60 columns and 24 lines.</summary>
public sealed class WatchTests
{
    [Fact]
    public void A_table_is_drawn_again_in_its_place_and_Ctrl_C_leaves_a_prompt_below_it()
    {
        using var session = new TerminalSession();

        session.Type("Watch-MlxVfStatistic eth2 0-1 -Interval 0.1");
        session.WaitFor("2 VFs: Rx 216Mbit, Tx 72.0Mbit. Ctrl-C ends.\u001b[K");
        session.WaitFor("\neth2   1   144Mbit  48.0Mbit           0           0\u001b[J");
        session.WaitFor("\r\u001b[4A");
        session.WaitFor("Ctrl-C ends.");
        session.Interrupt();
        session.Type("'ali' + 've'");
        session.WaitFor("alive");
        session.WaitForPrompt();

        session.Leave();
    }

    [Fact]
    public void Of_127_VFs_those_are_shown_that_fit()
    {
        using var session = new TerminalSession();

        session.Type("Enter-MlxSimulation -NumVfs 127,0");
        session.WaitForPrompt();
        session.Type("Watch-MlxVfStatistic -Count 1");
        session.WaitFor("107 more are not shown, 6 with drops: these are the busie");
        session.WaitForPrompt();

        session.Leave();
    }

    [Fact]
    public void Objects_come_where_they_are_not_shown()
    {
        using var session = new TerminalSession();

        Sample("$kept = Watch-MlxVfStatistic eth2 0-1 -Count 3; \"assigned $($kept.Count)\"", "assigned 6");
        Sample("function Sample { Watch-MlxVfStatistic eth2 0-1 -Count 3 }; $kept = Sample; \"returned $($kept.Count)\"", "returned 6");
        Sample("Watch-MlxVfStatistic eth2 0-1 -Count 3 | Measure-Object | ForEach-Object { \"piped $($_.Count)\" }", "piped 6");
        Sample("Watch-MlxVfStatistic eth2 0-1 -Count 3 -OutVariable kept; \"collected $($kept.Count)\"", "collected 6");
        Sample("Watch-MlxVfStatistic eth2 0-1 -Count 2 -Stream", "TimeUtc");

        Assert.DoesNotContain("Ctrl-C ends", session.Leave(), StringComparison.Ordinal);

        void Sample(string line, string expected)
        {
            session.Type(line);
            session.WaitFor(expected);
            session.WaitForPrompt();
        }
    }

    [Fact]
    public void An_error_takes_the_tables_place_and_the_table_goes_on_below()
    {
        using var session = new TerminalSession();

        session.Type("$null = Add-MlxSimulatedFault '*/sriov/1/stats' EIO -Operation Read -Nth 3");
        session.WaitForPrompt();
        session.Type("Watch-MlxVfStatistic eth2 0-1 -Interval 0.1 -Count 3");
        session.WaitFor("2 VFs");
        session.WaitFor("\r\u001b[4A\u001b[J");
        session.WaitFor("/sriov/1/stats");
        session.WaitFor("1 VF: Rx 72.0Mbit");
        session.WaitFor("\r\u001b[3A");
        session.WaitFor("2 VFs");
        session.WaitForPrompt();

        session.Leave();
    }
}
