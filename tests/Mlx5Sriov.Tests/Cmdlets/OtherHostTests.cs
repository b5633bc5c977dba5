using Mlx5Sriov.Kernel;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Tests;

/// <summary>Journals that came from another host with a copy of its disk are shown, and never undone.</summary>
public sealed class OtherHostTests
{
    [Fact]
    public void A_change_of_another_host_is_passed_over_and_refused_by_its_id()
    {
        using var session = new ModuleSession();
        var host = new SimulatedHost(new SimulationOptions());
        session.Enter(host, host.Seams);
        session.Run("Set-MlxVf eth2 1 -Trust On").ThrowOnError();
        session.Enter(host, host.Seams with { Identity = new HostIdentity("elsewhere", IsSimulated: true) });
        session.Run("Set-MlxVf eth2 2 -Trust On").ThrowOnError();
        session.Enter(host, host.Seams);
        var writes = host.Writes.Count;

        var refusal = session.Run("Undo-MlxChange @(Get-MlxChange)[1].Id").OnlyError();
        Assert.Equal("ChangeNotUndoable,Mlx5Sriov.Cmdlets.Changes.UndoMlxChangeCommand", refusal.FullyQualifiedErrorId);
        Assert.Contains("was made on another host", $"{refusal}", StringComparison.Ordinal);
        Assert.Equal(writes, host.Writes.Count);

        session.Run("Undo-MlxChange").ThrowOnError();
        Assert.Equal("ip link set dev eth2 vf 1 trust off", Assert.Single(host.Writes.Skip(writes)).Act);
        Assert.Equal(["Undone", "Done"], session.Run("Get-MlxChange | ForEach-Object { \"$($_.State)\" }").ThrowOnError().Output.Select(o => $"{o}"));
    }
}
