using System.Management.Automation;
using System.Management.Automation.Runspaces;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>A session is on the host that it was put on: a simulation does not end in silence, and what is done on it says so.</summary>
public sealed class HostSessionTests
{
    public static TheoryData<string> Commands => ExportedCommands.Names;

    /// <summary>How a simulation can end without Exit-MlxSimulation.</summary>
    public static TheoryData<string> Losses =>
    [
        "Remove-Variable __Mlx5SriovSimulation -Force",
        "Remove-Variable * -Force -ErrorAction Ignore",
        $"Import-Module '{Repository.Manifest}' -Force",
        $"Remove-Module Mlx5Sriov; Import-Module '{Repository.Manifest}'",
        "",
    ];

    [Theory]
    [MemberData(nameof(Losses))]
    public void After_a_lost_simulation_no_cmdlet_reaches_any_host_until_one_is_chosen(string loss)
    {
        foreach (var command in ExportedCommands.All.Select(c => c.Name).Except(["Enter-MlxSimulation", "Exit-MlxSimulation", "ConvertTo-MlxJson"]))
        {
            using var session = new ModuleSession("");
            session.Run(CmdletCalls.Preparation).ThrowOnError();
            var (plan, host) = (session.One<Plans.ChangePlan>("$plan"), session.Simulation);
            var writes = host.Writes.Count;
            Lose(session, loss);
            session.Runspace.SessionStateProxy.SetVariable("plan", plan);

            var refusal = session.Run(CmdletCalls.Of(command));
            Assert.True(
                refusal.Errors.FirstOrDefault()?.FullyQualifiedErrorId.StartsWith("HostUndecided,", StringComparison.Ordinal),
                $"{command} after '{loss}': {refusal.Terminating?.Message ?? refusal.Errors.FirstOrDefault()?.ToString() ?? "no error"}");
            Assert.Empty(refusal.Output);
            Assert.Equal(writes, host.Writes.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void After_a_lost_simulation_nothing_is_completed_from_any_host(string loss)
    {
        using var session = new ModuleSession("");
        session.Run(CmdletCalls.Preparation).ThrowOnError();
        string[] lines = ["Get-MlxPf ", "Get-MlxVf eth2 -Name ", "Set-MlxVf eth2 ", "Undo-MlxChange ", "Remove-MlxSimulatedFault "];
        Assert.All(lines, line => Assert.NotEmpty(HostWords(line)));
        Lose(session, loss);
        Assert.All(lines, line => Assert.Empty(HostWords(line)));

        // Without any, the engine offers the files of the folder.
        IEnumerable<string> HostWords(string line) =>
            session.Complete(line).Where(w => !w.StartsWith('.') && !w.StartsWith('/') && !w.StartsWith("& ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Entering_or_leaving_says_which_host_is_meant(string loss)
    {
        using var session = new ModuleSession("");
        Lose(session, loss);
        session.Run("Exit-MlxSimulation").ThrowOnError();
        Assert.StartsWith("NotSimulated,", session.Run("Get-MlxSimulatedWrite").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);

        session.Run("Enter-MlxSimulation -NumVfs 3").ThrowOnError();
        Lose(session, loss);
        session.Run("Enter-MlxSimulation -NumVfs 2").ThrowOnError();
        Assert.Equal(4, session.Run("Get-MlxVf").ThrowOnError().Output.Count);
    }

    [Theory]
    [InlineData("Set-Variable __Mlx5SriovSimulation 5 -Scope Global -Force")]
    [InlineData("Clear-Variable __Mlx5SriovSimulation -Scope Global -Force")]
    public void A_simulation_can_be_entered_again_after_its_mark_was_overwritten_by_force(string script)
    {
        using var session = new ModuleSession("");
        session.Run(script).ThrowOnError();
        Assert.StartsWith("HostUndecided,", session.Run("Get-MlxPf").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        session.Run("Enter-MlxSimulation -NumVfs 3, 0").ThrowOnError();
        Assert.Equal(3, session.All<VirtualFunction>("Get-MlxVf").Count);
        session.Run("Remove-Variable * -ErrorAction SilentlyContinue").ThrowOnError();
        Assert.Equal(3, session.All<VirtualFunction>("Get-MlxVf").Count);
    }

    [Fact]
    public void Removing_all_variables_does_not_end_a_simulation()
    {
        using var session = new ModuleSession("");
        session.Run("Remove-Variable * -ErrorAction Ignore");
        Assert.Equal(8, session.Run("Get-MlxVf").ThrowOnError().Output.Count);
        session.Run("Enter-MlxSimulation -NumVfs 1; Exit-MlxSimulation; Enter-MlxSimulation -NumVfs 1").ThrowOnError();
        Assert.Equal(2, session.Run("Get-MlxVf").ThrowOnError().Output.Count);
    }

    [Fact]
    public void A_session_that_has_not_chosen_works_on_no_host_while_another_simulates()
    {
        using var chosen = new ModuleSession();
        Assert.StartsWith("NotSimulated,", chosen.Run("Get-MlxSimulatedWrite").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        using var simulated = new ModuleSession("");
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Assert.Equal("HostUndecided,Mlx5Sriov.Cmdlets.Inventory.GetMlxPfCommand", Ask($"Import-Module '{Repository.Manifest}'; Get-MlxPf"));
        Assert.Equal("HostUndecided,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand", Ask("Set-MlxVf eth2 0 -Trust On"));
        Assert.Equal("NotSimulated,Mlx5Sriov.Cmdlets.Simulation.GetMlxSimulatedWriteCommand", Ask("Exit-MlxSimulation; Get-MlxSimulatedWrite"));

        // One that has used the real host before stays on it.
        Assert.StartsWith("NotSimulated,", chosen.Run("Get-MlxSimulatedWrite").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);

        string Ask(string script)
        {
            using var shell = PowerShell.Create(runspace);
            shell.AddScript(script).Invoke();
            return Assert.Single(shell.Streams.Error).FullyQualifiedErrorId;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_is_asked_and_told_of_a_change_says_that_it_is_simulated(string command)
    {
        if (!ExportedCommands.Named(command).Parameters.ContainsKey("WhatIf") || command.Contains("Simulat", StringComparison.Ordinal)) return;
        using var session = new ModuleSession("");
        session.Run(CmdletCalls.Preparation).ThrowOnError();
        _ = session.Host.TakeText();
        var lines = session.Render($"{CmdletCalls.Of(command)} -WhatIf 3> $null").Split('\n');
        Assert.All(lines, line => Assert.Matches("^(What if: )?Simulated: ", line));
        session.Host.Answers.Enqueue("No");
        session.Run($"{CmdletCalls.Of(command)} -Confirm").ThrowOnError();
        Assert.All(session.Host.Questions, question => Assert.StartsWith("Simulated: ", question, StringComparison.Ordinal));
        Assert.NotEmpty(session.Host.Questions);
    }

    private static void Lose(ModuleSession session, string loss)
    {
        if (loss.Length == 0) session.Reset();
        else session.Run(loss).ThrowOnError();
    }
}
