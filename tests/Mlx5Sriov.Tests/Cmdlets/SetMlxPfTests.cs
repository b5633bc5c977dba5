using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;

namespace Mlx5Sriov.Tests;

public class SetMlxPfTests
{
    private const string Pf0 = "/sys/bus/pci/devices/0000:05:00.0";
    private const string Pf1 = "/sys/bus/pci/devices/0000:05:00.1";
    private const string Drivers = "/sys/bus/pci/drivers";

    private const string Settings =
        "Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -VlanId 100 -Qos 3 -SpoofCheck On -Trust On -LinkState Up "
        + "-MinTxRate 1Gbit -MaxTxRate 10Gbit -Rebind; Set-MlxVf eth2 6 -VlanId 600; ";

    [Theory]
    [InlineData("Set-MlxPf eth3 -NumVfs 4")]
    [InlineData("Set-MlxPf -Name enp5s0f1np1 -NumVfs 4")]
    [InlineData("Set-MlxPf -Pf 05:00.1 -NumVfs 4")]
    [InlineData("Set-MlxPf eth3, mlx5_1, 0000:05:00.1 -NumVfs 4")]
    [InlineData("'mlx5_1' | Set-MlxPf -NumVfs 4")]
    [InlineData("Get-MlxPf eth3 | Set-MlxPf -NumVfs 4")]
    [InlineData("Set-MlxPf -PfObject (Get-MlxPf eth3) -NumVfs 4")]
    [InlineData("Set-MlxPf *3 -NumVfs 4")]
    public void A_port_gets_its_VFs_by_whichever_way_it_is_named(string script)
    {
        using var session = new ModuleSession("");
        Assert.Empty(session.Run(script).ThrowOnError().Output);

        Assert.Equal([$"echo 4 > {Pf1}/sriov_numvfs"], Acts(session));
        Assert.Equal(4, session.One<PhysicalFunction>("Get-MlxPf eth3").NumVfs);
        Assert.All(session.All<VirtualFunction>("Get-MlxVf eth3"), vf => Assert.Equal("mlx5_core", vf.Driver));

        session.Run(script).ThrowOnError();
        Assert.Single(Acts(session));
    }

    [Theory]
    [InlineData("Set-MlxPf * -NumVfs 2 -PassThru")]
    [InlineData("Get-MlxPf | Set-MlxPf -NumVfs 2 -PassThru")]
    public void Several_ports_are_set_each_by_a_plan_of_its_own(string script)
    {
        using var session = new ModuleSession("-Adapter 2");
        Assert.Equal(["eth2", "eth3", "eth4", "eth5"], session.All<PhysicalFunction>(script).Select(p => $"{p.Name}"));
        Assert.All(session.All<PhysicalFunction>("Get-MlxPf"), pf => Assert.Equal(2, pf.NumVfs));
        Assert.Equal(4, session.All<JournalEntry>("Get-MlxChange").Count);
    }

    [Fact]
    public void A_port_that_fails_is_put_back_and_the_others_are_set()
    {
        using var session = new ModuleSession("-NumVfs 4, 4");
        session.Simulation.AddFault($"echo 2 > {Pf0}/sriov_numvfs", Errno.EIO);
        var error = session.Run("Set-MlxPf * -NumVfs 2").OnlyError();
        Assert.Equal("VfCountRefused.EIO,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", error.FullyQualifiedErrorId);
        Assert.Equal("eth2", error.TargetObject);
        Assert.Equal([4, 2], session.All<PhysicalFunction>("Get-MlxPf").Select(p => p.NumVfs!.Value));
    }

    [Theory]
    [InlineData("-AutoProbe Off", "echo 0 > /sys/bus/pci/devices/0000:05:00.1/sriov_drivers_autoprobe", "AutoProbe", "Off")]
    [InlineData("-EswitchMode Switchdev", "devlink dev eswitch set pci/0000:05:00.1 mode switchdev", "EswitchMode", "Switchdev")]
    [InlineData("-EncapMode None", "devlink dev eswitch set pci/0000:05:00.1 encap-mode none", "EncapMode", "None")]
    [InlineData("-NumVfs 2", "echo 2 > /sys/bus/pci/devices/0000:05:00.1/sriov_numvfs", "NumVfs", "2")]
    public void Makes_one_setting_by_one_act_and_a_second_time_by_none(string setting, string act, string property, string value)
    {
        using var session = new ModuleSession("");
        var pf = Assert.Single(session.Run($"Set-MlxPf eth3 {setting} -PassThru").ThrowOnError().Output);
        Assert.Equal(act, Assert.Single(Acts(session)));
        Assert.Equal(value, $"{pf.Properties[property].Value}");

        Assert.Single(session.Run($"Set-MlxPf eth3 {setting} -PassThru").ThrowOnError().Output);
        Assert.Single(Acts(session));
    }

    [Fact]
    public void Asks_for_nothing_writes_nothing()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxPf eth2 -NumVfs 8 -AutoProbe On -EswitchMode Legacy -InlineMode None -EncapMode Basic").ThrowOnError();
        Assert.Empty(Acts(session));
        Assert.Empty(session.Run("Get-MlxChange").ThrowOnError().Output);
    }

    [Fact]
    public void The_order_is_probing_off_none_the_number_the_settings_probing_on_the_drivers()
    {
        using var session = new ModuleSession("-NumVfs 3, 0");
        session.Run("Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -Trust On -MaxTxRate 10Gbit -Rebind; Set-MlxVfTrunk eth2 0 4-15").ThrowOnError();
        var mark = Acts(session).Length;
        session.Run("Set-MlxPf eth2 -NumVfs 2").ThrowOnError();
        Assert.Equal(
            [
                $"echo 0 > {Pf0}/sriov_drivers_autoprobe",
                $"echo 0 > {Pf0}/sriov_numvfs",
                $"echo 2 > {Pf0}/sriov_numvfs",
                $"echo add 4 15 > {Pf0}/sriov/0/trunk",
                "ip link set dev eth2 vf 1 mac 02:00:00:00:00:01",
                "ip link set dev eth2 vf 1 trust on",
                "ip link set dev eth2 vf 1 max_tx_rate 10000 min_tx_rate 0",
                $"echo 1 > {Pf0}/sriov_drivers_autoprobe",
                $"echo 0000:05:00.2 > {Drivers}/mlx5_core/bind",
                $"echo 0000:05:00.3 > {Drivers}/mlx5_core/bind",
            ],
            Acts(session)[mark..]);
    }

    [Fact]
    public void Where_no_VF_has_an_address_of_its_own_probing_stays_on()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 0 -VlanId 100; Set-MlxPf eth2 -NumVfs 4").ThrowOnError();
        Assert.Equal([$"echo 0 > {Pf0}/sriov_numvfs", $"echo 4 > {Pf0}/sriov_numvfs", "ip link set dev eth2 vf 0 vlan 100"], Acts(session)[1..]);
    }

    [Theory]
    [InlineData("ConnectX7", 4)]
    [InlineData("ConnectX7", 12)]
    [InlineData("ConnectX7Ofed2407", 4)]
    [InlineData("ConnectX7Ofed2407", 12)]
    [InlineData("ConnectX7Inbox", 4)]
    [InlineData("ConnectX7Inbox", 12)]
    public void VFs_that_survive_keep_their_settings_and_drivers(string profile, int count)
    {
        using var session = new ModuleSession(profile);
        session.Run(Settings + "Set-MlxVfDriver eth2 2 -Driver vfio-pci; Set-MlxVfDriver eth2 3 -Driver None").ThrowOnError();
        var before = session.All<VirtualFunction>("Get-MlxVf eth2");

        var result = session.Run($"Set-MlxPf eth2 -NumVfs {count} -Force").ThrowOnError();
        Assert.Equal(count < 7 ? ["eth2 vf 6: what is set here goes with the VF, and only Undo-MlxChange brings it back."] : [], result.Warnings);
        var after = session.All<VirtualFunction>("Get-MlxVf eth2");
        Assert.Equal(count, after.Count);
        Assert.Equal(before.Take(count).Select(Kept), after.Take(before.Count).Select(Kept));
        Assert.Equal(["mlx5_core", "mlx5_core", "vfio-pci", null], after.Take(4).Select(v => v.Driver));
        Assert.All(after.Skip(4), vf => Assert.Equal("mlx5_core", vf.Driver));
        Assert.Equal(OnOff.On, session.One<PhysicalFunction>("Get-MlxPf eth2").AutoProbe);
    }

    [Fact]
    public void InfiniBand_keeps_GUIDs_and_policy_by_itself()
    {
        using var session = new ModuleSession("ConnectX6Infiniband -NumVfs 4, 0");
        session.Run("Set-MlxVf ib0 1 -NodeGuid 02:00:00:00:00:00:00:01 -PortGuid 02:00:00:00:00:00:00:02 -Policy Up -Rebind").ThrowOnError();
        var mark = Acts(session).Length;
        session.Run("Set-MlxPf ib0 -NumVfs 6").ThrowOnError();
        Assert.Equal([$"echo 0 > {Pf0}/sriov_numvfs", $"echo 6 > {Pf0}/sriov_numvfs"], Acts(session)[mark..]);
        var vf = session.One<VirtualFunction>("Get-MlxVf ib0 1");
        Assert.Equal(("02:00:00:00:00:00:00:01", "02:00:00:00:00:00:00:02", VfLinkState.Enable), ($"{vf.NodeGuid}", $"{vf.PortGuid}", vf.Policy));
    }

    [Theory]
    [InlineData("-NumVfs 4", "vf 6", "Yes")]
    [InlineData("-NumVfs 4", "vf 6", "No")]
    [InlineData("-NumVfs 0", "vf 1,6", "Yes")]
    [InlineData("-NumVfs 4 -Confirm:$false", "vf 6", "")]
    [InlineData("-NumVfs 4 -Force", "vf 6", "")]
    [InlineData("-NumVfs 4 -WhatIf", "vf 6", "")]
    [InlineData("-NumVfs 7", "", "")]
    [InlineData("-NumVfs 12", "", "")]
    public void It_asks_before_settings_are_lost(string change, string lost, string answer)
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 1 -Trust On; Set-MlxVf eth2 6 -VlanId 600").ThrowOnError();
        var mark = Acts(session).Length;
        var (result, questions) = session.RunAnswered($"Set-MlxPf eth2 {change}", answer.Length == 0 ? [] : [answer]);
        var warning = $"eth2 {lost}: what is set here goes with the VF, and only Undo-MlxChange brings it back.";
        Assert.Equal(lost.Length == 0 ? [] : [warning], result.ThrowOnError().Warnings);
        Assert.Equal(answer.Length == 0 ? [] : [$"Simulated: {warning}"], questions);
        Assert.Equal(answer != "No" && !change.Contains("WhatIf", StringComparison.Ordinal), Acts(session).Length > mark);
    }

    [Fact]
    public void Where_nobody_is_asked_by_preference_it_goes_on()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 6 -VlanId 600; $ConfirmPreference = 'None'; Set-MlxPf eth2 -NumVfs 0").ThrowOnError();
        Assert.Equal(0, session.One<PhysicalFunction>("Get-MlxPf eth2").NumVfs);
    }

    [Theory]
    [InlineData("", "Yes", 0)]
    [InlineData("", "No", 2)]
    [InlineData("-Force", "", 0)]
    [InlineData("-Confirm:$false", "", 0)]
    [InlineData("-WhatIf", "", 2)]
    public void An_undo_asks_before_representors_end_with_what_is_set_on_them(string parameters, string answer, int left)
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxPf eth3 -EswitchMode Switchdev; Set-MlxPf eth3 -NumVfs 2").ThrowOnError();
        session.Simulation.AddToBridge("eth3_0", "ovs-system");
        var (result, questions) = session.RunAnswered($"Undo-MlxChange {parameters}", answer.Length == 0 ? [] : [answer]);
        Assert.Contains("the place of eth3_0 in ovs-system", Assert.Single(result.ThrowOnError().Warnings), StringComparison.Ordinal);
        Assert.Equal(answer.Length == 0 ? 0 : 1, questions.Count);
        Assert.Equal(left, session.One<PhysicalFunction>("Get-MlxPf eth3").NumVfs);
    }

    [Theory]
    [InlineData("ConnectX7Ofed2407", "Set-MlxVfGroup eth2 0 -MaxTxRate 9Gbit", "-NumVfs 0", "group 0")]
    [InlineData("ConnectX7Ofed2407", "Set-MlxVfGroup eth2 0 -MaxTxRate 9Gbit", "-NumVfs 3 -Discard", "group 0")]
    [InlineData("ConnectX7", "Enable-MlxVfTrust eth2 1; Set-MlxVfRxMode eth2 1 -Promiscuous On", "-NumVfs 12", "promiscuous reception")]
    [InlineData("ConnectX7", "Set-MlxVf eth2 1 -VlanId 5", "-EswitchMode Switchdev", "VLAN 5")]
    [InlineData("ConnectX7", "Add-MlxVfTrunk eth2 1 (1..4094 | Where-Object { $_ % 2 }) 3> $null", "-NumVfs 12", "told the trunk only in part")]
    public void Whatever_no_step_gives_back_is_asked_for(string profile, string settings, string change, string lost)
    {
        using var session = new ModuleSession(profile);
        session.Run(settings).ThrowOnError();
        var (_, questions) = session.RunAnswered($"Set-MlxPf eth2 {change}", "No");
        Assert.Contains(lost, Assert.Single(questions), StringComparison.Ordinal);
        (_, questions) = session.RunAnswered($"Set-MlxPf eth2 {change} -Force -Confirm -WarningAction Ignore", "No");
        Assert.Contains(lost, Assert.Single(questions), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-MlxPf eth2 -NumVfs 4")]
    [InlineData("Set-MlxPf eth2 -NumVfs 12")]
    [InlineData("Set-MlxPf eth2 -EswitchMode Switchdev; Set-MlxPf eth2 -EswitchMode Legacy")]
    public void An_undo_overwrites_no_later_setting_of_VFs_that_it_makes_again(string changes)
    {
        using var session = new ModuleSession("");
        session.Run(changes).ThrowOnError();
        var sysfs = session.Simulation.Seams.KernelFiles;
        sysfs.Write($"{Pf0}/sriov/1/trust", "ON");
        sysfs.Write($"{Pf0}/sriov/1/vlan", "77:0:802.1Q");
        var error = session.Run("Undo-MlxChange").OnlyError();
        Assert.StartsWith("ChangedSince,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("vf 1: VlanId is 77", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(77, session.One<VirtualFunction>("Get-MlxVf eth2 1").VlanId);
    }

    [Theory]
    [InlineData("Set-MlxPf eth2 -AutoProbe Off", "port: AutoProbe is Off")]
    [InlineData("New-MlxVfGroup eth2 4 3 -MaxTxRate 1Gbit", "group 4: MaxTxRate is 1Gbit")]
    [InlineData("Set-MlxVfGroup eth2 7 -MaxTxRate 1Gbit", "group 7: MaxTxRate is 1Gbit")]
    [InlineData("Set-MlxPf eth2 -EncapMode None", null)]
    [InlineData("Set-MlxVf eth3 0 -VlanId 5", null)]
    public void An_undo_of_a_resize_overwrites_no_later_group_nor_probing(string later, string? told)
    {
        using var session = new ModuleSession("-NumVfs 8, 2");
        session.Run("New-MlxVfGroup eth2 7 1 -MaxTxRate 5Gbit; Set-MlxPf eth2 -NumVfs 4; $id = (Get-MlxChange | Sort-Object Id)[-1].Id").ThrowOnError();
        session.Run(later).ThrowOnError();
        if (told is null) session.Run("Undo-MlxChange $id").ThrowOnError();
        else Assert.Contains(told, session.Run("Undo-MlxChange $id").OnlyError().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undo_of_a_mode_of_encapsulation_overwrites_no_VF()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxPf eth2 -EncapMode None; $id = (Get-MlxChange)[0].Id; Set-MlxVf eth2 1 -VlanId 5; Undo-MlxChange $id").ThrowOnError();
        Assert.Equal(5, session.One<VirtualFunction>("Get-MlxVf eth2 1").VlanId);
    }

    [Fact]
    public void It_asks_before_subfunctions_and_limits_of_groups_are_lost()
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit").ThrowOnError();
        Assert.Contains("group 7", Assert.Single(session.RunAnswered("Set-MlxPf eth2 -NumVfs 4", "No").Questions), StringComparison.Ordinal);
        session.Run("Set-MlxPf eth3 -EswitchMode Switchdev").ThrowOnError();
        session.Simulation.AddSubfunction(PciAddress.Parse("0000:05:00.1"), 88);
        Assert.Contains("88", Assert.Single(session.RunAnswered("Set-MlxPf eth3 -EswitchMode Legacy", "No").Questions), StringComparison.Ordinal);
    }

    [Fact]
    public void Discard_starts_anew()
    {
        using var session = new ModuleSession("");
        session.Run(Settings).ThrowOnError();
        var mark = Acts(session).Length;
        session.Run("Set-MlxPf eth2 -NumVfs 4 -Discard -Confirm:$false").ThrowOnError();
        Assert.Equal([$"echo 0 > {Pf0}/sriov_numvfs", $"echo 4 > {Pf0}/sriov_numvfs"], Acts(session)[mark..]);
        Assert.All(session.All<VirtualFunction>("Get-MlxVf eth2"), vf => Assert.Equal((MacAddress.Zero, OnOff.Off, 0), (vf.MacAddress, vf.Trust, vf.VlanId)));
    }

    [Fact]
    public void Without_probing_new_VFs_get_no_driver_and_old_ones_theirs()
    {
        using var session = new ModuleSession("-NumVfs 2, 0");
        session.Run("Set-MlxPf eth2 -NumVfs 4 -AutoProbe Off").ThrowOnError();
        Assert.Equal(["mlx5_core", "mlx5_core", null, null], session.All<VirtualFunction>("Get-MlxVf eth2").Select(v => v.Driver));
        session.Run("Set-MlxPf eth2 -NumVfs 5 -AutoProbe On").ThrowOnError();
        Assert.Equal(["mlx5_core", "mlx5_core", null, null, "mlx5_core"], session.All<VirtualFunction>("Get-MlxVf eth2").Select(v => v.Driver));
    }

    [Theory]
    [InlineData("-NumVfs 4")]
    [InlineData("-NumVfs 0")]
    [InlineData("-EswitchMode Switchdev")]
    [InlineData("-NumVfs 4 -EswitchMode Switchdev -AutoProbe Off -EncapMode None")]
    public void WhatIf_and_PlanOnly_tell_the_steps_and_write_nothing(string setting)
    {
        using var session = new ModuleSession("");
        session.Run(Settings).ThrowOnError();
        var mark = Acts(session).Length;
        var shown = session.Render($"Set-MlxPf eth2 {setting} -PassThru -WhatIf");
        var plan = session.One<ChangePlan>($"$p = Set-MlxPf eth2 {setting} -PassThru -PlanOnly -WarningAction Ignore; $p");
        Assert.All(plan.Steps, s => Assert.Contains($"{s.Target}: {s.Command}", shown, StringComparison.Ordinal));
        Assert.Equal(mark, Acts(session).Length);

        session.Run("$p | Invoke-MlxPlan -WarningAction Ignore").ThrowOnError();
        Assert.True(Acts(session).Length > mark);
        Assert.True(session.One<ChangePlan>($"Set-MlxPf eth2 {setting} -PlanOnly").IsEmpty);
    }

    [Fact]
    public void A_plan_tells_what_it_costs()
    {
        using var session = new ModuleSession("");
        var plan = session.One<ChangePlan>("Set-MlxPf eth2 -NumVfs 4 -PlanOnly");
        Assert.Equal((Disruption.VfsDestroyed, true), (plan.Disruption, plan.IsReversible));
        Assert.Equal(TimeSpan.FromSeconds((8 * 0.15) + (4 * 0.5)), plan.Expected);
        Assert.Equal(Disruption.VfTrafficStops, session.One<ChangePlan>("Set-MlxPf eth2 -EswitchMode Switchdev -PlanOnly").Disruption);
        Assert.Equal(Disruption.None, session.One<ChangePlan>("Set-MlxPf eth3 -NumVfs 4 -EswitchMode Switchdev -PlanOnly").Disruption);
    }

    [Fact]
    public void Confirm_asks_for_each_port_and_leaves_the_declined_as_it_is()
    {
        using var session = new ModuleSession("-NumVfs 4, 4");
        session.Simulation.MoveToNamespace("eth2v3", "blue");
        var (result, questions) = session.RunAnswered("Set-MlxPf * -NumVfs 2 -Force -Confirm -PassThru", "No", "Yes");
        Assert.Equal("eth3", Assert.Single(result.ThrowOnError().Output).ToString());
        Assert.Collection(
            questions,
            q => Assert.Contains("eth2 vf 3: netns blue", q, StringComparison.Ordinal),
            q => Assert.DoesNotContain("blue", q, StringComparison.Ordinal));
        Assert.All(Acts(session), a => Assert.Contains("05:00.1", a, StringComparison.Ordinal));
        Assert.Equal([4, 2], session.All<PhysicalFunction>("Get-MlxPf").Select(p => p.NumVfs!.Value));
    }

    [Theory]
    [InlineData("-NumVfs 2")]
    [InlineData("-NumVfs 12")]
    [InlineData("-NumVfs 0 -Discard")]
    [InlineData("-EswitchMode Switchdev")]
    public void VFs_in_use_are_not_taken_away_and_their_users_are_named(string setting)
    {
        using var session = new ModuleSession("");
        var guest = session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:00.5"), "web01");
        var program = session.Simulation.GiveToProcess(PciAddress.Parse("05:00.6"), "dpdk-testpmd");
        session.Simulation.MoveToNamespace("eth2v7", "blue");

        foreach (var switches in new[] { "", "-WhatIf", "-PlanOnly" })
        {
            var error = session.Run($"Set-MlxPf eth2 {setting} {switches}").OnlyError();
            Assert.Equal("VfInUse,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", error.FullyQualifiedErrorId);
            Assert.Equal(
                $"3 virtual functions are in use: eth2 vf 3: VM web01 (pid {guest}); "
                    + $"eth2 vf 4: process dpdk-testpmd (pid {program}); eth2 vf 7: netns blue.",
                error.ToString());
        }

        Assert.Empty(Acts(session));
        session.Run("Set-MlxPf eth2 -AutoProbe Off; Set-MlxPf eth3 -NumVfs 2").ThrowOnError();
    }

    [Fact]
    public void Force_takes_a_VF_from_a_namespace()
    {
        using var session = new ModuleSession("");
        session.Simulation.MoveToNamespace("eth2v7", "blue");
        var result = session.Run("Set-MlxPf eth2 -NumVfs 4 -Force").ThrowOnError();
        Assert.Empty(result.Warnings);
        Assert.Equal(4, session.All<VirtualFunction>("Get-MlxVf eth2").Count);
    }

    [Fact]
    public void Force_waits_for_a_guest_to_let_go_and_says_so()
    {
        using var session = new ModuleSession("");
        var vf = PciAddress.Parse("05:00.5");
        session.Simulation.GiveToVirtualMachine(vf, "web01");
        session.Simulation.LetGo(vf, TimeSpan.FromSeconds(20));
        var result = session.Run("Set-MlxPf eth2 -NumVfs 4 -Force").ThrowOnError();
        Assert.Contains("eth2 vf 3: held by VM web01", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("nothing can interrupt that wait", result.Warnings[0], StringComparison.Ordinal);
        Assert.Equal("vfio-pci", session.One<VirtualFunction>("Get-MlxVf eth2 3").Driver);
    }

    [Fact]
    public void Force_of_a_guest_that_never_lets_go_changes_nothing()
    {
        using var session = new ModuleSession("");
        session.Run(Settings).ThrowOnError();
        session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:00.5"), "web01");
        var before = session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept).ToList();
        var error = session.Run("Set-MlxPf eth2 -NumVfs 4 -Force -WarningAction Ignore").OnlyError();
        Assert.Equal("VfCountRefused.ETIMEDOUT,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", error.FullyQualifiedErrorId);
        Assert.Equal("Shut the guest down that has it, and try again.", error.ErrorDetails.RecommendedAction);
        Assert.Equal(before, session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept));
    }

    [Theory]
    [InlineData("", "eth2 -NumVfs 128", "VfCountOutOfRange", "NUM_OF_VFS")]
    [InlineData("", "eth2 -NumVfs -1", "VfCountOutOfRange", "from 0 to 127")]
    [InlineData("", "eth9 -NumVfs 1", "PfNotFound", "eth2")]
    [InlineData("Empty", "eth2 -NumVfs 1", "NoAdapter", "lspci")]
    [InlineData("", "eth2", "NothingToSet", "-NumVfs")]
    [InlineData("", "eth2 -Force -Discard", "NothingToSet", "-NumVfs")]
    [InlineData("", "eth2 -NumVfs 4 -InlineMode Transport", "NoInlineMode", "-InlineMode")]
    [InlineData("ConnectX6Infiniband", "ib0 -EswitchMode Switchdev", "NoEswitch", "-EswitchMode")]
    [InlineData("ConnectX6Infiniband", "ib0 -EncapMode None", "NoEswitch", "-EncapMode")]
    public void Refuses_before_any_write(string profile, string arguments, string id, string hint)
    {
        using var session = new ModuleSession(profile);
        var error = session.Run($"Set-MlxPf {arguments} -PassThru").OnlyError();
        Assert.Equal($"{id},Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", error.FullyQualifiedErrorId);
        Assert.Contains(hint, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Acts(session));
    }

    [Fact]
    public void The_mode_does_not_change_while_rate_nodes_exist()
    {
        using var session = new ModuleSession("ConnectX7Inbox");
        session.Run("Set-MlxPf eth2 -EswitchMode Switchdev").ThrowOnError();
        session.Simulation.Seams.Devlink.AddRateNode(PciAddress.Parse("05:00.0"), "gold", new RateLimits { TxMax = Bandwidth.Parse("1Gbit") });
        var mark = Acts(session).Length;
        var error = session.Run("Set-MlxPf eth2 -EswitchMode Legacy").OnlyError();
        Assert.StartsWith("RateNodesExist,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("gold", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(mark, Acts(session).Length);
    }

    [Fact]
    public void A_port_that_was_given_away_whole_is_passed_over_by_a_pattern_and_refused_by_name()
    {
        using var session = new ModuleSession("");
        session.Simulation.UnbindDriver(PciAddress.Parse("05:00.1"));
        session.Simulation.BindDriver(PciAddress.Parse("05:00.1"), "vfio-pci");
        session.Run("Set-MlxPf * -NumVfs 2").ThrowOnError();
        Assert.Equal(2, session.One<PhysicalFunction>("Get-MlxPf eth2").NumVfs);
        Assert.StartsWith("DriverNotLoaded,", session.Run("Set-MlxPf 05:00.1 -NumVfs 2").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void One_who_is_not_root_is_told_so()
    {
        using var session = new ModuleSession("");
        session.Simulation.IsRoot = false;
        foreach (var change in new[] { "-NumVfs 2", "-EswitchMode Switchdev" })
        {
            var error = session.Run($"Set-MlxPf eth3 {change}").OnlyError();
            Assert.StartsWith("PermissionDenied,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        Assert.Equal(0, session.One<PhysicalFunction>("Get-MlxPf eth3").NumVfs);
    }

    [Theory]
    [InlineData(Errno.ERANGE, "the firmware allows fewer")]
    [InlineData(Errno.EBUSY, "made by another program meanwhile")]
    [InlineData(Errno.ENOMEM, "no room for them on the bus")]
    [InlineData(Errno.ENOENT, "no driver is bound")]
    [InlineData(Errno.EIO, "the driver or the firmware could not make them")]
    public void A_number_that_the_kernel_refuses_is_told_by_its_cause_and_all_is_put_back(Errno errno, string cause)
    {
        using var session = new ModuleSession("");
        session.Run(Settings).ThrowOnError();
        var before = session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept).ToList();
        session.Simulation.AddFault($"echo 4 > {Pf0}/sriov_numvfs", errno);

        var error = session.Run("Set-MlxPf eth2 -NumVfs 4 -PassThru -Confirm:$false").OnlyError();
        Assert.Equal($"VfCountRefused.{errno},Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", error.FullyQualifiedErrorId);
        Assert.Contains(cause, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Everything was put back", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept));
        Assert.Equal(OnOff.On, session.One<PhysicalFunction>("Get-MlxPf eth2").AutoProbe);
    }

    [Fact]
    public void Fewer_VFs_than_asked_for_is_an_error_of_its_own()
    {
        using var session = new ModuleSession("");
        var seams = session.Simulation.Seams;
        session.Enter(session.Simulation, seams with { KernelFiles = new AlteredSysfs(seams.KernelFiles, "05:00.1/virtfn2/driver", []) });
        var error = session.Run("Set-MlxPf eth3 -NumVfs 4").OnlyError();
        Assert.Equal("VfsMissing,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", error.FullyQualifiedErrorId);
        Assert.Contains("of 4 virtual functions only 2 came up with a driver", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, session.One<PhysicalFunction>("Get-MlxPf eth3").NumVfs);
    }

    [Fact]
    public void A_setting_that_cannot_be_restored_undoes_the_whole_change()
    {
        using var session = new ModuleSession("");
        session.Run(Settings).ThrowOnError();
        var before = session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept).ToList();
        session.Simulation.AddFault("ip link set dev eth2 vf 1 trust on", Errno.EIO, nth: 1);
        Assert.StartsWith("PlanFailed,", session.Run("Set-MlxPf eth2 -NumVfs 4 -Confirm:$false").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before, session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept));
    }

    [Fact]
    public void Undo_brings_back_the_VFs_that_went()
    {
        using var session = new ModuleSession("");
        session.Run(Settings).ThrowOnError();
        var before = session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept).ToList();
        session.Run("Set-MlxPf eth2 -NumVfs 0 -Confirm:$false; Undo-MlxChange").ThrowOnError();
        Assert.Equal(before, session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept));
    }

    [Theory]
    [InlineData("ConnectX7")]
    [InlineData("ConnectX7Ofed2407")]
    [InlineData("ConnectX7Inbox")]
    public void Switchdev_and_back_keeps_what_both_modes_have_and_warns_of_the_rest(string profile)
    {
        using var session = new ModuleSession(profile);
        session.Run(Settings).ThrowOnError();

        var there = session.Run("Set-MlxPf eth2 -EswitchMode Switchdev -Confirm:$false").ThrowOnError();
        Assert.Contains(there.Warnings, w => w.StartsWith("eth2 vf 1: switchdev mode does without what legacy mode has: ", StringComparison.Ordinal));
        var vf = session.One<VirtualFunction>("Get-MlxVf eth2 1");
        Assert.Equal(
            ("eth2_1", "02:00:00:00:00:01", "1Gbit", "10Gbit", "mlx5_core"),
            (vf.Representor, $"{vf.MacAddress}", $"{vf.MinTxRate}", $"{vf.MaxTxRate}", vf.Driver));

        Assert.Empty(session.Run("Set-MlxPf eth2 -EswitchMode Legacy").ThrowOnError().Warnings);
        var back = session.One<VirtualFunction>("Get-MlxVf eth2 1");
        Assert.Equal(("02:00:00:00:00:01", "1Gbit", "10Gbit"), ($"{back.MacAddress}", $"{back.MinTxRate}", $"{back.MaxTxRate}"));
        Assert.All(session.All<VirtualFunction>("Get-MlxVf eth2"), v => Assert.Equal(VfLinkState.Auto, v.LinkState));
    }

    [Fact]
    public void A_change_of_mode_that_fails_leaves_the_link_states()
    {
        using var session = new ModuleSession("");
        session.Run(Settings).ThrowOnError();
        var before = session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept).ToList();
        session.Simulation.AddFault($"echo 0000:05:00.2 > {Drivers}/mlx5_core/bind", Errno.EIO, nth: 1);
        Assert.Single(session.Run("Set-MlxPf eth2 -EswitchMode Switchdev -WarningAction Ignore").Errors);
        Assert.Equal(before, session.All<VirtualFunction>("Get-MlxVf eth2").Select(Kept));
    }

    [Fact]
    public void In_switchdev_mode_MAC_addresses_and_rates_survive_another_number()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxPf eth2 -NumVfs 0; Set-MlxPf eth2 -EswitchMode Switchdev; Set-MlxPf eth2 -NumVfs 2; "
            + "Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -MaxTxRate 5Gbit -Rebind").ThrowOnError();
        Assert.Empty(session.Run("Set-MlxPf eth2 -NumVfs 4").ThrowOnError().Warnings);
        var vf = session.One<VirtualFunction>("Get-MlxVf eth2 1");
        Assert.Equal(("02:00:00:00:00:01", "5Gbit"), ($"{vf.MacAddress}", $"{vf.MaxTxRate}"));
    }

    [Fact]
    public void Many_VFs_with_settings_are_restored_by_one_act_for_each_setting()
    {
        using var session = new ModuleSession("-NumVfs 127, 0");
        session.Run("Get-MlxVf eth2 | Enable-MlxVfTrust").ThrowOnError();
        var mark = Acts(session).Length;
        session.Run("Set-MlxPf eth2 -NumVfs 126 -Confirm:$false").ThrowOnError();
        Assert.Equal(2 + 126, Acts(session).Length - mark);
        Assert.All(session.All<VirtualFunction>("Get-MlxVf eth2"), vf => Assert.Equal(OnOff.On, vf.Trust));
    }

    [Fact]
    public void Without_sriov_numvfs_OFEDs_own_attribute_is_written()
    {
        using var session = new ModuleSession("");
        var seams = session.Simulation.Seams;
        session.Enter(session.Simulation, seams with { KernelFiles = new AlteredSysfs(seams.KernelFiles, "/sriov_numvfs", []) });
        session.Run("Set-MlxPf eth2 -NumVfs 4").ThrowOnError();
        Assert.Equal([$"echo 0 > {Pf0}/mlx5_num_vfs", $"echo 4 > {Pf0}/mlx5_num_vfs"], Acts(session));
    }

    [Fact]
    public void Without_the_PCI_cores_switch_probing_goes_by_the_driver_s_parameter_or_is_refused()
    {
        const string ProbeVf = "/sys/module/mlx5_core/parameters/probe_vf";
        using var session = new ModuleSession("");
        var seams = session.Simulation.Seams;
        var files = new Dictionary<string, string>();
        session.Enter(session.Simulation, seams with { KernelFiles = new AlteredSysfs(seams.KernelFiles, "/sriov_drivers_autoprobe", files) });
        Assert.Equal("NoAutoProbe,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", session.Run("Set-MlxPf eth2 -AutoProbe Off").OnlyError().FullyQualifiedErrorId);

        files[ProbeVf] = "Y";
        session.Run("Set-MlxPf eth2 -AutoProbe Off").ThrowOnError();
        Assert.Equal("0", files[ProbeVf]);
        Assert.Empty(Acts(session));
    }

    [Fact]
    public void Another_session_s_lock_is_waited_for_and_told()
    {
        using var session = new ModuleSession("");
        var port = PlanScope.OfPort(PciAddress.Parse("05:00.0"));
        using var taken = HostLock.Take(session.Simulation.Seams, port, "Set-MlxVf", TimeSpan.Zero, CancellationToken.None);
        var error = session.Run("Set-MlxPf eth2 -NumVfs 4 -LockTimeout 0").OnlyError();
        Assert.StartsWith("Locked,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Acts(session));
    }

    [Theory]
    [InlineData("Set-MlxPf et", "eth2 eth3")]
    [InlineData("Set-MlxPf eth2 -EswitchMode s", "Switchdev SwitchdevInactive")]
    [InlineData("Set-MlxPf eth2 -InlineMode ", "Link Network None Transport")]
    [InlineData("Set-MlxPf eth2 -EncapMode ", "Basic None")]
    [InlineData("Set-MlxPf eth2 -AutoProbe ", "Off On")]
    public void Arguments_are_completed(string line, string proposals)
    {
        using var session = new ModuleSession("");
        Assert.Equal(proposals.Split(' '), session.Complete(line).Order(StringComparer.Ordinal));
    }

    private static string[] Acts(ModuleSession session) =>
        [.. session.Simulation.Writes.Select(w => w.Act).Where(a => !a.StartsWith("modprobe", StringComparison.Ordinal))];

    /// <summary>What a VF is to have again, its devices being new ones.</summary>
    private static VirtualFunction Kept(VirtualFunction vf) => vf with { RdmaDevice = null, IommuGroup = null, RateGroup = null };

    [Theory]
    [InlineData("Set-MlxPf eth2,* -NumVfs 3 -Force -Confirm:$false", "Kernel.EIO")]
    [InlineData("'eth2','*','e*' | Set-MlxPf -NumVfs 3 -Force -Confirm:$false", "Kernel.EIO")]
    [InlineData("Set-MlxPf eth2,eth3 -NumVfs 3 -Force -Confirm:$false", "Kernel.EIO PfNotFound")]
    [InlineData("Set-MlxPf eth2 -NumVfs 3 -Force -Confirm:$false", "")]
    public void A_port_that_cannot_be_read_is_told_once_where_it_may_be_meant(string script, string errors)
    {
        using var session = new ModuleSession("-NumVfs 4,4");
        session.Run("Add-MlxSimulatedFault '*/0000:05:00.1/vendor' -Errno EIO -Operation Read").ThrowOnError();

        Assert.Equal(errors, string.Join(' ', session.Run(script).Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0])));
        Assert.Equal(3, session.One<int>("(Get-MlxPf eth2).NumVfs"));
    }
}
