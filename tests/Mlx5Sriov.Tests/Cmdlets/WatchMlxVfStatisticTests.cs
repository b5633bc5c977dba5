using System.Management.Automation;

using Mlx5Sriov.Counters;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Tests;

public class WatchMlxVfStatisticTests
{
    private const string NumVfs = "/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs";

    [Fact]
    public void Tells_the_rates_as_often_as_is_asked()
    {
        using var session = new ModuleSession("");
        var rates = session.All<VfTrafficRate>("Watch-MlxVfStatistic eth2 0-1 -Interval 2.5 -Count 3");
        Assert.Equal([0, 1, 0, 1, 0, 1], rates.Select(r => r.Index));
        Assert.All(rates, r => Assert.Equal(72 * (r.Index + 1), (double)r.RxRate!.Value.Megabits, tolerance: 0.1));
        Assert.Equal([2.5, 5, 7.5], rates.Where(r => r.Index == 0).Select(r => Math.Round((r.Timestamp - SimulatedClock.Start).TotalSeconds, 3)));
        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("Watch-MlxVfStatistic -Count 1", 8)]
    [InlineData("Get-MlxPf eth2 | Watch-MlxVfStatistic -Index 0-3 -Count 1", 4)]
    [InlineData("Get-MlxVf eth2 2,5 | Watch-MlxVfStatistic -Count 1", 2)]
    [InlineData("Watch-MlxVfStatistic -Name eth2v4 -Count 1", 1)]
    [InlineData("Get-MlxVfStatistic eth2 3 | Watch-MlxVfStatistic -Count 1", 1)]
    [InlineData("Watch-MlxVfStatistic eth9* -Count 1", 0)]
    [InlineData("Watch-MlxVfStatistic eth3 -Count 1", 0)]
    public void Selects_as_Get_MlxVfStatistic_does(string script, int count)
    {
        using var session = new ModuleSession("");
        Assert.Equal(count, session.All<VfTrafficRate>(script).Count);
    }

    [Theory]
    [InlineData("-Interval 0")]
    [InlineData("-Interval 0.09")]
    [InlineData("-Interval -1")]
    [InlineData("-Interval 86401")]
    [InlineData("-Interval ([double]::NaN)")]
    [InlineData("-Count 0")]
    [InlineData("-Count -1")]
    public void Refuses_what_cannot_be_watched(string arguments)
    {
        using var session = new ModuleSession("");
        var error = session.Run($"Watch-MlxVfStatistic eth2 {arguments}").OnlyError();
        Assert.StartsWith("ParameterArgumentValidationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_at_once_where_nothing_is_selected()
    {
        using var session = new ModuleSession("");
        Assert.StartsWith("PfNotFound,", session.Run("Watch-MlxVfStatistic eth9").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Streams_until_the_pipeline_has_enough()
    {
        using var session = new ModuleSession("");
        Assert.Equal(5, session.Run("Watch-MlxVfStatistic eth2 0 | Select-Object -First 5").Output.Count);
    }

    [Fact]
    public void Streams_each_object_when_it_is_there()
    {
        using var session = new ModuleSession("");
        var seen = session.Run("$clock = @(); Watch-MlxVfStatistic eth2 0 -Count 3 | "
            + "ForEach-Object { $clock += (Get-MlxVfStatistic eth2 0).Timestamp.Second }; $clock").Output;
        Assert.Equal(["1", "2", "3"], seen.Select(o => $"{o}"));
    }

    [Fact]
    public void VFs_that_go_meanwhile_are_one_error_and_the_others_go_on()
    {
        using var session = Shared("-NumVfs 4,1");
        var result = session.Run($"$n = 0; Watch-MlxVfStatistic -Count 3 | ForEach-Object {{ if ($n++ -eq 0) {{ $sysfs.Write('{NumVfs}', '0') }}; \"$_\" }}");
        Assert.Equal(["eth2 vf 0", "eth2 vf 1", "eth2 vf 2", "eth2 vf 3", "eth3 vf 0", "eth3 vf 0", "eth3 vf 0"], result.Output.Select(o => $"{o}"));
        var error = Assert.Single(result.Errors);
        Assert.Equal("VfIndexOutOfRange,Mlx5Sriov.Cmdlets.Counters.WatchMlxVfStatisticCommand", error.FullyQualifiedErrorId);
        Assert.Equal("eth2", error.TargetObject);
    }

    [Fact]
    public void Ctrl_C_ends_it()
    {
        using var session = new ModuleSession("");
        using var shell = PowerShell.Create(session.Runspace);
        var seen = new PSDataCollection<PSObject>();
        using var first = new ManualResetEventSlim();
        seen.DataAdded += (_, _) => first.Set();
        var running = shell.AddScript("Watch-MlxVfStatistic eth2").BeginInvoke<PSObject, PSObject>(null, seen);
        Assert.True(first.Wait(TimeSpan.FromMinutes(1)));
        shell.Stop();
        Assert.True(running.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public void Several_are_a_table_that_does_not_wait_for_the_last_and_one_is_a_list_also_after_remoting()
    {
        const string Table = """
            TimeUtc  Pf              Index       Rx       Tx RxPackets/s TxPackets/s RxDrops/s TxDrops/s Note
            -------  --              -----       --       -- ----------- ----------- --------- --------- ----
            00:00:10 eth2                6  504Mbit  168Mbit       70000       35000         0         0
            00:00:10 eth2                7  576Mbit  192Mbit       80000       40000        80         4
            """;
        using var session = new ModuleSession("");
        Assert.Equal(Table, session.Render("Watch-MlxVfStatistic eth2 6-7 -Interval 10 -Count 1"));
        session.Run("Exit-MlxSimulation; Enter-MlxSimulation").ThrowOnError();
        var script = ViewTests.Remoted("@(Watch-MlxVfStatistic eth2 6-7 -Interval 10 -Count 1)");
        Assert.Equal(Table, session.Render(script));
        Assert.Matches(@"(?m)^RxRate               : 72Mbit$", session.Render("Watch-MlxVfStatistic eth2 0 -Interval 10 -Count 1"));
    }

    [Fact]
    public void A_VF_that_was_enabled_anew_is_marked_in_the_table()
    {
        using var session = Shared("-NumVfs 2,0");
        var text = session.Render("$n = 0; Watch-MlxVfStatistic -Count 2 | "
            + $"ForEach-Object {{ if ($n++ -eq 0) {{ '0', '2' | ForEach-Object {{ $sysfs.Write('{NumVfs}', $_) }} }}; $_ }}");
        Assert.Matches(@"(?m)^00:00:02 eth2 +0 +reset$", text);
    }

    /// <summary>A session whose scripts can do what another administrator does meanwhile.</summary>
    private static ModuleSession Shared(string simulation)
    {
        var session = new ModuleSession(simulation);
        session.Runspace.SessionStateProxy.SetVariable("sysfs", session.Simulation.Seams.KernelFiles);
        return session;
    }
}
