using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What ends with switchdev mode besides VFs is named before, counts as a disruption, and is not said to come back.</summary>
public sealed class SubfunctionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Subfunctions_that_a_mode_ends_are_named_and_the_step_is_not_reversible(int vfs)
    {
        var host = Host(vfs);
        var plan = Plan(host, new PfWish { EswitchMode = EswitchMode.Legacy });

        var step = Assert.Single(plan.Steps, s => s.Command.Contains("eswitch", StringComparison.Ordinal));
        Assert.Equal(Disruption.VfsDestroyed, step.Disruption);
        Assert.Contains("eth2 subfunction 88", step.Affected);
        Assert.Contains("eth2 subfunction 90", step.Affected);
        Assert.False(step.IsReversible);
        Assert.False(plan.IsReversible);
        Assert.Contains(plan.Warnings, w => w.Contains("subfunctions (88, 90) end with switchdev mode", StringComparison.Ordinal));
    }

    [Fact]
    public void Undo_says_which_did_not_come_back()
    {
        var host = Host(2);
        var runner = RollbackTests.Runner(host);
        runner.Run(Wish(new PfWish { EswitchMode = EswitchMode.Legacy }), null, CancellationToken.None);
        Assert.DoesNotContain(host.Seams.Devlink.Ports(), p => p.Flavour == DevlinkPortFlavour.PciSf);

        var failure = Assert.Throws<PlanFailedException>(() => runner.Undo(RollbackTests.Entry(host), false, agreed: [], CancellationToken.None));

        Assert.Contains(failure.Residue, r =>
            r.Contains("EswitchMode: Switchdev -> Legacy (not all of what was there before comes back)", StringComparison.Ordinal));
        Assert.Equal(EswitchMode.Switchdev, host.Seams.Devlink.Eswitch(ChangeCase.Pf)!.Mode);
    }

    [Theory]
    [InlineData(EswitchMode.Legacy, 4)]
    [InlineData(null, 4)]
    public void Without_subfunctions_or_without_a_mode_nothing_of_them_is_said(EswitchMode? mode, int? count)
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [2, 0] });
        host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        if (mode is null) host.AddSubfunction(ChangeCase.Pf, 88);
        var plan = Plan(host, new PfWish { EswitchMode = mode, NumVfs = count });
        Assert.DoesNotContain(plan.Affected, who => who.Contains("subfunction", StringComparison.Ordinal));
        Assert.True(plan.IsReversible);
    }

    /// <summary>A resize leaves them; and they are no VFs.</summary>
    [Fact]
    public void A_resize_leaves_subfunctions_as_they_are()
    {
        var host = Host(2);
        RollbackTests.Runner(host).Run(Wish(new PfWish { NumVfs = 3 }), null, CancellationToken.None);
        Assert.Equal([88u, 90u], host.Seams.Devlink.Ports().Where(p => p.Flavour == DevlinkPortFlavour.PciSf).Select(p => p.SfNumber!.Value));
    }

    [Fact]
    public void A_port_message_tells_the_subfunctions_number()
    {
        var message = new MessageWriter(0x20, 0).Header(new GenericHeader(DevlinkHeader.DEVLINK_CMD_PORT_GET, 1))
            .AddText(DevlinkHeader.DEVLINK_ATTR_BUS_NAME, "pci").AddText(DevlinkHeader.DEVLINK_ATTR_DEV_NAME, "0000:05:00.0")
            .Add(DevlinkHeader.DEVLINK_ATTR_PORT_INDEX, 32768u).Add(DevlinkHeader.DEVLINK_ATTR_PORT_FLAVOUR, (ushort)7)
            .Add(DevlinkHeader.DEVLINK_ATTR_PORT_PCI_SF_NUMBER, 88u).Finish(1);
        var port = Port(message);
        Assert.Equal((DevlinkPortFlavour.PciSf, 88u), (port.Flavour, port.SfNumber));
    }

    private static DevlinkPort Port(ReadOnlySpan<byte> message) => PortMessage.Parse(NetlinkMessage.Take(ref message)).Port;

    private static SimulatedHost Host(int vfs)
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [vfs, 0] });
        host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        host.AddSubfunction(ChangeCase.Pf, 88);
        host.AddSubfunction(ChangeCase.Pf, 90);
        host.ClearWrites();
        return host;
    }

    private static PfSettingsWish Wish(PfWish wish) => new("Set-MlxPf", ChangeCase.Pf, wish);

    private static ChangePlan Plan(SimulatedHost host, PfWish wish) => Wish(wish).Plan(new HostSnapshot(host.Seams));
}
