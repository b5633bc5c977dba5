using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>
/// What cmdlets that change something say, and how often: warnings, verbose messages, refusals that many VFs share, and calls that ask for nothing.
/// </summary>
public class WordingTests
{
    private const string Pf0 = "/sys/bus/pci/devices/0000:05:00.0";

    [Fact]
    public void What_holds_alike_of_many_VFs_is_warned_of_once()
    {
        using var session = new ModuleSession("-NumVfs 127, 0");
        var result = session.Run("Enable-MlxVfSpoofCheck eth2 0-126").ThrowOnError();
        Assert.Equal(
            "eth2 vf 0-126: the spoof check is on but there is no MAC address, so that the driver cannot tell which source to let through: "
                + "set one with Set-MlxVf -MacAddress.",
            Assert.Single(result.Warnings));

        session.Run("0..4 | ForEach-Object { Set-MlxVf eth2 $_ -MacAddress \"02:00:00:00:01:0$_\" -Rebind }").ThrowOnError();
        result = session.Run("Reset-MlxVf eth2 0-2,4").ThrowOnError();
        Assert.Equal(
            "eth2 vf 0-2,4: mlx5_core is bound and sees the new address only when it is bound again: use -Rebind, or restart the guest.",
            Assert.Single(result.Warnings));
    }

    [Theory]
    [InlineData("Enable-MlxVfTrust", "eth2: the trust cannot be set: the e-switch is in switchdev mode, where rules on the representor do this.")]
    [InlineData("Set-MlxVfRxMode -Promiscuous On", "eth2: promiscuous or all-multicast reception cannot be set: the e-switch is in switchdev mode, "
        + "where the driver gives a VF its own addresses alone and rules on the representor send it more.")]
    [InlineData("Set-MlxVf -VlanId 5", "eth2: the VLAN cannot be set: the e-switch is in switchdev mode, where rules on the representor do this.")]
    [InlineData("Set-MlxVfTrunk -Vlan 5", "eth2: a trunk (VGT+) cannot be set: the e-switch is in switchdev mode, "
        + "which has no trunks: rules on the representor let VLANs through there.")]
    [InlineData("Get-MlxVfTrunk", "eth2: a trunk (VGT+) cannot be read: the e-switch is in switchdev mode, "
        + "which has no trunks: rules on the representor let VLANs through there.")]
    public void What_a_port_refuses_all_its_VFs_is_said_once(string cmdlet, string message)
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxPf eth2 -EswitchMode Switchdev -Force").ThrowOnError();
        var error = session.Run($"Get-MlxVf eth2 | {cmdlet}").OnlyError();
        Assert.Equal(("NotInSwitchdev", message, "eth2"), (error.FullyQualifiedErrorId.Split(',')[0], error.ToString(), error.TargetObject));
        Assert.Contains("Set-MlxPf eth2 -EswitchMode Legacy", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_port_refuses_one_VF_is_that_VFs()
    {
        using var session = new ModuleSession("ConnectX7Inbox");
        Assert.Equal("eth2 vf 3", session.Run("Set-MlxVf eth2 3 -NodeGuid 00:11:22:33:44:55:66:77").OnlyError().TargetObject);
        var errors = session.Run("Set-MlxVf eth2 3,4 -VlanProtocol 802.1ad -NodeGuid 00:11:22:33:44:55:66:77 -Policy Up; "
            + "Set-MlxVf eth2 3,4 -Policy Up").Errors;
        Assert.Equal("eth2", errors[^1].TargetObject);
    }

    [Theory]
    [InlineData("Set-MlxVfRxMode ib0 0-1 -Promiscuous On", "no such reception")]
    [InlineData("Set-MlxVfTrunk ib0 0-1 4", "P_Keys")]
    [InlineData("Get-MlxVfTrunk ib0", "P_Keys")]
    [InlineData("Set-MlxVf ib0 0-1 -Trust On", "-PortGuid")]
    public void On_InfiniBand_the_advice_fits_what_was_asked(string script, string advice)
    {
        using var session = new ModuleSession("ConnectX6Infiniband");
        var error = session.Run(script).OnlyError();
        Assert.StartsWith("EthernetOnly,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-MlxPf eth2", "-NumVfs")]
    [InlineData("Set-MlxPf eth2 -Discard", "-NumVfs")]
    [InlineData("Set-MlxPf eth2 -Force -PassThru -WhatIf", "-NumVfs")]
    [InlineData("Get-MlxPf | Set-MlxPf", "-EswitchMode")]
    [InlineData("Set-MlxVf eth2 3", "-MacAddress")]
    [InlineData("Set-MlxVf eth2 3 -Rebind -PlanOnly", "-MacAddress")]
    [InlineData("Get-MlxVf | Set-MlxVf", "-Trust")]
    [InlineData("Set-MlxVfRxMode eth2 0", "-Promiscuous and -AllMulticast")]
    public void A_call_that_asks_for_nothing_says_what_may_be_given(string script, string advice)
    {
        using var session = new ModuleSession("");
        var error = session.Run(script).OnlyError();
        Assert.StartsWith("NothingToSet,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("Set-MlxPf eth2 -AutoProbe $false; Set-MlxPf eth2 -AutoProbe $true",
        new[] { $"echo 0 > {Pf0}/sriov_drivers_autoprobe", $"echo 1 > {Pf0}/sriov_drivers_autoprobe" })]
    [InlineData("Set-MlxVf eth2 1 -Trust $true -SpoofCheck:$false", new[] { "ip link set dev eth2 vf 1 trust on" })]
    public void A_switch_takes_a_boolean(string script, string[] acts)
    {
        using var session = new ModuleSession("");
        session.Run(script).ThrowOnError();
        Assert.Equal(acts, session.Simulation.Writes.Select(w => w.Act));
    }

    [Theory]
    [InlineData("Get-MlxPf eth2 | Set-MlxVf -Index 0,1 -Trust On", 2)]
    [InlineData("Get-MlxPf | Enable-MlxVfTrust -Index 0-3", 4)]
    [InlineData("Set-MlxVf -PfObject (Get-MlxPf eth2) -Index 1 -Trust On", 1)]
    [InlineData("Get-MlxPf eth2 | Set-MlxVfTrunk -Index 0 -Vlan 4", 1)]
    public void Physical_functions_are_taken_from_the_pipeline(string script, int acts)
    {
        using var session = new ModuleSession("");
        var result = session.Run(script);
        Assert.Equal(acts, session.Simulation.Writes.Count);
        Assert.All(result.Errors, e => Assert.Equal("eth3 has no virtual function 0-3: none is enabled.", e.ToString()));
        Assert.All(result.Errors, e => Assert.Equal("Enable some first: Set-MlxPf eth3 -NumVfs N.", e.ErrorDetails.RecommendedAction));
    }

    [Theory]
    [InlineData("Enable-MlxVfTrust eth2 0-2 -PassThru -WhatIf")]
    [InlineData("Set-MlxPf eth2 -NumVfs 8 -PassThru -WhatIf")]
    [InlineData("Set-MlxPf eth2 -NumVfs 4 -PassThru -WhatIf")]
    [InlineData("$WhatIfPreference = $true; Enable-MlxVfTrust eth2 0-2 -PassThru")]
    public void Under_WhatIf_PassThru_gives_nothing(string script)
    {
        using var session = new ModuleSession("");
        session.Run("Enable-MlxVfTrust eth2 1").ThrowOnError();
        Assert.Empty(session.Run(script).ThrowOnError().Output);
        Assert.Equal([0, 1, 2], session.All<VirtualFunction>("$WhatIfPreference = $false; Enable-MlxVfTrust eth2 0-2 -PassThru").Select(v => v.Index));
    }

    [Fact]
    public void Verbose_tells_each_step_once()
    {
        using var session = new ModuleSession("");
        string[] steps = ["eth2 vf 1: ip link set dev eth2 vf 1 vlan 100", "eth2 vf 1: ip link set dev eth2 vf 1 trust on"];
        Assert.Equal(["Simulated: eth2 vf 1: 2 steps", .. steps], session.Run("Set-MlxVf eth2 1 -VlanId 100 -Trust On -Verbose").ThrowOnError().Verbose);

        var undo = session.Run("Undo-MlxChange -Verbose").ThrowOnError().Verbose;
        Assert.Equal(3, undo.Count);
        Assert.Single(undo, v => v.EndsWith("trust off", StringComparison.Ordinal));

        var plan = session.Run("Set-MlxVf eth2 1 -VlanId 100 -Trust On -PlanOnly | Invoke-MlxPlan -Verbose").ThrowOnError().Verbose;
        Assert.Equal(["Simulated: eth2: 2 steps", .. steps], plan);
    }

    [Fact]
    public void A_number_below_none_is_answered_with_the_range()
    {
        using var session = new ModuleSession("");
        Assert.Equal("-1 is no number of virtual functions: eth2 can have 0 to 127.", session.Run("Set-MlxPf eth2 -NumVfs -1").OnlyError().ToString());
    }

    [Fact]
    public void What_a_mode_change_takes_from_VFs_is_said_in_one_line_for_those_alike()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 0-3 -VlanId 5 -Qos 3; Set-MlxVf eth2 5 -Trust On -LinkState Up").ThrowOnError();
        Assert.Equal(
            [
                "eth2 vf 0-3: switchdev mode does without what legacy mode has: VLAN 5 qos 3. "
                    + "Make rules on the representor instead (tc, Open vSwitch), or set it again in legacy mode.",
                "eth2 vf 5: switchdev mode does without what legacy mode has: trust, link state Enable. "
                    + "Make rules on the representor instead (tc, Open vSwitch), or set it again in legacy mode.",
            ],
            session.Run("Set-MlxPf eth2 -EswitchMode Switchdev -Force").ThrowOnError().Warnings);

        var reset = session.Run("Reset-MlxVf eth2 0-5").ThrowOnError();
        Assert.Equal(
            [
                "eth2 vf 0-3: switchdev mode does not let these be reset, and they hold again in legacy mode: VLAN 5 qos 3. "
                    + "Reset them there (Set-MlxPf eth2 -EswitchMode Legacy).",
                "eth2 vf 5: switchdev mode does not let these be reset, and they hold again in legacy mode: trust. "
                    + "Reset them there (Set-MlxPf eth2 -EswitchMode Legacy).",
            ],
            reset.Warnings);
    }

    [Theory]
    [InlineData("Set-MlxPf eth2 -NumVfs 6 -Confirm:$false", "ends with the net device, and is not restored: set it again with Set-MlxVfRxMode.", true)]
    [InlineData("Set-MlxPf eth2 -NumVfs 6 -WhatIf", "ends with the net device, and is not restored: set it again with Set-MlxVfRxMode.", true)]
    [InlineData("0..1 | ForEach-Object { @{ i = $_; m = \"02:00:00:00:00:0$_\" } } | "
        + "ForEach-Object { Set-MlxVf eth2 $_.i -MacAddress $_.m -Rebind }",
        "ends with the driver's net device, and is not restored: set it again with Set-MlxVfRxMode.", false)]
    public void Reception_that_ends_with_a_net_device_is_warned_of_for_an_undo_brings_none_back(string script, string warning, bool isOfAll)
    {
        using var session = new ModuleSession("");
        session.Run("Enable-MlxVfTrust eth2 0-5; Set-MlxVfRxMode eth2 0 -Promiscuous On; "
            + "Set-MlxVfRxMode eth2 1 -Promiscuous On -AllMulticast On; Set-MlxVfRxMode eth2 5 -AllMulticast On").ThrowOnError();
        string[] expected =
        [
            $"eth2 vf 0: promiscuous reception {warning}",
            $"eth2 vf 1: promiscuous and all-multicast reception {warning}",
            $"eth2 vf 5: all-multicast reception {warning}",
        ];
        Assert.Equal(expected[..(isOfAll ? 3 : 2)], session.Run(script).ThrowOnError().Warnings);
    }

    [Fact]
    public void What_OFED_s_files_hold_besides_is_named_where_it_is_lost()
    {
        using var session = new ModuleSession("");
        var sysfs = session.Simulation.Seams.KernelFiles;
        sysfs.Write($"{Pf0}/sriov/1/paging_control/page_limit", "4096");
        var warnings = session.Run("Set-MlxPf eth2 -NumVfs 4 -Force").ThrowOnError().Warnings;
        Assert.Equal(
            $"eth2 vf 1: paging_control/page_limit 4096 (below {Pf0}/sriov/N) is not restored: write it again.",
            Assert.Single(warnings));

        session.Run("Set-MlxPf eth2 -EswitchMode Switchdev -Force").ThrowOnError();
        sysfs.Write($"{Pf0}/sriov/1/meters/rx/bps/rate", "1000");
        sysfs.Write($"{Pf0}/sriov/1/meters/rx/bps/burst", "5");
        warnings = session.Run("Set-MlxPf eth2 -EswitchMode Legacy -WhatIf").ThrowOnError().Warnings;
        Assert.Contains("eth2 vf 1: meters/rx/bps/rate 1000, meters/rx/bps/burst 5 ", Assert.Single(warnings), StringComparison.Ordinal);
        warnings = session.Run("Set-MlxPf eth2 -NumVfs 1 -WhatIf").ThrowOnError().Warnings;
        Assert.Contains("eth2 vf 1: meters/rx/bps/rate 1000, meters/rx/bps/burst 5 ", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(session.Run("Set-MlxPf eth2 -NumVfs 2 -Discard -WhatIf").ThrowOnError().Warnings);
    }

    [Fact]
    public void What_a_port_function_holds_is_restored_or_named()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxPf eth2 -EswitchMode Switchdev; Set-MlxVfDriver eth2 1-2 -Driver None").ThrowOnError();
        var devlink = session.Simulation.Seams.Devlink;
        DevlinkPort Port(int vf) => devlink.Ports().Single(p => p.Handle.Device == PciAddress.Parse("05:00.0") && p.VfNumber == vf);
        devlink.SetPortFunction(Port(1).Handle, new PortFunction { Migratable = OnOff.On });
        devlink.SetPortFunction(Port(1).Handle, new PortFunction { Roce = OnOff.Off });
        devlink.SetPortFunction(Port(2).Handle, new PortFunction { MaxIoEventQueues = 24 });

        Assert.Empty(session.Run("Set-MlxPf eth2 -NumVfs 4 -Force").ThrowOnError().Warnings);
        Assert.Equal(
            [(OnOff.On, OnOff.Off, 16u), (OnOff.Off, OnOff.On, 16u), (OnOff.Off, OnOff.On, 24u), (OnOff.Off, OnOff.On, 16u)],
            new[] { 1, 0, 2, 3 }.Select(i => Port(i).Function!).Select(f => (f.Migratable!.Value, f.Roce!.Value, f.MaxIoEventQueues!.Value)));
        Assert.Equal([null, null], session.All<VirtualFunction>("Get-MlxVf eth2 1-2").Select(v => v.Driver));

        Assert.Equal(
            [
                "eth2 vf 1: of its port function 'roce disable migratable enable' is lost; only switchdev mode can set that again.",
                "eth2 vf 2: of its port function 'max_io_eqs 24' is lost; only switchdev mode can set that again.",
            ],
            session.Run("Set-MlxPf eth2 -NumVfs 3 -EswitchMode Legacy -WhatIf").ThrowOnError().Warnings);
    }

    [Fact]
    public void A_mode_that_the_driver_has_not_is_answered_with_one_that_it_has()
    {
        using var session = new ModuleSession("");
        var result = session.Run("Set-MlxPf eth2 -EswitchMode SwitchdevInactive");
        Assert.Contains("SwitchdevInactive", Assert.Single(result.Warnings), StringComparison.Ordinal);
        var error = Assert.Single(result.Errors);
        Assert.Equal("EswitchModeRefused,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", error.FullyQualifiedErrorId);
        Assert.StartsWith("Use -EswitchMode Switchdev,", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_says_so_where_it_cannot_be_told_who_uses_a_VF()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVfDriver eth2 1-2 -Driver vfio-pci").ThrowOnError();
        session.Simulation.IsRoot = false;
        var warnings = session.Run("Set-MlxPf eth2 -NumVfs 0 -Force -WhatIf").ThrowOnError().Warnings;
        Assert.Equal(2, warnings.Count);
        Assert.StartsWith("eth2 vf 0,3-7: who uses it cannot be told, for want of the right to look. ", warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("eth2 vf 1-2: who uses it cannot be told, for want of the right to look or because a process", warnings[1], StringComparison.Ordinal);
    }
}
