using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

public class MlxVfTrunkTests
{
    private const string Tree = "/sys/bus/pci/devices/0000:05:00.0/sriov";

    [Theory]
    [InlineData("Set-MlxVfTrunk eth2 3 '4-15,17'", "4-15,17")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-15,17", "4-15,17")]
    [InlineData("Set-MlxVfTrunk eth2 3 (4..6 + 17)", "4-6,17")]
    [InlineData("Set-MlxVfTrunk -Pf eth2 -Index 3 -Vlan 17", "17")]
    [InlineData("Set-MlxVfTrunk -Name eth2v3 0,4095", "0,4095")]
    [InlineData("Set-MlxVfTrunk eth2 3 '17,4-15,5,17'", "4-15,17")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9; Set-MlxVfTrunk eth2 3 6-12", "6-12")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9; Set-MlxVfTrunk eth2 3 ''", "")]
    [InlineData("Add-MlxVfTrunk eth2 3 4-9; Add-MlxVfTrunk -Name 05:00.5 -Vlan 9-12", "4-12")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9; Remove-MlxVfTrunk eth2 3 6-12", "4-5")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9; Get-MlxVf eth2 3 | Remove-MlxVfTrunk -Vlan 4", "5-9")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9; Get-MlxVfTrunk eth2 3 | Add-MlxVfTrunk -Vlan 20", "4-9,20")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9; Clear-MlxVfTrunk eth2 3", "")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9; Get-MlxVfTrunk | Clear-MlxVfTrunk", "")]
    [InlineData("$t = Set-MlxVfTrunk eth2 3 4-9 -PassThru; Clear-MlxVfTrunk -Name eth2v3; $t | Set-MlxVfTrunk", "4-9")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = '3'; Vlan = '4-9' } | Set-MlxVfTrunk", "4-9")]
    [InlineData("@{ Vlan = 4 }, @{ Vlan = '9-10' } | ForEach-Object { [pscustomobject]($_ + @{ Pf = 'eth2'; Index = 3 }) } | Add-MlxVfTrunk", "4,9-10")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9; 4, 6 | ForEach-Object { [pscustomobject]@{ Pf = 'eth2'; Index = 3; Vlan = $_ } } | Remove-MlxVfTrunk", "5,7-9")]
    public void A_trunk_becomes_what_is_said_by_whichever_way_its_VF_is_named(string script, string trunk)
    {
        using var session = new ModuleSession("");
        Assert.Empty(session.Run(script).ThrowOnError().Output);

        Assert.Equal(trunk, session.One<VfTrunk>("Get-MlxVfTrunk eth2 3").Trunk.ToString());
        Assert.Equal(VlanTrunk.Parse(trunk), session.One<VirtualFunction>("Get-MlxVf eth2 3").Trunk);
        Assert.All(session.All<VfTrunk>("Get-MlxVfTrunk eth2 0-2,4-7"), t => Assert.Equal("", $"{t.Trunk}"));
    }

    [Fact]
    public void Two_rows_that_want_other_trunks_for_a_VF_are_refused()
    {
        using var session = new ModuleSession("");
        var error = session.Run("4, 6 | ForEach-Object { [pscustomobject]@{ Pf = 'eth2'; Index = 3; Vlan = $_ } } | Set-MlxVfTrunk").OnlyError();
        Assert.StartsWith("RowContradicts,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("", "Set-MlxVfTrunk eth2 3 '4-15,17'", "add 4 15; add 17 17")]
    [InlineData("", "Add-MlxVfTrunk eth2 3 0", "add 0 0")]
    [InlineData("4-40", "Set-MlxVfTrunk eth2 3 30-45", "add 41 45; rem 4 29")]
    [InlineData("4-40", "Remove-MlxVfTrunk eth2 3 0-9,20", "rem 4 9; rem 20 20")]
    [InlineData("4-15,17", "Clear-MlxVfTrunk eth2 3", "rem 4 17")]
    public void The_fewest_acts_are_written_and_a_second_time_none(string before, string script, string acts)
    {
        using var session = new ModuleSession("");
        session.Run($"Set-MlxVfTrunk eth2 3 '{before}'").ThrowOnError();

        var mark = session.Simulation.Writes.Count;
        session.Run(script).ThrowOnError();
        Assert.Equal(acts.Split("; ").Select(a => $"echo {a} > {Tree}/3/trunk"), session.Simulation.Writes.Skip(mark).Select(w => w.Act));

        mark = session.Simulation.Writes.Count;
        session.Run(script).ThrowOnError();
        Assert.Equal(mark, session.Simulation.Writes.Count);
    }

    [Theory]
    [InlineData("Get-MlxVfTrunk", "0-7")]
    [InlineData("Get-MlxVfTrunk eth2 0,5-7", "0,5-7")]
    [InlineData("Get-MlxVfTrunk -Index 3", "3")]
    [InlineData("Get-MlxVfTrunk -Name eth2v1, 0000:05:00.4", "1-2")]
    [InlineData("Get-MlxPf | Get-MlxVfTrunk", "0-7")]
    [InlineData("Get-MlxPf eth2 | Get-MlxVfTrunk -Index 2", "2")]
    [InlineData("Get-MlxVf eth2 2-3 | Get-MlxVfTrunk", "2-3")]
    [InlineData("Get-MlxVfTrunk eth2 4 | Get-MlxVfTrunk", "4")]
    [InlineData("Get-MlxVfTrunk 'eth9*'", "")]
    public void Get_selects_as_Get_MlxVf_does(string script, string indexes)
    {
        using var session = new ModuleSession("");
        Assert.Equal(indexes, $"{new VfIndexSet(session.All<VfTrunk>(script).Select(t => t.Index))}");
    }

    [Fact]
    public void A_trunk_leads_back_to_its_VF()
    {
        using var session = new ModuleSession("");
        Assert.Equal(["eth2 vf 2", "eth2 vf 5"], session.All<VirtualFunction>("Get-MlxVfTrunk eth2 2,5 | Get-MlxVf").Select(vf => $"{vf}"));
    }

    [Fact]
    public void A_trunk_compares_with_text()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVfTrunk eth2 2,5 4-15,17").ThrowOnError();
        Assert.Equal([2, 5], session.All<VfTrunk>("Get-MlxVfTrunk | Where-Object Trunk -EQ '17,4-15'").Select(t => t.Index));
        Assert.Equal([2, 5], session.All<VfTrunk>("Get-MlxVfTrunk | Where-Object { $_.Trunk.Vlans.Contains(17) }").Select(t => t.Index));
    }

    [Theory]
    [InlineData("Set-MlxVfTrunk eth2 0-3 6-17")]
    [InlineData("Add-MlxVfTrunk eth2 0-3 6-17")]
    [InlineData("Remove-MlxVfTrunk eth2 0-3 6-17")]
    [InlineData("Clear-MlxVfTrunk eth2 0-3")]
    public void WhatIf_and_PlanOnly_write_nothing(string script)
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVfTrunk eth2 0-3 4-15").ThrowOnError();
        var mark = session.Simulation.Writes.Count;

        Assert.Matches(@"What if: Simulated: eth2 vf 0: echo (add|rem) \d+ \d+ > .*/sriov/0/trunk", session.Render($"{script} -WhatIf -PassThru"));
        var plan = session.One<ChangePlan>($"$p = {script} -PlanOnly; $p");
        Assert.Equal(mark, session.Simulation.Writes.Count);

        session.Run("$p | Invoke-MlxPlan").ThrowOnError();
        Assert.Equal(plan.Steps.Select(s => s.Command), session.Simulation.Writes.Skip(mark).Select(w => w.Act));
        mark = session.Simulation.Writes.Count;
        session.Run(script).ThrowOnError();
        Assert.Equal(mark, session.Simulation.Writes.Count);
    }

    [Fact]
    public void PassThru_gives_the_trunks_as_they_are_afterwards()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVfTrunk eth2 1 5").ThrowOnError();
        Assert.Equal(["5", "5", "5"], session.All<VfTrunk>("Set-MlxVfTrunk eth2 0-2 5 -PassThru").Select(t => $"{t.Trunk}"));
        Assert.Equal(["5,9", "5,9"], session.All<VfTrunk>("Add-MlxVfTrunk eth2 0,1 9 -PassThru").Select(t => $"{t.Trunk}"));
        Assert.Equal("9", $"{session.One<VfTrunk>("Remove-MlxVfTrunk eth2 0 5 -PassThru").Trunk}");
        Assert.Equal(VlanMode.Vgt, session.One<VfTrunk>("Clear-MlxVfTrunk -Name eth2v0 -PassThru").VlanMode);
    }

    [Theory]
    [InlineData("Set-MlxVf eth2 3 -VlanId 100 -Qos 3", "Add-MlxVfTrunk eth2 3 5",
        "eth2 vf 3: a VST VLAN and a trunk (VGT+) exclude each other, so the VST VLAN 100 qos 3 is cleared.")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9", "Set-MlxVf eth2 3 -VlanId 100",
        "eth2 vf 3: a VST VLAN and a trunk (VGT+) exclude each other, so the trunk 4-9 is cleared.")]
    [InlineData("Set-MlxVfTrunk eth2 3 4-9", "Remove-MlxVfTrunk eth2 3 1-9",
        "eth2 vf 3: no VLAN is left in the trunk, so VGT+ ends and every VLAN passes (VGT).")]
    [InlineData("Set-MlxVfTrunk eth2 0-4 4-9", "Set-MlxVfTrunk eth2 0-2,4 ''",
        "eth2 vf 0-2,4: no VLAN is left in the trunk, so VGT+ ends and every VLAN passes (VGT).")]
    public void What_is_cleared_unasked_is_said_before_and_under_WhatIf(string before, string script, string warning)
    {
        using var session = new ModuleSession("");
        session.Run(before).ThrowOnError();
        var mark = session.Simulation.Writes.Count;
        Assert.Equal([warning], session.Run($"{script} -WhatIf").ThrowOnError().Warnings);
        Assert.Equal([warning], session.One<ChangePlan>($"{script} -PlanOnly").Warnings);
        Assert.Equal(mark, session.Simulation.Writes.Count);
        Assert.Equal([warning], session.Run(script).ThrowOnError().Warnings);
        Assert.Empty(session.Run(script).ThrowOnError().Warnings);
    }

    [Fact]
    public void Undo_puts_a_VST_VLAN_back_where_a_trunk_took_its_place()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 3 -VlanId 100 -Qos 3; Set-MlxVfTrunk eth2 3 4-9 3>$null; Undo-MlxChange").ThrowOnError();
        var vf = session.One<VirtualFunction>("Get-MlxVf eth2 3");
        Assert.Equal((VlanMode.Vst, 100, 3), (vf.VlanMode, vf.VlanId, vf.Qos));
    }

    [Fact]
    public void A_list_that_the_driver_cut_is_marked_and_not_taken_for_the_whole()
    {
        using var session = new ModuleSession("");
        var cut = session.One<VfTrunk>("Set-MlxVfTrunk eth2 3 0-4095 -PassThru");
        Assert.Equal((false, "0-1035,..."), (cut.IsComplete, $"{cut.Trunk}"));
        Assert.Contains("0-1035,...", session.Render("Get-MlxVfTrunk eth2 2-3"), StringComparison.Ordinal);

        var mark = session.Simulation.Writes.Count;
        var error = session.Run("Get-MlxVfTrunk eth2 3 | Set-MlxVfTrunk").OnlyError();
        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("only the beginning of a list that the driver cut", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(mark, session.Simulation.Writes.Count);

        session.Run("Add-MlxVfTrunk eth2 3 2000; Remove-MlxVfTrunk eth2 3 3000").ThrowOnError();
        Assert.Equal(["add 2000 2000", "rem 3000 3000"], session.Simulation.Writes.Skip(mark).Select(w => w.Value));
    }

    [Theory]
    [InlineData("4096")]
    [InlineData("-1")]
    [InlineData("4-15;17")]
    [InlineData("9-6")]
    [InlineData("0-1035,...")]
    public void What_is_no_VLAN_list_is_refused_when_it_is_bound(string vlan)
    {
        using var session = new ModuleSession("");
        foreach (var verb in new[] { "Set", "Add", "Remove" })
        {
            var error = session.Run($"{verb}-MlxVfTrunk eth2 0-7 -Vlan '{vlan}'").OnlyError();
            Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"'{vlan}'", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("ConnectX7Inbox", "NeedsOfed", "MLNX_OFED")]
    [InlineData("ConnectX7", "NotInSwitchdev", "legacy")]
    [InlineData("ConnectX6Infiniband", "EthernetOnly", "InfiniBand")]
    public void Where_there_are_no_trunks_each_port_says_once_what_would_be_needed(string profile, string id, string hint)
    {
        using var session = new ModuleSession($"{profile} -NumVfs 4");
        if (id == "NotInSwitchdev")
        {
            var switchdev = new Eswitch { Mode = EswitchMode.Switchdev };
            foreach (var pf in new[] { "05:00.0", "05:00.1" }) session.Simulation.Seams.Devlink.SetEswitch(PciAddress.Parse(pf), switchdev);
        }

        var mark = session.Simulation.Writes.Count;
        foreach (var (script, cmdlet) in new[]
        {
            ("Get-MlxVfTrunk", "Get"),
            ("Get-MlxVf | Get-MlxVfTrunk", "Get"),
            ("Get-MlxVf | Set-MlxVfTrunk -Vlan 4", "Set"),
            ("Add-MlxVfTrunk * 0-3 4 -PassThru", "Add"),
            ("Get-MlxVf | Remove-MlxVfTrunk -Vlan 4", "Remove"),
            ("Get-MlxVf | Clear-MlxVfTrunk", "Clear"),
        })
        {
            var result = session.Run(script);
            Assert.Empty(result.Output);
            Assert.Equal(2, result.Errors.Count);
            Assert.All(result.Errors, e => Assert.Equal($"{id},Mlx5Sriov.Cmdlets.Trunks.{cmdlet}MlxVfTrunkCommand", e.FullyQualifiedErrorId));
            Assert.All(result.Errors, e => Assert.Contains(hint, e.ErrorDetails.RecommendedAction, StringComparison.Ordinal));
            Assert.Equal(session.All<PhysicalFunction>("Get-MlxPf").Select(pf => pf.Name), result.Errors.Select(e => e.TargetObject));
        }

        Assert.Equal(mark, session.Simulation.Writes.Count);
    }

    [Fact]
    public void A_port_without_trunks_hides_no_other()
    {
        using var session = new ModuleSession("-NumVfs 2");
        session.Simulation.Seams.Devlink.SetEswitch(PciAddress.Parse("05:00.1"), new Eswitch { Mode = EswitchMode.Switchdev });
        var result = session.Run("Get-MlxVf | Set-MlxVfTrunk -Vlan 7 -PassThru");
        Assert.Equal(["eth2 vf 0", "eth2 vf 1"], result.Output.Select(o => $"{o}"));
        Assert.Equal("eth3", Assert.Single(result.Errors).TargetObject);
    }

    [Fact]
    public void A_VF_named_several_times_is_set_once()
    {
        using var session = new ModuleSession("");
        session.Run("Get-MlxVf eth2 3,3 | Set-MlxVfTrunk -Vlan 7; "
            + "Add-MlxVfTrunk eth2,0000:05:00.0,mlx5_0 3,3 9; Add-MlxVfTrunk -Name eth2v3,05:00.5 11").ThrowOnError();
        Assert.Equal(["add 7 7", "add 9 9", "add 11 11"], session.Simulation.Writes.Select(w => w.Value));
    }

    [Fact]
    public void The_trunks_of_127_VFs_are_set_read_and_put_back()
    {
        using var session = new ModuleSession("-NumVfs 127,0");
        session.Run("Get-MlxVf | Set-MlxVfTrunk -Vlan '4-15,17'").ThrowOnError();
        Assert.Equal(254, session.Simulation.Writes.Count);
        session.Run("Get-MlxVf | Set-MlxVfTrunk -Vlan '4-15,17'").ThrowOnError();
        Assert.Equal(254, session.Simulation.Writes.Count);

        session.Run("$trunks = Get-MlxVfTrunk").ThrowOnError();
        foreach (var count in new[] { "0", "127" }) session.Simulation.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs", count);
        Assert.All(session.All<VfTrunk>("Get-MlxVfTrunk"), t => Assert.Equal((VlanMode.Vgt, ""), (t.VlanMode, $"{t.Trunk}")));
        session.Run("$trunks | Set-MlxVfTrunk").ThrowOnError();
        Assert.Equal(Enumerable.Repeat("4-15,17", 127), session.All<VfTrunk>("Get-MlxVfTrunk").Select(t => $"{t.Trunk}"));
    }

    [Fact]
    public void A_refused_write_puts_all_trunks_back()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVfTrunk eth2 0-3 4-15").ThrowOnError();
        session.Simulation.AddFault("*/sriov/3/trunk", Errno.EIO);
        Assert.StartsWith("PlanFailed,", session.Run("Set-MlxVfTrunk eth2 0-3 8-20 -PassThru").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.All(session.All<VfTrunk>("Get-MlxVfTrunk eth2 0-3"), t => Assert.Equal("4-15", $"{t.Trunk}"));
    }

    [Fact]
    public void Completion_offers_the_VLANs_that_can_be_removed()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVfTrunk eth2 0-3 '4-15,17'; Add-MlxVfTrunk eth2 3 1723").ThrowOnError();
        Assert.Equal(["4-15", "17", "1723"], session.Complete("Remove-MlxVfTrunk eth2 2-3 "));
        Assert.Equal(["17", "1723"], session.Complete("Remove-MlxVfTrunk -Name eth2v3 -Vlan 17"));
        Assert.Equal(["4-15", "17"], session.Complete("Remove-MlxVfTrunk -Pf eth2 -Index 0,1 -Vlan "));
        Assert.Contains("eth2", session.Complete("Get-MlxVfTrunk e"));
        Assert.Contains("eth2v5", session.Complete("Clear-MlxVfTrunk -Name eth2v"));
    }
}
