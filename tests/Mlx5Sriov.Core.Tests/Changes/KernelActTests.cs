using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>An operation says of the kernel's refusal what it did, so that nothing has to be read out of a command's text.</summary>
public sealed class KernelActTests
{
    private readonly SimulatedHost _host = new(new SimulationOptions());

    [Fact]
    public void A_file_of_a_rate_group_is_told_when_it_is_written_and_when_it_is_read()
    {
        new WriteVfFile(ChangeCase.Pf, 3, "group", "7").Apply(_host.Seams, CancellationToken.None);
        var fault = _host.AddFault("*/sriov/groups/*", Errno.EBUSY);
        Check(KernelAct.UseRateGroup, new WriteGroupFile(ChangeCase.Pf, 7, WriteGroupFile.MaxTxRate, "5000"));

        _host.RemoveFault(fault.Id);
        _host.AddFault("*/sriov/groups/*/config", Errno.EBUSY, operation: SimulatedOperation.Read);
        var snapshot = new HostSnapshot(_host.Seams);
        Assert.Equal(KernelAct.UseRateGroup, Assert.Throws<KernelException>(() => snapshot.Groups(snapshot.Sites[0])).ActKind);
    }

    [Fact]
    public void A_rate_node_that_is_deleted_is_told()
    {
        _host.AddFault("devlink port function rate del *", Errno.EBUSY);
        Check(KernelAct.DeleteRateNode, new DeleteRateNode(ChangeCase.Pf, "gold"));
    }

    [Fact]
    public void A_mode_of_the_eswitch_is_told()
    {
        _host.AddFault("devlink dev eswitch set *", Errno.EBUSY);
        Check(KernelAct.SetEswitch, new SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev }));
    }

    [Fact]
    public void All_else_is_not_told()
    {
        _host.AddFault("*/sriov/3/group", Errno.EBUSY);
        Check(KernelAct.Other, new WriteVfFile(ChangeCase.Pf, 3, "group", "7"));
    }

    private void Check(KernelAct kind, Operation operation) =>
        Assert.Equal(kind, Assert.Throws<KernelException>(() => operation.Apply(_host.Seams, CancellationToken.None)).ActKind);
}
