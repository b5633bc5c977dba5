using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

public class ResetMlxVfTests
{
    private const string Everything =
        "-MacAddress 02:00:00:00:00:01 -VlanId 100 -Qos 3 -SpoofCheck On -Trust On -LinkState Up -MinTxRate 1Gbit -MaxTxRate 10Gbit -Rebind";

    [Theory]
    [InlineData("Reset-MlxVf eth2 3 -WarningAction Ignore")]
    [InlineData("Reset-MlxVf -Pf mlx5_0 -Index 3 -WarningAction Ignore")]
    [InlineData("Reset-MlxVf -Name eth2v3 -Rebind")]
    [InlineData("Reset-MlxVf -Name 05:00.5, mlx5_5 -Rebind")]
    [InlineData("Get-MlxVf eth2 3 | Reset-MlxVf -Rebind")]
    [InlineData("Get-MlxVf | Reset-MlxVf -Rebind")]
    [InlineData("Reset-MlxVf -InputObject (Get-MlxVf eth2 3) -Rebind")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; FunctionID = 3 } | Reset-MlxVf -Rebind")]
    public void A_VF_is_as_new_by_whichever_way_it_is_named(string script)
    {
        using var session = new ModuleSession("");
        var fresh = session.All<VirtualFunction>("Get-MlxVf");
        session.Run($"Set-MlxVf eth2 3 {Everything}").ThrowOnError();
        Assert.Empty(session.Run(script).ThrowOnError().Output);
        Assert.Equal(fresh, session.All<VirtualFunction>("Get-MlxVf"));

        var mark = session.Simulation.Writes.Count;
        session.Run(script).ThrowOnError();
        Assert.Equal(mark, session.Simulation.Writes.Count);
    }

    [Theory]
    [InlineData("ConnectX7")]
    [InlineData("ConnectX7Ofed2407")]
    [InlineData("ConnectX7Inbox")]
    public void Every_dialect_has_its_settings_reset_in_one_act_each(string profile)
    {
        using var session = new ModuleSession(profile);
        session.Run($"Set-MlxVf eth2 3 {Everything}").ThrowOnError();
        session.Simulation.ClearWrites();
        session.Run("Reset-MlxVf eth2 3 -WarningAction Ignore").ThrowOnError();
        string[] acts =
        [
            "ip link set dev eth2 vf 3 mac 00:00:00:00:00:00", "ip link set dev eth2 vf 3 vlan 0", "ip link set dev eth2 vf 3 spoofchk off",
            "ip link set dev eth2 vf 3 trust off", "ip link set dev eth2 vf 3 state auto", "ip link set dev eth2 vf 3 max_tx_rate 0 min_tx_rate 0",
        ];
        string[] guid = profile == "ConnectX7Inbox" ? [] : ["echo 00:00:00:00:00:00:00:00 > /sys/bus/pci/devices/0000:05:00.0/sriov/3/node"];
        Assert.Equal([.. acts, .. guid], session.Simulation.Writes.Select(w => w.Act));
    }

    [Fact]
    public void A_trunk_is_cleared()
    {
        using var session = new ModuleSession("");
        var vf = session.One<VirtualFunction>("Set-MlxVfTrunk eth2 3 '4-15,17'; Reset-MlxVf eth2 3 -PassThru");
        Assert.Equal((true, VlanMode.Vgt), (vf.Trunk!.Vlans.IsEmpty, vf.VlanMode));
    }

    [Fact]
    public void On_InfiniBand_GUIDs_and_policy_are_reset()
    {
        using var session = new ModuleSession("ConnectX6Infiniband");
        session.Run("Set-MlxVf ib0 3 -NodeGuid 02:00:00:00:00:00:00:01 -PortGuid 02:00:00:00:00:00:00:02 -Policy Up -Rebind").ThrowOnError();
        var vf = session.One<VirtualFunction>("Reset-MlxVf ib0 3 -Rebind -PassThru");
        Assert.Equal((default(InfinibandGuid), default(InfinibandGuid), VfLinkState.Disable), (vf.NodeGuid!.Value, vf.PortGuid!.Value, vf.Policy!.Value));
    }

    [Fact]
    public void In_switchdev_mode_address_and_rates_are_reset()
    {
        using var session = new ModuleSession("ConnectX7Inbox");
        session.Run("Set-MlxPf eth2 -EswitchMode Switchdev; Set-MlxVf eth2 3 -MacAddress 02:00:00:00:00:01 -MaxTxRate 1Gbit -Rebind").ThrowOnError();
        session.Simulation.ClearWrites();
        session.Run("Reset-MlxVf eth2 3 -WarningAction Ignore").ThrowOnError();
        Assert.Equal(
            ["devlink port function set pci/0000:05:00.0/4 hw_addr 00:00:00:00:00:00", "devlink port function rate set pci/0000:05:00.0/4 tx_share 0 tx_max 0"],
            session.Simulation.Writes.Select(w => w.Act));
    }

    [Fact]
    public void The_driver_stays_and_Rebind_has_it_see_the_new_address()
    {
        using var session = new ModuleSession("");
        session.Run($"Set-MlxVf eth2 2-3 -Trust On; Set-MlxVf eth2 3 {Everything}; "
            + "Set-MlxVf eth2 2 -MacAddress 02:00:00:00:00:02 -Rebind; Set-MlxVfDriver eth2 2 -Driver None").ThrowOnError();
        Assert.Contains("-Rebind", Assert.Single(session.Run("Reset-MlxVf eth2 2-3 -WhatIf").ThrowOnError().Warnings), StringComparison.Ordinal);
        session.Simulation.ClearWrites();
        Assert.Empty(session.Run("Reset-MlxVf eth2 2-3 -Rebind").ThrowOnError().Warnings);
        Assert.Equal(
            ["echo 0000:05:00.5 > /sys/bus/pci/devices/0000:05:00.5/driver/unbind", "echo 0000:05:00.5 > /sys/bus/pci/drivers/mlx5_core/bind"],
            session.Simulation.Writes.Select(w => w.Act).Where(a => a.EndsWith("bind", StringComparison.Ordinal)));
        Assert.Equal([null, "mlx5_core"], session.All<VirtualFunction>("Get-MlxVf eth2 2-3").Select(v => v.Driver));
    }

    [Fact]
    public void A_VF_in_use_is_reset_but_not_bound_anew()
    {
        using var session = new ModuleSession("");
        session.Run($"Set-MlxVf eth2 3 {Everything}").ThrowOnError();
        var guest = session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:00.5"), "web01");
        var error = session.Run("Reset-MlxVf eth2 3 -Rebind").OnlyError();
        Assert.Equal("VfInUse,Mlx5Sriov.Cmdlets.Vfs.ResetMlxVfCommand", error.FullyQualifiedErrorId);
        Assert.Contains($"eth2 vf 3: VM web01 (pid {guest})", error.ToString(), StringComparison.Ordinal);

        var plan = session.One<ChangePlan>("Reset-MlxVf eth2 3 -PlanOnly -WarningAction Ignore");
        Assert.Equal([$"eth2 vf 3: VM web01 (pid {guest})"], plan.Affected);
        Assert.Contains("restart the guest", Assert.Single(session.Run("Reset-MlxVf eth2 3").ThrowOnError().Warnings), StringComparison.Ordinal);
        Assert.Equal(OnOff.Off, session.One<VirtualFunction>("Get-MlxVf eth2 3").Trust);
    }

    [Fact]
    public void WhatIf_and_PlanOnly_tell_the_steps_and_write_nothing()
    {
        using var session = new ModuleSession("");
        session.Run("Get-MlxVf | Enable-MlxVfTrust").ThrowOnError();
        var shown = session.Render("Reset-MlxVf eth2 1-2 -PassThru -WhatIf");
        var plan = session.One<ChangePlan>("$p = Reset-MlxVf eth2 1-2 -PlanOnly; $p");
        Assert.Equal(["ip link set dev eth2 vf 1 trust off", "ip link set dev eth2 vf 2 trust off"], plan.Steps.Select(s => s.Command));
        Assert.All(plan.Steps, s => Assert.Contains(s.Command, shown, StringComparison.Ordinal));
        Assert.Equal(8, session.Simulation.Writes.Count);

        session.Run("$p | Invoke-MlxPlan").ThrowOnError();
        Assert.Equal([0, 3, 4, 5, 6, 7], session.All<VirtualFunction>("Get-MlxVf | Where-Object Trust -EQ On").Select(v => v.Index));
        session.Run("Undo-MlxChange").ThrowOnError();
        Assert.All(session.All<VirtualFunction>("Get-MlxVf"), vf => Assert.Equal(OnOff.On, vf.Trust));
    }

    [Fact]
    public void Confirm_asks_for_each_VF_and_leaves_the_declined_as_it_is()
    {
        using var session = new ModuleSession("");
        session.Run("Get-MlxVf | Enable-MlxVfTrust").ThrowOnError();
        var (result, questions) = session.RunAnswered("Reset-MlxVf eth2 0-1 -Confirm -PassThru", "No", "Yes");
        Assert.Equal(1, ((VirtualFunction)Assert.Single(result.ThrowOnError().Output).BaseObject).Index);
        Assert.Equal(2, questions.Count);
        Assert.Equal([OnOff.On, OnOff.Off], session.All<VirtualFunction>("Get-MlxVf eth2 0-1").Select(v => v.Trust!.Value));
    }

    [Fact]
    public void Many_VFs_are_reset_by_one_act_for_each_setting()
    {
        using var session = new ModuleSession("-NumVfs 127, 0");
        session.Run("Get-MlxVf | Set-MlxVf -Trust On -LinkState Up").ThrowOnError();
        session.Simulation.ClearWrites();
        session.Run("Get-MlxVf | Reset-MlxVf").ThrowOnError();
        Assert.Equal(2 * 127, session.Simulation.Writes.Count);
    }

    [Fact]
    public void A_refused_step_undoes_those_before_it()
    {
        using var session = new ModuleSession("");
        session.Run($"Set-MlxVf eth2 3 {Everything}").ThrowOnError();
        var before = session.All<VirtualFunction>("Get-MlxVf");
        session.Simulation.AddFault("ip link set dev eth2 vf 3 trust off", Errno.EIO);
        var error = session.Run("Reset-MlxVf eth2 3 -WarningAction Ignore").OnlyError();
        Assert.Equal("PlanFailed,Mlx5Sriov.Cmdlets.Vfs.ResetMlxVfCommand", error.FullyQualifiedErrorId);
        Assert.Equal(before, session.All<VirtualFunction>("Get-MlxVf"));
    }

    [Theory]
    [InlineData("", "eth2 8", "VfIndexOutOfRange")]
    [InlineData("", "eth9 0", "PfNotFound")]
    [InlineData("", "-Name eth9v0", "VfNotFound")]
    [InlineData("Empty", "eth2 0", "NoAdapter")]
    public void Refuses_before_any_write(string profile, string arguments, string id)
    {
        using var session = new ModuleSession(profile);
        Assert.Equal($"{id},Mlx5Sriov.Cmdlets.Vfs.ResetMlxVfCommand", session.Run($"Reset-MlxVf {arguments}").OnlyError().FullyQualifiedErrorId);
        Assert.Empty(session.Simulation.Writes);
    }
}
