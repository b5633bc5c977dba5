using System.Management.Automation;

using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>The cmdlets for rate groups, and Set-MlxVf -Group.</summary>
public class GroupTests
{
    private const string Sriov = "/sys/bus/pci/devices/0000:05:00.0/sriov";

    private static readonly PciAddress s_pf = PciAddress.Parse("05:00.0");

    [Fact]
    public void A_group_is_made_by_the_writes_of_the_vendors_guide_and_a_second_time_by_none()
    {
        using var session = new ModuleSession("");
        const string Script = "New-MlxVfGroup -Pf eth2 -Id 7 -Index 5,6 -MaxTxRate 5Gbit -MinTxRate 1Gbit";
        Assert.Empty(session.Run(Script).ThrowOnError().Output);
        Assert.Equal(
            [
                $"echo 7 > {Sriov}/5/group",
                $"echo 7 > {Sriov}/6/group",
                $"echo 5000 > {Sriov}/groups/7/max_tx_rate",
                $"echo 1000 > {Sriov}/groups/7/min_tx_rate",
            ],
            session.Simulation.Writes.Select(w => w.Act));

        session.Run(Script).ThrowOnError();
        Assert.Equal(4, session.Simulation.Writes.Count);
        var group = session.One<RateGroup>("Get-MlxVfGroup eth2 7");
        Assert.Equal((7, "1Gbit", "5Gbit", "5-6"), (group.Id, $"{group.MinTxRate}", $"{group.MaxTxRate}", $"{group.Members}"));
        Assert.Equal("7", session.One<VirtualFunction>("Get-MlxVf eth2 5").RateGroup);
    }

    [Theory]
    [InlineData("Get-MlxVfGroup", "eth2 3,eth2 7,eth3 7")]
    [InlineData("Get-MlxVfGroup eth2", "eth2 3,eth2 7")]
    [InlineData("Get-MlxVfGroup eth2 7", "eth2 7")]
    [InlineData("Get-MlxVfGroup eth* 7", "eth2 7,eth3 7")]
    [InlineData("Get-MlxVfGroup -Id 3", "eth2 3")]
    [InlineData("Get-MlxVfGroup -Id 7,3", "eth2 3,eth2 7,eth3 7")]
    [InlineData("Get-MlxVfGroup -Name *", "")]
    [InlineData("Get-MlxPf eth3 | Get-MlxVfGroup", "eth3 7")]
    [InlineData("Get-MlxPf eth2 | Get-MlxVfGroup -Id 3", "eth2 3")]
    [InlineData("Get-MlxVf eth2 | Get-MlxVfGroup", "eth2 3,eth2 7")]
    [InlineData("Get-MlxVf eth2 5-6 | Get-MlxVfGroup", "eth2 7")]
    [InlineData("Get-MlxVf eth2 0 | Get-MlxVfGroup", "")]
    [InlineData("[pscustomobject]@{ Pf = 'eth3' } | Get-MlxVfGroup", "eth3 7")]
    [InlineData("Get-MlxVfGroup nothing*", "")]
    public void Groups_are_picked_by_port_number_and_pipeline(string script, string groups)
    {
        using var session = Staged();
        Assert.Equal(groups, string.Join(',', session.All<RateGroup>(script).Select(g => $"{g.Pf} {g.Id}")));
    }

    [Theory]
    [InlineData("Get-MlxVfGroup eth2 7 | Get-MlxVf", "5,6")]
    [InlineData("Get-MlxVfGroup eth2 7 | Set-MlxVf -Trust On -PassThru", "5,6")]
    public void A_groups_members_are_picked_by_it(string script, string indexes)
    {
        using var session = Staged();
        Assert.Equal(indexes, string.Join(',', session.All<VirtualFunction>(script).Select(v => v.Index)));
    }

    [Theory]
    [InlineData("Get-MlxVfGroup eth2 9", "GroupNotFound", "eth2 has no rate group 9: there are 3, 7.", "9")]
    [InlineData("Get-MlxVfGroup eth* 9", "GroupNotFound", "eth2 has no rate group 9: there are 3, 7.", "9")]
    [InlineData("Get-MlxVfGroup eth2 -Name gold", "GroupNotFound", "eth2 has no rate group gold: there are 3, 7.", "gold")]
    [InlineData("Get-MlxVfGroup eth9", "PfNotFound", "eth9", "eth9")]
    [InlineData("Set-MlxVfGroup eth2 9 -MaxTxRate 1Gbit", "GroupNotFound", "eth2 has no rate group 9", "9")]
    [InlineData("Remove-MlxVfGroup eth2 9", "GroupNotFound", "eth2 has no rate group 9", "9")]
    [InlineData("Remove-MlxVfGroup eth2 0", "GroupNotFound", "eth2 has no rate group 0", "0")]
    [InlineData("New-MlxVfGroup eth2 256 1", "GroupOutOfRange", "group 256 is not 1-255", "eth2 group 256")]
    [InlineData("New-MlxVfGroup eth2 -1 1", "GroupOutOfRange", "group -1 is not 1-255", "eth2 group -1")]
    [InlineData("New-MlxVfGroup eth2 0 1", "GroupOutOfRange", "group 0 stands for no group", "eth2 group 0")]
    [InlineData("New-MlxVfGroup eth2 7 1", "GroupExists", "it is there already, with VF 5-6 and its limit 5Gbit.", "eth2 group 7")]
    [InlineData("New-MlxVfGroup eth2 -Name gold -Index 1", "NeedsSwitchdev", "in switchdev mode only", "eth2 group gold")]
    [InlineData("New-MlxVfGroup eth2 8 1 -MaxTxRate 201Gbit", "RateAboveLink", "above the port's 200Gbit", "eth2 group 8")]
    [InlineData("New-MlxVfGroup eth2 8 1 -MaxTxRate 1.5Mbit", "RateNotWhole", "not a whole number", "eth2 group 8")]
    [InlineData("New-MlxVfGroup eth2 8 1 -MinTxRate 2Gbit -MaxTxRate 1Gbit", "MinAboveMax", "above the limit", "eth2 group 8")]
    [InlineData("New-MlxVfGroup eth2 8 1,9", "VfIndexOutOfRange", "no virtual function 9", "eth2 group 8")]
    [InlineData("Set-MlxVfGroup eth2 7 -MinTxRate 6Gbit", "MinAboveMax", "above the limit", "eth2 group 7")]
    [InlineData("Set-MlxVfGroup eth2 7 -Index ([Mlx5Sriov.Addressing.VfIndexSet]::new([int[]]@()))",
        "GroupNeedsMember", "only while VFs are in it", "eth2 group 7")]
    [InlineData("Set-MlxVfGroup eth2 3,7 -Index 1", "VfInTwoGroups", "VF 1 is wished in group 3 too", "eth2")]
    [InlineData("Set-MlxVf eth2 1 -Group 256", "GroupOutOfRange", "group 256 is not 1-255", "eth2 vf 1")]
    [InlineData("New-MlxVfGroup eth2 -Name 7 -Index 1", "GroupNameInvalid", "not digits alone", "7")]
    [InlineData("New-MlxVfGroup eth2 -Name gold -Id 8", "GroupNameInvalid", "it has a number and a name", "8, gold")]
    [InlineData("New-MlxVfGroup eth2 -Name ''", "GroupNameInvalid", "neither a number nor a name", "")]
    [InlineData("Remove-MlxVfGroup eth2 -Name '', $null", "GroupNameInvalid", "neither a number nor a name", "")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Id = '' } | Remove-MlxVfGroup", "GroupNameInvalid", "neither a number nor a name", "")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Id = ''; Name = '' } | Set-MlxVfGroup -MaxTxRate 1Gbit",
        "GroupNameInvalid", "neither a number nor a name", "")]
    [InlineData("Set-MlxVf eth2 1 -Group gold", "NeedsSwitchdev", "in switchdev mode only", "eth2 vf 1")]
    public void What_cannot_be_is_refused_before_any_write(string script, string id, string message, string target)
    {
        using var session = Staged();
        var error = session.Run(script).OnlyError();
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, $"{error}", StringComparison.Ordinal);
        Assert.Equal(target, error.TargetObject);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.RecommendedAction));
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void Rows_of_one_group_are_taken_together_and_those_that_contradict_are_refused()
    {
        using var session = Staged();
        session.Run("""
            [pscustomobject]@{ Pf = 'eth2'; Id = 7; MaxTxRate = '6Gbit' }, [pscustomobject]@{ Pf = 'mlx5_0'; Id = '07'; MinTxRate = '2Gbit' } | Set-MlxVfGroup
            """).ThrowOnError();
        var group = session.One<RateGroup>("Get-MlxVfGroup eth2 7");
        Assert.Equal(("6Gbit", "2Gbit"), ($"{group.MaxTxRate}", $"{group.MinTxRate}"));

        session.Simulation.ClearWrites();
        var error = session.Run("7, 8 | ForEach-Object { [pscustomobject]@{ Pf = 'eth2'; Id = 7; MaxTxRate = 1000 * $_ } } | Set-MlxVfGroup").OnlyError();
        Assert.StartsWith("RowContradicts,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("eth2 group 7", $"{error}", StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    // What a group has is what is, and not what is wished, however it reaches the cmdlet.
    [Theory]
    [InlineData("")]
    [InlineData("| ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData("| ConvertTo-MlxJson | ConvertFrom-Json")]
    [InlineData("| ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) }")]
    public void A_saved_group_names_the_group_alone(string way)
    {
        using var session = Staged();
        session.Run($"$saved = Get-MlxVfGroup eth2 7 {way}; Set-MlxVfGroup eth2 7 -MinTxRate 1Gbit -Index 4-7").ThrowOnError();
        session.Run("$saved | Set-MlxVfGroup -MaxTxRate 4Gbit").ThrowOnError();
        var group = session.One<RateGroup>("Get-MlxVfGroup eth2 7");
        Assert.Equal(("4-7", "1Gbit", "4Gbit"), ($"{group.Members}", $"{group.MinTxRate}", $"{group.MaxTxRate}"));
    }

    [Theory]
    [InlineData("Set-MlxVfGroup")]
    [InlineData("Set-MlxVfGroup -MinTxRate 2Gbit")]
    public void A_column_that_no_parameter_of_a_group_takes_is_told(string call)
    {
        using var session = Staged();
        var result = session.Run($"[pscustomobject]@{{ Pf = 'eth2'; Id = 7; MaxRate = '7Gbit'; MinTxRate = '1Gbit' }} | {call} -WhatIf").ThrowOnError();
        Assert.Contains("These columns are ignored, for Set-MlxVfGroup does not take them: MaxRate.", result.Warnings);
    }

    // Without the group that is declined, the other needs another step: it is asked for too.
    [Theory]
    [InlineData("0-1", "Yes", "No", "No")]
    [InlineData("0,2", "Yes", "No", "Yes")]
    public void A_step_that_was_not_shown_is_asked_for(string members, params string[] answers)
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 1 0-1; New-MlxVfGroup eth2 2 2-3").ThrowOnError();
        session.RunAnswered("""
            [pscustomobject]@{ Pf = 'eth2'; Id = 1; Index = '0,2' }, [pscustomobject]@{ Pf = 'eth2'; Id = 2; Index = '1,3' } | Set-MlxVfGroup -Confirm
            """, answers).Result.ThrowOnError();
        Assert.Equal(members, $"{session.One<RateGroup>("Get-MlxVfGroup eth2 1").Members}");
    }

    [Fact]
    public void Several_numbers_for_one_new_group_are_refused_in_words()
    {
        using var session = Staged();
        var error = session.Run("New-MlxVfGroup eth2 -Id 5,6 -Index 1").BindingError();
        Assert.Contains("'5, 6' is not the number of one rate group: give one.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectX7Inbox", "eth2", "NeedsOfed")]
    [InlineData("ConnectX6Infiniband", "ib0", "EthernetOnly")]
    public void Where_there_are_no_groups_none_are_listed_and_none_can_be_made(string profile, string pf, string id)
    {
        using var session = new ModuleSession(profile);
        Assert.Empty(session.Run("Get-MlxVfGroup").ThrowOnError().Output);
        var error = session.Run($"New-MlxVfGroup {pf} 7 1").OnlyError();
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void A_group_that_is_not_there_is_not_found()
    {
        using var session = Staged();
        Assert.Equal(ErrorCategory.ObjectNotFound, session.Run("Get-MlxVfGroup eth2 9").OnlyError().CategoryInfo.Category);
        var result = session.Run("Get-MlxVfGroup eth2 7,9,10");
        Assert.Equal(["9", "10"], result.Errors.Select(e => e.TargetObject));
        Assert.Equal(7, ((RateGroup)Assert.Single(result.Output).BaseObject).Id);
    }

    [Fact]
    public void Limits_and_members_are_set_for_one_group_or_many()
    {
        using var session = Staged();
        session.Run("Get-MlxVfGroup eth2 | Set-MlxVfGroup -MaxTxRate 7Gbit").ThrowOnError();
        Assert.Equal(["3 7Gbit 4", "7 7Gbit 5-6"], Groups(session, "eth2"));

        session.Run("Set-MlxVfGroup eth2 7 -Index 0-1 -MinTxRate 1Gbit").ThrowOnError();
        Assert.Equal(["3 7Gbit 4", "7 7Gbit 0-1"], Groups(session, "eth2"));
        Assert.Null(session.One<VirtualFunction>("Get-MlxVf eth2 5").RateGroup);

        session.Run("""
            [pscustomobject]@{ Pf = 'eth2'; Id = '3'; Index = '6'; MaxTxRate = '3Gbit' },
            [pscustomobject]@{ Pf = 'eth2'; Id = '7'; Index = '2-3'; MaxTxRate = '4Gbit' } | Set-MlxVfGroup
            """).ThrowOnError();
        Assert.Equal(["3 3Gbit 6", "7 4Gbit 2-3"], Groups(session, "eth2"));
        session.Simulation.ClearWrites();
        session.Run("Set-MlxVfGroup eth2 7 -Index 2-3 -MaxTxRate 4Gbit").ThrowOnError();
        Assert.StartsWith("NothingToSet,", session.Run("Set-MlxVfGroup eth2 7").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void Groups_are_made_by_the_rows_of_a_table_and_copied_to_another_port()
    {
        using var session = new ModuleSession("-NumVfs 8,8");
        session.Run("""
            [pscustomobject]@{ Pf = 'eth2'; Id = '1'; Index = '0-3'; MaxTxRate = '10Gbit' },
            [pscustomobject]@{ Pf = 'eth2'; Id = '2'; Index = '4-5'; MaxTxRate = '5Gbit' } | New-MlxVfGroup
            """).ThrowOnError();
        session.Run("Get-MlxVfGroup eth2 | New-MlxVfGroup -Pf eth3").ThrowOnError();
        Assert.Equal(["1 10Gbit 0-3", "2 5Gbit 4-5"], Groups(session, "eth3"));
        session.Run("$old = Get-MlxVfGroup eth3 1; Remove-MlxVfGroup eth3 1; $old | New-MlxVfGroup -Index 6 -MaxTxRate 0").ThrowOnError();
        Assert.Equal(["1 0 6", "2 5Gbit 4-5"], Groups(session, "eth3"));
        Assert.Equal(4, session.All<JournalEntry>("Get-MlxChange").Count);
    }

    [Fact]
    public void One_group_that_cannot_be_or_is_named_twice_is_its_own_error_and_the_others_are_made()
    {
        using var session = new ModuleSession("");
        var result = session.Run("""
            [pscustomobject]@{ Pf = 'eth2'; Id = '1'; Index = '0' },
            [pscustomobject]@{ Pf = 'eth2'; Id = '300'; Index = '1' },
            [pscustomobject]@{ Pf = 'eth2'; Id = '2'; Index = '9' },
            [pscustomobject]@{ Pf = 'eth2'; Id = '3'; Index = '3' },
            [pscustomobject]@{ Pf = 'eth2'; Id = '3'; Index = '4' } | New-MlxVfGroup -PassThru
            """);
        Assert.Equal(["GroupExists", "GroupOutOfRange", "VfIndexOutOfRange"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["eth2 group 1"], result.Output.Select(o => $"{o.BaseObject}"));
    }

    [Fact]
    public void Removed_groups_let_their_VFs_go_and_can_be_made_again_from_what_was_emitted()
    {
        using var session = Staged();
        session.Run("$gone = Get-MlxVfGroup eth2 | Remove-MlxVfGroup -PassThru").ThrowOnError();
        Assert.Empty(session.Run("Get-MlxVfGroup eth2").ThrowOnError().Output);
        Assert.All(session.All<VirtualFunction>("Get-MlxVf eth2"), v => Assert.Null(v.RateGroup));

        session.Run("$gone | New-MlxVfGroup").ThrowOnError();
        Assert.Equal(["3 0 4", "7 5Gbit 5-6"], Groups(session, "eth2"));

        // What is gone already is as wished.
        session.Run("$gone | Remove-MlxVfGroup; $gone | Remove-MlxVfGroup").ThrowOnError();
    }

    [Fact]
    public void A_VF_that_leaves_last_is_warned_of_and_undo_brings_the_limits_back()
    {
        using var session = Staged();
        Assert.Empty(session.Run("Set-MlxVf eth2 5 -Group 3").ThrowOnError().Warnings);
        var result = session.Run("Set-MlxVf eth2 6 -Group 0").ThrowOnError();
        Assert.StartsWith("eth2 group 7 loses its last VF and ends, and with it its limit 5Gbit.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(["3 0 4-5"], Groups(session, "eth2"));

        session.Run("Undo-MlxChange; Undo-MlxChange").ThrowOnError();
        Assert.Equal(["3 0 4", "7 5Gbit 5-6"], Groups(session, "eth2"));
    }

    [Fact]
    public void Each_group_is_asked_for_and_WhatIf_writes_nothing()
    {
        using var session = Staged();
        var text = session.Render("Get-MlxVfGroup eth2 | Remove-MlxVfGroup -PassThru -WhatIf");
        Assert.Equal(2, text.Split("What if: Simulated: eth2 group").Length - 1);
        Assert.Contains($"eth2 group 7: echo 0 > {Sriov}/5/group", text, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);

        var plan = session.One<ChangePlan>("$p = New-MlxVfGroup eth2 8 0-1 -MaxTxRate 1Gbit -PlanOnly; $p");
        Assert.Equal((3, true, "New-MlxVfGroup"), (plan.Steps.Count, plan.IsReversible, plan.Wish.Title));
        Assert.Empty(session.Simulation.Writes);
        session.Run("$p | Invoke-MlxPlan").ThrowOnError();
        Assert.Equal("8 1Gbit 0-1", Groups(session, "eth2")[^1]);
    }

    [Fact]
    public void A_refused_step_undoes_those_before_it()
    {
        using var session = Staged();
        session.Simulation.AddFault("*/groups/8/max_tx_rate", Errno.EBUSY, kernelText: "someone is at it");
        var error = session.Run("New-MlxVfGroup eth2 8 4-6 -MaxTxRate 1Gbit").Errors.Single();
        Assert.StartsWith("PlanFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("someone is at it", $"{error}", StringComparison.Ordinal);
        Assert.Equal(["3 0 4", "7 5Gbit 5-6"], Groups(session, "eth2"));
    }

    [Fact]
    public void In_switchdev_mode_the_kernels_own_driver_groups_by_named_nodes()
    {
        using var session = Switchdev();
        session.Run("New-MlxVfGroup eth2 -Name gold -Index 5,6 -MaxTxRate 5Gbit; New-MlxVfGroup -Pf eth2 -Name tin").ThrowOnError();
        Assert.Equal(
            [
                "devlink port function rate add pci/0000:05:00.0/gold tx_max 5Gbit",
                "devlink port function rate set pci/0000:05:00.0/6 parent gold",
                "devlink port function rate set pci/0000:05:00.0/7 parent gold",
                "devlink port function rate add pci/0000:05:00.0/tin",
            ],
            session.Simulation.Writes.Select(w => w.Act));
        Assert.Equal(["gold 5Gbit 5-6", "tin 0 "], Groups(session, "eth2"));
        Assert.Equal(["gold"], session.All<RateGroup>("Get-MlxVfGroup eth2 -Name g*").Select(g => g.Name));
        Assert.Equal("gold", session.One<RateGroup>("Get-MlxVfGroup eth2 -Name GOLD").Name);
        Assert.Equal("gold", session.One<RateGroup>("Get-MlxVf eth2 | Get-MlxVfGroup").Name);

        session.Run("Set-MlxVf eth2 1 -Group tin; Set-MlxVfGroup eth2 -Name * -MinTxRate 1Gbit").ThrowOnError();
        Assert.Equal("tin", session.One<VirtualFunction>("Get-MlxVf eth2 1").RateGroup);
        session.Run("$gone = Get-MlxVfGroup | Remove-MlxVfGroup -PassThru; $gone | New-MlxVfGroup").ThrowOnError();
        Assert.Equal(["gold 5Gbit 5-6", "tin 0 1"], Groups(session, "eth2"));
        session.Run("Set-MlxVf eth2 1,5,6 -Group 0").ThrowOnError();
        Assert.Equal(["gold 5Gbit ", "tin 0 "], Groups(session, "eth2"));
        Assert.StartsWith("NeedsOfed,", session.Run("Set-MlxVf eth2 1 -Group 7").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("GroupNotFound,", session.Run("Set-MlxVf eth2 1 -Group silver").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("GroupNameInvalid,", session.Run("New-MlxVfGroup eth2 -Name 'a b'").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("GroupNameInvalid,", session.Run("New-MlxVfGroup eth2 -Name 12").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name = 'gold'")]
    [InlineData("Id = ''; Name = 'gold'")]
    [InlineData("Id = $null; Name = 'gold'")]
    public void Rows_of_a_table_make_change_and_remove_nodes(string row)
    {
        using var session = Switchdev();
        session.Run($"[pscustomobject]@{{ Pf = 'eth2'; {row}; Index = '0-1' }} | New-MlxVfGroup -MaxTxRate 5Gbit").ThrowOnError();
        Assert.Equal(["gold 5Gbit 0-1"], Groups(session, "eth2"));
        session.Run($"[pscustomobject]@{{ {row}; MaxTxRate = '6Gbit' }} | Set-MlxVfGroup -Pf eth2").ThrowOnError();
        Assert.Equal(["gold 6Gbit 0-1"], Groups(session, "eth2"));
        session.Run($"[pscustomobject]@{{ Pf = 'eth2'; {row} }} | Remove-MlxVfGroup").ThrowOnError();
        Assert.Empty(Groups(session, "eth2"));
    }

    [Fact]
    public void Groups_come_back_from_the_table_that_they_were_written_to()
    {
        using var session = Staged();
        session.Run("""
            $rows = foreach ($g in Get-MlxVfGroup eth2) {
                [pscustomobject]@{ Pf = $g.Pf; Id = "$($g.Id)"; Name = "$($g.Name)"; Index = "$($g.Index)"; MaxTxRate = "$($g.MaxTxRate)" }
            }
            $rows | Remove-MlxVfGroup; $rows | New-MlxVfGroup
            """).ThrowOnError();
        Assert.Equal(["3 0 4", "7 5Gbit 5-6"], Groups(session, "eth2"));
    }

    [Theory]
    [InlineData("New-MlxVfGroup eth2 7.5 1")]
    [InlineData("Set-MlxVfGroup eth2 7.5 -MaxTxRate 1Gbit")]
    [InlineData("Remove-MlxVfGroup eth2 7, '7.5'")]
    [InlineData("Get-MlxVfGroup eth2 6.9")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Id = '7.5' } | Remove-MlxVfGroup")]
    public void A_number_that_is_not_whole_is_no_group(string script)
    {
        using var session = Staged();
        var result = session.Run(script);
        var text = result.Terminating?.Message ?? $"{Assert.Single(result.Errors)}";
        Assert.Matches("'(7.5|6.9)' is not the number of a rate group: write a whole number", text);
        Assert.Empty(result.Output);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void Group_0_of_older_releases_stays_and_the_others_are_removed()
    {
        using var session = Older();
        session.Run("Get-MlxVfGroup eth2 | Remove-MlxVfGroup").ThrowOnError();
        Assert.Equal(["0 0 0-7"], Groups(session, "eth2"));

        session.Run("New-MlxVfGroup eth2 7 5-6").ThrowOnError();
        var result = session.Run("Remove-MlxVfGroup eth2 0,7");
        Assert.StartsWith("GroupOutOfRange,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["0 0 0-7"], Groups(session, "eth2"));
    }

    [Fact]
    public void A_new_group_that_is_named_twice_is_not_made_at_all()
    {
        using var session = new ModuleSession("");
        var result = session.Run("""
            [pscustomobject]@{ Pf = 'eth2'; Id = '30'; Index = '0' },
            [pscustomobject]@{ Pf = 'eth2'; Id = '30'; Index = '1' } | New-MlxVfGroup
            """);
        Assert.StartsWith("GroupExists,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);

        // One port that two names mean is no second group.
        session.Run("New-MlxVfGroup eth2,05:00.0 30 0").ThrowOnError();
        Assert.Equal(["30 0 0"], Groups(session, "eth2"));
    }

    [Fact]
    public void A_node_is_found_in_any_case_unless_one_is_written_exactly_so()
    {
        using var session = Switchdev();
        session.Run("New-MlxVfGroup eth2 -Name Silver; Set-MlxVf eth2 1 -Group SILVER; Set-MlxVf eth2 1 -Group SILVER").ThrowOnError();
        Assert.Equal("Silver", session.One<VirtualFunction>("Get-MlxVf eth2 1").RateGroup);
        session.Run("New-MlxVfGroup eth2 -Name silver; Set-MlxVf eth2 1 -Group silver").ThrowOnError();
        Assert.Equal("silver", session.One<VirtualFunction>("Get-MlxVf eth2 1").RateGroup);
        Assert.StartsWith("GroupNotFound,", session.Run("Set-MlxVf eth2 1 -Group SILVER").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_of_the_shell_in_a_nodes_name_are_quoted_in_commands()
    {
        using var session = Switchdev();
        var plan = session.One<ChangePlan>("New-MlxVfGroup eth2 -Name '$(reboot)' -Index 0 -PlanOnly");
        Assert.Equal(
            ["devlink port function rate add 'pci/0000:05:00.0/$(reboot)'", "devlink port function rate set pci/0000:05:00.0/1 parent '$(reboot)'"],
            plan.Steps.Select(s => s.Command));
    }

    [Theory]
    [InlineData("Get-MlxVfGroup eth2 ", "3,7")]
    [InlineData("Get-MlxVfGroup eth3 -Id ", "7")]
    [InlineData("Set-MlxVfGroup eth2 ", "3,7")]
    [InlineData("Remove-MlxVfGroup -Pf eth2 -Id ", "3,7")]
    [InlineData("Set-MlxVf eth2 1 -Group ", "3,7")]
    [InlineData("Set-MlxVf eth2 1 -Group 7", "7")]
    [InlineData("New-MlxVfGroup eth2 7 -Index 6", "6")]
    [InlineData("Get-MlxVfGroup eth2 -Name ", "")]
    public void Completion_offers_the_groups_there_are(string line, string offered)
    {
        using var session = Staged();
        Assert.Equal(offered, string.Join(',', session.Complete(line).Where(c => !c.Contains('/', StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("Get-MlxVfGroup eth2 -Name ", "gold,tin")]
    [InlineData("Remove-MlxVfGroup eth2 -Name g", "gold")]
    [InlineData("Set-MlxVf eth2 1 -Group t", "tin")]
    public void Completion_offers_the_nodes_there_are(string line, string offered)
    {
        using var session = Switchdev();
        session.Run("New-MlxVfGroup eth2 -Name gold; New-MlxVfGroup eth2 -Name tin").ThrowOnError();
        Assert.Equal(offered, string.Join(',', session.Complete(line)));
    }

    [Fact]
    public void Several_groups_are_a_table_and_one_is_a_list()
    {
        using var session = Staged();
        const string Table = """
            Pf   Group Dialect MinTx MaxTx Share Members
            --   ----- ------- ----- ----- ----- -------
            eth2 3     Ofed                    1 4
            eth2 7     Ofed    1Gbit 5Gbit   100 5-6
            """;
        session.Run("Set-MlxVfGroup eth2 7 -MinTxRate 1Gbit").ThrowOnError();
        Assert.Equal(Table, session.Render("Get-MlxVfGroup eth2"));
        Assert.Equal(Table, session.Render(ViewTests.Remoted("@(Get-MlxVfGroup eth2)")));
        Assert.Equal(
            """
            Pf             : eth2
            Group          : 7
            Dialect        : Ofed
            MinTxRate      : 1Gbit
            MaxTxRate      : 5Gbit
            BandwidthShare : 100
            Members        : 5-6
            """,
            session.Render("Get-MlxVfGroup eth2 7"));
    }

    [Fact]
    public void A_node_alone_shows_the_node_above_it()
    {
        using var session = Switchdev();
        session.Run("New-MlxVfGroup eth2 -Name gold -Index 0").ThrowOnError();
        Assert.Equal(
            """
            Pf        : eth2
            Group     : gold
            Dialect   : Devlink
            Parent    :
            MinTxRate : 0
            MaxTxRate : 0
            Members   : 0
            """,
            session.Render("Get-MlxVfGroup"));
    }

    private static IReadOnlyList<string> Groups(ModuleSession session, string pf) =>
        [.. session.All<RateGroup>($"Get-MlxVfGroup {pf}").Select(g => $"{g.Label} {g.MaxTxRate} {g.Members}")];

    // eth2: group 3 with VF 4 and no limit, group 7 with VFs 5 and 6 and 5 Gbit/s. eth3: group 7 with VF 1.
    private static ModuleSession Staged()
    {
        var session = new ModuleSession("-NumVfs 8,4");
        session.Run("New-MlxVfGroup eth2 3 4; New-MlxVfGroup eth2 7 5,6 -MaxTxRate 5Gbit; New-MlxVfGroup eth3 7 1").ThrowOnError();
        session.Simulation.ClearWrites();
        return session;
    }

    // OFED 24.07, which has a group 0.
    private static ModuleSession Older()
    {
        var session = new ModuleSession("ConnectX7Ofed2407");
        session.Run("New-MlxVfGroup eth2 3 4; New-MlxVfGroup eth2 7 5,6 -MaxTxRate 5Gbit").ThrowOnError();
        return session;
    }

    private static ModuleSession Switchdev()
    {
        var session = new ModuleSession("ConnectX7Inbox");
        session.Simulation.Seams.Devlink.SetEswitch(s_pf, new Eswitch { Mode = EswitchMode.Switchdev });
        session.Simulation.ClearWrites();
        return session;
    }

    [Theory]
    [InlineData("Get-MlxVf eth2 0-1 | Set-MlxVfGroup -Id 7")]
    [InlineData("Get-MlxVf eth2 0-1 | New-MlxVfGroup -Id 8 -MaxTxRate 5Gbit")]
    [InlineData("Get-MlxVf eth2 0-1 | Remove-MlxVfGroup -Id 7")]
    public void Virtual_functions_name_no_group(string command)
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 7 5 -MaxTxRate 10Gbit").ThrowOnError();
        session.Simulation.ClearWrites();

        var errors = session.Run(command).Errors;

        Assert.Equal(2, errors.Count);
        Assert.All(errors, e => Assert.StartsWith("GroupNameInvalid,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Empty(session.Simulation.Writes);
    }
}
