using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

public class SetMlxVfTests
{
    [Theory]
    [InlineData("-MacAddress 02:00:00:00:00:11", "ip link set dev eth2 vf 3 mac 02:00:00:00:00:11")]
    [InlineData("-VlanId 100", "ip link set dev eth2 vf 3 vlan 100")]
    [InlineData("-VlanId 100 -Qos 3", "ip link set dev eth2 vf 3 vlan 100 qos 3")]
    [InlineData("-VlanId 100 -VlanProtocol 802.1ad", "ip link set dev eth2 vf 3 vlan 100 proto 802.1ad")]
    [InlineData("-Qos 5", "ip link set dev eth2 vf 3 vlan 0 qos 5")]
    [InlineData("-SpoofCheck On", "ip link set dev eth2 vf 3 spoofchk on")]
    [InlineData("-Trust on", "ip link set dev eth2 vf 3 trust on")]
    [InlineData("-LinkState Up", "ip link set dev eth2 vf 3 state enable")]
    [InlineData("-MaxTxRate 10Gbit", "ip link set dev eth2 vf 3 max_tx_rate 10000 min_tx_rate 0")]
    [InlineData("-MinTxRate 500", "ip link set dev eth2 vf 3 max_tx_rate 0 min_tx_rate 500")]
    [InlineData("-NodeGuid 00:11:22:33:44:55:1:0", "echo 00:11:22:33:44:55:01:00 > /sys/bus/pci/devices/0000:05:00.0/sriov/3/node")]
    public void Makes_one_setting_by_one_act_and_a_second_time_by_none(string setting, string act)
    {
        using var session = new ModuleSession("");
        session.Run($"Set-MlxVf eth2 3 {setting}").ThrowOnError();
        Assert.Equal(act, Assert.Single(session.Simulation.Writes).Act);

        session.Run($"Set-MlxVf eth2 3 {setting}").ThrowOnError();
        Assert.Single(session.Simulation.Writes);
    }

    [Fact]
    public void A_rate_that_is_not_given_keeps_its_value()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 3 -MinTxRate 1Gbit -MaxTxRate 5Gbit; Set-MlxVf eth2 3 -MaxTxRate 6Gbit").ThrowOnError();
        var vf = session.One<VirtualFunction>("Get-MlxVf eth2 3");
        Assert.Equal(("1Gbit", "6Gbit"), ($"{vf.MinTxRate}", $"{vf.MaxTxRate}"));
    }

    [Theory]
    [InlineData("ConnectX7", "-MacAddress 01:00:5e:00:00:01", "MulticastMac")]
    [InlineData("ConnectX7", "-VlanId 4095", "VlanOutOfRange")]
    [InlineData("ConnectX7", "-VlanId -1", "VlanOutOfRange")]
    [InlineData("ConnectX7", "-VlanId 65546", "VlanOutOfRange")]
    [InlineData("ConnectX7", "-VlanId 10 -Qos 8", "QosOutOfRange")]
    [InlineData("ConnectX7Inbox", "-VlanId 10 -VlanProtocol 802.1ad", "ProtocolNotSupported")]
    [InlineData("ConnectX7", "-MinTxRate 5Gbit -MaxTxRate 1Gbit", "MinAboveMax")]
    [InlineData("ConnectX7", "-MaxTxRate 201Gbit", "RateAboveLink")]
    [InlineData("ConnectX7", "-MaxTxRate 1500kbit", "RateNotWhole")]
    [InlineData("ConnectX7", "-Policy Up", "InfinibandOnly")]
    [InlineData("ConnectX7", "-PortGuid 00:11:22:33:44:55:66:77", "InfinibandOnly")]
    [InlineData("ConnectX7Inbox", "-NodeGuid 00:11:22:33:44:55:66:77", "NeedsOfed")]
    [InlineData("ConnectX6Infiniband", "-Trust On", "EthernetOnly")]
    public void Refuses_before_any_write(string profile, string setting, string id)
    {
        using var session = new ModuleSession(profile);
        var pf = profile == "ConnectX6Infiniband" ? "ib0" : "eth2";
        var error = session.Run($"Set-MlxVf {pf} 3 {setting}").OnlyError();
        Assert.Equal($"{id},Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand", error.FullyQualifiedErrorId);
        Assert.Equal($"{pf} vf 3", error.TargetObject);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void Refuses_an_address_that_another_VF_of_the_host_has()
    {
        using var session = new ModuleSession("-NumVfs 4");
        session.Run("Set-MlxVf eth3 1 -MacAddress 02:00:00:00:00:11").ThrowOnError();
        var error = session.Run("Set-MlxVf eth2 3 -MacAddress 02:00:00:00:00:11").OnlyError();
        Assert.StartsWith("DuplicateMac,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("eth3 vf 1", error.ToString(), StringComparison.Ordinal);
        error = session.Run("Set-MlxVf eth2 0,1 -MacAddress 02:00:00:00:00:12").OnlyError();
        Assert.StartsWith("DuplicateMac,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_VF_that_cannot_be_set_is_its_own_error_and_the_others_are_set()
    {
        using var session = new ModuleSession("");
        var result = session.Run("Enable-MlxVfTrust eth2 6-9");
        Assert.StartsWith("VfIndexOutOfRange,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, session.Simulation.Writes.Count);
    }

    [Fact]
    public void WhatIf_shows_every_step_as_the_command_it_equals_and_writes_nothing()
    {
        using var session = new ModuleSession("");
        var text = session.Render("Set-MlxVf eth2 1,2 -VlanId 100 -Trust On -WhatIf");
        string[] lines =
        [
            "ip link set dev eth2 vf 1 vlan 100",
            "ip link set dev eth2 vf 1 trust on",
            "ip link set dev eth2 vf 2 vlan 100",
            "ip link set dev eth2 vf 2 trust on",
        ];
        Assert.All(lines, line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.Empty(session.Simulation.Writes);
        Assert.Empty(session.Run("Get-MlxChange").ThrowOnError().Output);
    }

    [Fact]
    public void WhatIf_names_who_is_hit()
    {
        using var session = new ModuleSession("");
        session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:00.5"), "web01");
        Assert.Contains("hits eth2 vf 3: VM web01", session.Render("Set-MlxVf eth2 3 -VlanId 100 -WhatIf"), StringComparison.Ordinal);
    }

    [Fact]
    public void PlanOnly_gives_the_plan_and_Invoke_MlxPlan_carries_it_out()
    {
        using var session = new ModuleSession("");
        var plan = session.One<ChangePlan>("$p = Set-MlxVf eth2 1,2 -Trust On -PlanOnly; $p");
        Assert.Equal(["ip link set dev eth2 vf 1 trust on", "ip link set dev eth2 vf 2 trust on"], plan.Steps.Select(s => s.Command));
        Assert.True(plan.IsReversible);
        Assert.Empty(session.Simulation.Writes);

        session.Run("$p | Invoke-MlxPlan").ThrowOnError();
        Assert.Equal(OnOff.On, session.One<VirtualFunction>("Get-MlxVf eth2 2").Trust);
        Assert.StartsWith("StalePlan,", session.Run("$p | Invoke-MlxPlan").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_step_undoes_those_before_it_and_says_so()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("ip link set dev eth2 vf 5 trust on", Errno.EIO, kernelText: "firmware said no");
        var error = session.Run("Get-MlxVf eth2 | Enable-MlxVfTrust").OnlyError();
        Assert.StartsWith("PlanFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("at step 6 of 8", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("firmware said no", error.ToString(), StringComparison.Ordinal);
        Assert.All(session.All<VirtualFunction>("Get-MlxVf"), vf => Assert.Equal(OnOff.Off, vf.Trust));
        Assert.Equal(ChangeState.RolledBack, session.One<JournalEntry>("Get-MlxChange").State);
    }

    [Fact]
    public void What_could_not_be_undone_is_listed()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("ip link set dev eth2 vf 2 trust on", Errno.EIO);
        session.Simulation.AddFault("ip link set dev eth2 vf 0 trust off", Errno.EBUSY);
        var error = session.Run("Enable-MlxVfTrust eth2 0-2").OnlyError();
        Assert.StartsWith("PlanNotUndone,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var residue = Assert.Single(((PlanFailedException)error.Exception).Residue);
        Assert.Contains("eth2 vf 0: ip link set dev eth2 vf 0 trust off", residue, StringComparison.Ordinal);
        Assert.Equal([OnOff.On, OnOff.Off, OnOff.Off], session.All<VirtualFunction>("Get-MlxVf eth2 0-2").Select(v => v.Trust!.Value));

        session.Run("Remove-MlxSimulatedFault; Undo-MlxChange").ThrowOnError();
        Assert.Equal(OnOff.Off, session.One<VirtualFunction>("Get-MlxVf eth2 0").Trust);
    }

    [Fact]
    public void Undo_puts_back_the_newest_change()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 3 -VlanId 100 -Qos 3; Set-MlxVf eth2 3 -VlanId 200; Undo-MlxChange").ThrowOnError();
        var vf = session.One<VirtualFunction>("Get-MlxVf eth2 3");
        Assert.Equal((100, 3), (vf.VlanId, vf.Qos));
        session.Run("Undo-MlxChange").ThrowOnError();
        Assert.Equal(VlanMode.Vgt, session.One<VirtualFunction>("Get-MlxVf eth2 3").VlanMode);
        Assert.StartsWith("ChangeNotFound,", session.Run("Undo-MlxChange").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_changes_are_undone_the_newest_first_and_each_once()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 5 -VlanId 100; Set-MlxVf eth2 5 -VlanId 200; Get-MlxChange | Undo-MlxChange").ThrowOnError();
        Assert.Equal(VlanMode.Vgt, session.One<VirtualFunction>("Get-MlxVf eth2 5").VlanMode);
        var errors = session.Run("Get-MlxChange | Undo-MlxChange").Errors;
        Assert.All(errors, e => Assert.StartsWith("ChangeNotUndoable,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void In_switchdev_mode_the_port_takes_MAC_and_rates_and_the_rest_is_refused()
    {
        using var session = new ModuleSession("ConnectX7Inbox");
        session.Simulation.Seams.Devlink.SetEswitch(PciAddress.Parse("05:00.0"), new Eswitch { Mode = EswitchMode.Switchdev });
        var before = session.Simulation.Writes.Count;
        session.Run("Set-MlxVf eth2 3 -MacAddress 02:00:00:00:00:33 -MaxTxRate 5Gbit").ThrowOnError();
        Assert.Equal(
            [
                "devlink port function set pci/0000:05:00.0/4 hw_addr 02:00:00:00:00:33",
                "devlink port function rate set pci/0000:05:00.0/4 tx_share 0 tx_max 5Gbit",
            ],
            session.Simulation.Writes.Skip(before).Select(w => w.Act));
        Assert.StartsWith("NotInSwitchdev,", session.Run("Enable-MlxVfTrust eth2 3").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_VFs_are_set_by_one_act_each()
    {
        using var session = new ModuleSession("-NumVfs 127,0");
        session.Run("Get-MlxVf | Enable-MlxVfTrust").ThrowOnError();
        Assert.Equal(127, session.Simulation.Writes.Count);
        session.Run("Get-MlxVf | Enable-MlxVfTrust").ThrowOnError();
        Assert.Equal(127, session.Simulation.Writes.Count);
    }

    [Theory]
    [InlineData("Enable-MlxVfTrust", "Trust", "On")]
    [InlineData("Disable-MlxVfTrust", "Trust", "Off")]
    [InlineData("Enable-MlxVfSpoofCheck", "SpoofCheck", "On")]
    [InlineData("Disable-MlxVfSpoofCheck", "SpoofCheck", "Off")]
    public void The_switches_set_their_setting(string cmdlet, string property, string value)
    {
        using var session = new ModuleSession("");
        session.Run($"Set-MlxVf eth2 0-1 -Trust {(value == "On" ? "Off" : "On")} -SpoofCheck {(value == "On" ? "Off" : "On")}").ThrowOnError();
        var result = session.Run($"Get-MlxVf eth2 0-1 | {cmdlet} -PassThru").ThrowOnError();
        Assert.Equal([value, value], result.Output.Select(o => $"{o.Properties[property].Value}"));
    }

    [Fact]
    public void A_new_address_of_a_bound_VF_is_warned_about_or_bound_anew()
    {
        using var session = new ModuleSession("");
        var warnings = session.Run("Set-MlxVf eth2 3 -MacAddress 02:00:00:00:00:33").ThrowOnError().Warnings;
        Assert.Contains("-Rebind", Assert.Single(warnings), StringComparison.Ordinal);
        session.Run("Set-MlxVf eth2 4 -MacAddress 02:00:00:00:00:34 -Rebind").ThrowOnError();
        Assert.Contains(session.Simulation.Writes, w => w.Act == "echo 0000:05:00.6 > /sys/bus/pci/drivers/mlx5_core/bind");
        Assert.Equal("mlx5_core", session.One<VirtualFunction>("Get-MlxVf eth2 4").Driver);
    }
}
