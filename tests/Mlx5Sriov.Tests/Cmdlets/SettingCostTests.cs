using Mlx5Sriov.Kernel;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Tests;

/// <summary>What setting many VFs asks of a host: snapshots, not VF by VF, and one setting each. Counted, not timed.</summary>
public class SettingCostTests
{
    private static readonly PciAddress s_pf = PciAddress.Parse("0000:05:00.0");

    private readonly List<string> _calls = [];

    [Theory]
    [InlineData(8)]
    [InlineData(127)]
    public void The_library_plans_on_one_snapshot_verifies_on_another_and_sets_each_VF_once(int vfs)
    {
        var (host, seams) = NewHost(vfs);
        var wish = new VfSettingsWish("Enable-MlxVfTrust", s_pf, Enumerable.Range(0, vfs).ToDictionary(i => i, _ => new VfWish { Trust = OnOff.On }));

        new PlanRunner(seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);

        CheckSettings(host, vfs);
        CheckSnapshots(2);
        Assert.Equal((1, 1), (Calls("Save").Count(), Calls("Append").Count()));

        Forget(host);
        new PlanRunner(seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);
        Assert.Empty(host.Writes);
        CheckSnapshots(1);
        Assert.Empty(Calls("Save").Concat(Calls("Append")));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(127)]
    public void The_pipeline_takes_a_snapshot_a_stage_whatever_the_number_of_VFs(int vfs)
    {
        var (host, seams) = NewHost(vfs);
        using var session = new ModuleSession();
        session.Enter(host, seams);

        // Get-MlxVf's own; then one for what the pipeline brings and the plan that is shown, one under the lock, and one to verify.
        session.Run("Get-MlxVf | Enable-MlxVfTrust").ThrowOnError();
        CheckSettings(host, vfs);
        CheckSnapshots(4);

        // Nothing is due, so nothing is locked.
        Forget(host);
        session.Run("Get-MlxVf | Enable-MlxVfTrust").ThrowOnError();
        Assert.Empty(host.Writes);
        CheckSnapshots(2);
        Assert.Empty(Calls("TryLock"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("-WhatIf", true)]
    [InlineData("-PlanOnly", true)]
    [InlineData("-Confirm:$false", false)]
    public void Whom_a_plan_hits_is_read_only_where_the_user_is_told(string parameter, bool isRead)
    {
        var (host, seams) = NewHost(8);
        using var session = new ModuleSession();
        session.Enter(host, seams);

        session.Run($"Set-MlxVf eth2 0-7 -VlanId 100 {parameter}").ThrowOnError();

        Assert.Equal(isRead, Calls("ReadLink").Any(c => c.EndsWith("/virtfn3", StringComparison.Ordinal)));
    }

    private (SimulatedHost Host, SriovHost Seams) NewHost(int vfs)
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [vfs, 0] });
        return (host, host.Seams with
        {
            KernelFiles = CountingSeam.Over(host.Seams.KernelFiles, _calls),
            IpLink = CountingSeam.Over(host.Seams.IpLink, _calls),
            Devlink = CountingSeam.Over(host.Seams.Devlink, _calls),
            Tools = CountingSeam.Over(host.Seams.Tools, _calls),
            Changes = CountingSeam.Over(host.Seams.Changes, _calls),
        });
    }

    private void CheckSettings(SimulatedHost host, int vfs)
    {
        Assert.Equal(Enumerable.Range(0, vfs).Select(i => $"ip link set dev eth2 vf {i} trust on"), host.Writes.Select(w => w.Act));
        Assert.Equal(vfs, Calls("SetVf").Count());
        Assert.Empty(Calls("Write"));
        Assert.Empty(Calls("Run"));
    }

    // The kernel is asked for all VFs of the port at once, and for nothing twice in one snapshot.
    private void CheckSnapshots(int snapshots)
    {
        Assert.Equal(Enumerable.Repeat("Find eth2", snapshots), Calls("Find").Where(c => c == "Find eth2"));
        Assert.All(
            _calls.Where(c => c.Split(' ')[0] is "Read" or "ReadLink" or "Exists" or "Find" or "Eswitch" or "Ports" or "Rates" or "Info").CountBy(c => c),
            call => Assert.True(call.Value <= snapshots, $"{call.Value} x {call.Key}"));
    }

    private IEnumerable<string> Calls(string name) => _calls.Where(c => c.Split(' ')[0] == name);

    private void Forget(SimulatedHost host)
    {
        _calls.Clear();
        host.ClearWrites();
    }
}
