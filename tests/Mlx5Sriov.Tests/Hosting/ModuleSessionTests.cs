using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Tests;

/// <summary>A session that takes a runspace which another has used finds it as new; where that cannot be, it gets another.</summary>
public sealed class ModuleSessionTests
{
    private readonly ModuleRunspaces _runspaces = new();

    [Fact]
    public void A_runspace_that_was_used_is_as_a_new_one()
    {
        using var fresh = new ModuleSession(runspaces: new ModuleRunspaces());
        using var used = new ModuleSession("", 60, _runspaces);
        var before = used.Runspace.InstanceId;
        used.Run("""
            $kept = 7; $global:other = 8; $script:third = 9; $PSDefaultParameterValues['Get-MlxPf:Verbose'] = $true
            $WhatIfPreference = $true; $ErrorActionPreference = 'Stop'; $VerbosePreference = 'Continue'
            $OutputEncoding = [Text.Encoding]::ASCII; $FormatEnumerationLimit = 1
            $ExecutionContext.SessionState.Path.SetLocation('/')
            $Host.UI.RawUI.WindowTitle = 'mine'; $Host.UI.RawUI.CursorSize = 9
            Set-PSDebug -Off
            """).ThrowOnError();
        used.Run("$WhatIfPreference = $false; $ErrorActionPreference = 'Continue'; Set-MlxVf eth2 0 -Trust On; Get-MlxVf eth9; Get-MlxVf eth2 | Out-Default");
        used.RunAnswered("Set-MlxVf eth2 1 -Trust On -Confirm", "Yes");
        used.Host.Answers.Enqueue("Yes");
        used.Simulation.AddFault("*", Errno.EIO);
        Assert.Contains(used.Describe(), l => l.EndsWith("Get-MlxPf:Verbose=True", StringComparison.Ordinal));
        used.Dispose();

        using var again = new ModuleSession(runspaces: _runspaces);

        Assert.Equal(before, again.Runspace.InstanceId);
        Assert.Equal(Told(fresh), Told(again));
        Assert.Equal((0, 0, "", ""), (again.Host.Answers.Count, again.Host.Questions.Count, again.Host.TakeRaw(), again.Host.UI.RawUI.WindowTitle));
        var (screen, freshScreen) = (again.Host.UI.RawUI, fresh.Host.UI.RawUI);
        Assert.Equal((freshScreen.WindowSize, freshScreen.BufferSize, 0), (screen.WindowSize, screen.BufferSize, screen.CursorSize));
        Assert.Equal(fresh.Render("Enter-MlxSimulation; Get-MlxVf"), again.Render("Enter-MlxSimulation; Get-MlxVf"));
        Assert.Equal((0, 0), (again.Simulation.Writes.Count, again.Simulation.Faults.Count));
        Assert.Empty(again.Run("Get-MlxChange").Output);
        Assert.Equal(fresh.Render("$Error.Count; Get-MlxVf eth9"), again.Render("$Error.Count; Get-MlxVf eth9"));
    }

    [Fact]
    public void A_runspace_starts_on_the_real_host_though_the_last_test_entered_one_of_its_own()
    {
        using (var used = new ModuleSession(runspaces: _runspaces))
        {
            var host = new SimulatedHost(new SimulationOptions());
            used.Enter(host, host.Seams);
        }

        using var again = new ModuleSession(runspaces: _runspaces);

        Assert.Throws<Session.NotSimulatedException>(() => again.Simulation);
        Assert.StartsWith("NotSimulated,", again.Run("Get-MlxSimulatedWrite").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function Mine { }")]
    [InlineData("function prompt { 'mine' }")]
    [InlineData("$ExecutionContext.InvokeProvider.Item.Set('alias:mine', 'Get-MlxVf')")]
    [InlineData("Set-StrictMode -Version 1")]
    [InlineData("Remove-Module Mlx5Sriov")]
    [InlineData("Import-Module $manifest -Force")]
    [InlineData("Remove-Module Mlx5Sriov; Import-Module $manifest")]
    [InlineData("Import-Module (New-Module -Name Mine { })")]
    [InlineData("class Mine { }")]
    [InlineData("Register-ArgumentCompleter -CommandName Get-MlxVf -ParameterName Index -ScriptBlock { }")]
    public void What_no_reset_takes_away_takes_the_runspace_with_it(string script)
    {
        Guid before;
        using (var used = new ModuleSession("", runspaces: _runspaces))
        {
            before = used.Runspace.InstanceId;
            used.Runspace.SessionStateProxy.SetVariable("manifest", Repository.Manifest);
            used.Run(script).ThrowOnError();
        }

        using var again = new ModuleSession(runspaces: _runspaces);
        Assert.NotEqual(before, again.Runspace.InstanceId);
    }

    [Fact]
    public void Sessions_at_the_same_time_have_runspaces_of_their_own()
    {
        using var first = new ModuleSession(runspaces: _runspaces);
        using var second = new ModuleSession(runspaces: _runspaces);
        Assert.NotEqual(first.Runspace.InstanceId, second.Runspace.InstanceId);
        first.Dispose();
        first.Dispose();
        using var third = new ModuleSession(runspaces: _runspaces);
        using var fourth = new ModuleSession(runspaces: _runspaces);
        Assert.NotEqual(third.Runspace.InstanceId, fourth.Runspace.InstanceId);
    }

    // Each runspace imports the module as an object of its own.
    private static IEnumerable<string> Told(ModuleSession session) => session.Describe().Where(l => !l.StartsWith("Mlx5Sriov ", StringComparison.Ordinal));
}
