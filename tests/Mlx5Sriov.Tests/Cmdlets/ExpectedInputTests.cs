using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>A cmdlet that expects input and gets none that it can take does nothing: what it does without input is for those who pipe none.</summary>
public class ExpectedInputTests
{
    public static TheoryData<string> Commands => ExportedCommands.Names;

    [Theory]
    [MemberData(nameof(Commands))]
    public void Input_that_is_not_there_or_cannot_be_taken_does_nothing(string command)
    {
        var call = CmdletCalls.Of(command);
        using var session = new ModuleSession("");
        session.Run(CmdletCalls.Preparation).ThrowOnError();
        var host = session.Simulation;
        var writes = host.Writes.Count;
        string[] none = ["@()", "Get-MlxChange -State Interrupted", "Get-ChildItem /nowhere -ErrorAction Ignore"];
        string[] foreign = ["$null", "'nope'", "Get-Date", "[pscustomobject]@{ Foo = 1 }", "[pscustomobject]@{ Id = '' }", "@{ Id = 1 }"];
        foreach (var input in none.Concat(foreign))
        {
            var result = session.Run($"{input} | {call}");
            Assert.True(result.Output.Count == 0, $"{input} | {call} gave {result.Output.FirstOrDefault()}");
            Assert.True(host.Writes.Count == writes, $"{input} | {call} wrote {host.Writes[^1].Act}");
            Assert.Same(host, session.Simulation);
            Assert.Single(host.Faults);
            Assert.True(none.Contains(input) == (result.Errors.Count == 0), $"{input} | {call}: {result.Errors.FirstOrDefault()}");
        }
    }

    [Theory]
    [InlineData("Get-MlxVf eth2 3 | Select-Object Pf, Index | Undo-MlxChange")]
    [InlineData("Get-MlxVf eth2 3 | Undo-MlxChange")]
    [InlineData("Get-MlxPf eth2 | Undo-MlxChange")]
    [InlineData("Get-MlxVfGroup eth2 3 | Undo-MlxChange")]
    [InlineData("'x' | Undo-MlxChange -Id (Get-MlxChange).Id")]
    public void What_is_no_change_undoes_none(string script)
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 0-1 -Trust On").ThrowOnError();
        var writes = session.Simulation.Writes.Count;
        Assert.NotEmpty(session.Run(script).Errors);
        Assert.Equal(writes, session.Simulation.Writes.Count);
    }

    [Theory]
    [InlineData("$changes[0].Id | Undo-MlxChange")]
    [InlineData("$changes[0] | Undo-MlxChange")]
    [InlineData("$changes[0] | Select-Object Id | Undo-MlxChange")]
    [InlineData("[System.IO.StringReader]::new($changes[0].Id).ReadToEnd() | Undo-MlxChange")]
    [InlineData("Undo-MlxChange $changes[0].Id")]
    public void A_change_is_named_by_its_id_however_that_comes(string script)
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 5 -Trust On; Set-MlxVf eth2 6 -LinkState Enable; $changes = @(Get-MlxChange | Sort-Object Id)").ThrowOnError();
        session.Run(script).ThrowOnError();
        Assert.Equal(OnOff.Off, session.One<VirtualFunction>("Get-MlxVf eth2 5").Trust);
        Assert.Equal(VfLinkState.Enable, session.One<VirtualFunction>("Get-MlxVf eth2 6").LinkState);
    }

    [Fact]
    public void Without_a_pipeline_the_newest_change_is_undone_also_where_a_program_runs_the_cmdlet()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 5 -Trust On").ThrowOnError();
        using var shell = System.Management.Automation.PowerShell.Create(session.Runspace);
        shell.AddCommand("Undo-MlxChange").Invoke();
        Assert.Equal(OnOff.Off, session.One<VirtualFunction>("Get-MlxVf eth2 5").Trust);
    }
}
