using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>What a user meets at the prompt: completion, questions, progress, Ctrl-C.</summary>
public sealed class PromptTests
{
    [Fact]
    public void Tab_completes_cmdlets_ports_parameters_and_values()
    {
        using var session = new TerminalSession();

        session.Press("Get-MlxP\t\r");
        session.WaitFor("0000:05:00.1");
        session.WaitForPrompt();
        session.Press("Set-MlxVf eth2 0 -Tr\t On -PassT\t\r");
        session.WaitFor("Trust        : \u001b[0mOn");
        session.WaitForPrompt();
        session.Press("Set-MlxVf eth2 1 -LinkState Dis\t -PassThru\r");
        session.WaitFor("LinkState    : \u001b[0mDisable");
        session.WaitForPrompt();

        session.Leave();
    }

    [Fact]
    public void A_question_is_answered_or_cancelled()
    {
        using var session = new TerminalSession();

        session.Type("Set-MlxVf eth2 0 -VlanId 7 -Confirm");
        session.WaitForQuestion();
        session.Type("n");
        session.WaitForPrompt();
        session.Type("Set-MlxVf eth2 0 -VlanId 8 -Confirm; 'not ' + 'reached'");
        session.WaitForQuestion();
        session.CancelAnswer();
        session.Type("Set-MlxVf eth2 0 -VlanId 9 -Confirm");
        session.WaitForQuestion();
        session.Type("y");
        session.WaitForPrompt();
        session.Type("\"written: $((Get-MlxSimulatedWrite).Act)\"");
        session.WaitFor("written: ip link set dev eth2 vf 0 vlan 9");
        session.WaitForPrompt();

        Assert.DoesNotContain("not reached", session.Leave(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_takes_long_shows_how_far_it_is_and_takes_that_away()
    {
        using var session = new TerminalSession();

        session.Type("Enter-MlxSimulation -NumVfs 127,0");
        session.WaitForPrompt();
        session.Type("Set-MlxPf eth2 -NumVfs 126 -Force");
        session.WaitFor("Set-MlxPf [");
        session.WaitForPrompt();
        session.Type("\"VFs: $((Get-MlxPf eth2).NumVfs)\"");
        session.WaitFor("VFs: 126");
        session.WaitForPrompt();

        session.Leave();
    }
}
