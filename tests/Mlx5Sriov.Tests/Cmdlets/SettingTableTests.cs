using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>Settings that the columns of a table give: one change for each physical function, each VF in its own way.</summary>
public sealed class SettingTableTests
{
    private const string Head = "Pf,Index,MacAddress,VlanId,Trust,MaxTxRate,Group";

    [Fact]
    public void Each_row_sets_its_VF_in_one_change_a_port()
    {
        using var session = new ModuleSession("-NumVfs 4,4");
        var result = Import(session, "eth2,0,02:00:00:00:00:10,,On,1Gbit,7", "eth3,1,,100,,,", " eth2 ,3,02:00:00:00:00:13,5,,,");

        result.ThrowOnError();
        Assert.Equal(
            [
                "ip link set dev eth2 vf 0 mac 02:00:00:00:00:10", "ip link set dev eth2 vf 0 trust on",
                "ip link set dev eth2 vf 0 max_tx_rate 1000 min_tx_rate 0", "ip link set dev eth2 vf 3 mac 02:00:00:00:00:13",
                "ip link set dev eth2 vf 3 vlan 5", "echo 7 > /sys/class/net/eth2/device/sriov/0/group", "ip link set dev eth3 vf 1 vlan 100",
            ],
            session.Simulation.Writes.Select(w => w.Act.Replace("/sys/bus/pci/devices/0000:05:00.0", "/sys/class/net/eth2/device", StringComparison.Ordinal)));
        Assert.Equal(["eth2", "eth3"], session.All<JournalEntry>("Get-MlxChange").Select(c => c.Pf));
        session.Simulation.ClearWrites();
        Import(session, "eth2,0,02:00:00:00:00:10,,On,1Gbit,7").ThrowOnError();
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void Two_VFs_exchange_their_addresses_in_one_call()
    {
        using var session = new ModuleSession("");
        Import(session, "eth2,1,02:00:00:00:00:0a,,,,", "eth2,2,02:00:00:00:00:0b,,,,").ThrowOnError();
        Import(session, "eth2,1,02:00:00:00:00:0b,,,,", "eth2,2,02:00:00:00:00:0a,,,,").ThrowOnError();

        Assert.Equal(["02:00:00:00:00:0b", "02:00:00:00:00:0a"], session.All<VirtualFunction>("Get-MlxVf eth2 1-2").Select(v => $"{v.MacAddress}"));
        Assert.Equal(2, session.All<JournalEntry>("Get-MlxChange").Count);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(127)]
    public void As_many_addresses_as_VFs_are_one_plan(int vfs)
    {
        using var session = new ModuleSession($"-NumVfs {vfs}");
        session.Run($$"""
            0..{{vfs - 1}} | ForEach-Object { [pscustomobject]@{ Pf = 'eth2'; Index = $_; MacAddress = '02:00:00:00:01:{0:x2}' -f $_ } } |
                Set-MlxVf -WarningAction Ignore
            """).ThrowOnError();

        Assert.Equal(vfs, session.Simulation.Writes.Count);
        Assert.Equal(vfs, Assert.Single(session.All<JournalEntry>("Get-MlxChange")).Steps.Count);
    }

    [Fact]
    public void A_row_that_cannot_be_is_its_own_error_and_the_others_are_set()
    {
        using var session = new ModuleSession("");
        var result = Import(session, "eth2,0,nonsense,,,,", "eth2,1,,4095,,,", "eth2,2,,,,,", "eth2,99,,7,,,", "eth2,3,,7,,,");

        Assert.Equal(
            ["ParameterArgumentTransformationError", "NothingToSet", "VfIndexOutOfRange", "VlanOutOfRange"],
            result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["ip link set dev eth2 vf 3 vlan 7"], session.Simulation.Writes.Select(w => w.Act));
    }

    [Fact]
    public void Two_rows_of_one_VF_are_taken_together()
    {
        using var session = new ModuleSession("");
        Import(session, "eth2,1,,6,,,", "eth2,1,,,On,,", "eth2,1,,6,On,,").ThrowOnError();
        Assert.Equal(["ip link set dev eth2 vf 1 vlan 6", "ip link set dev eth2 vf 1 trust on"], session.Simulation.Writes.Select(w => w.Act));
    }

    [Theory]
    [InlineData("eth2,1,,6,,,")]
    [InlineData("eth2,1,,6,,,", "eth2,1,,7,,,")]
    [InlineData("0000:05:00.0,1,,,Off,,", "eth2,1,,5,,,")]
    public void Rows_that_give_a_VF_two_values_of_one_setting_are_refused_and_the_others_are_taken(params string[] more)
    {
        using var session = new ModuleSession("");
        var result = Import(session, ["eth2,1,,5,On,,", .. more, "eth2,2,,9,,,"]);
        Assert.StartsWith("RowContradicts,", result.OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["ip link set dev eth2 vf 2 vlan 9"], session.Simulation.Writes.Select(w => w.Act));
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-PlanOnly")]
    [InlineData("")]
    public void An_address_that_is_wished_on_two_ports_is_refused_on_both_beforehand(string how)
    {
        using var session = new ModuleSession("-NumVfs 4,4");
        var result = session.Run($$"""
            'Pf,Index,MacAddress', 'eth2,0,02:00:00:00:00:10', 'eth3,1,02:00:00:00:00:10', 'eth3,2,02:00:00:00:00:12' | ConvertFrom-Csv |
                Set-MlxVf {{how}} -WarningAction Ignore
            """);
        Assert.Equal(["eth2 vf 0", "eth3 vf 1"], result.Errors.Select(e => e.TargetObject));
        Assert.All(result.Errors, e => Assert.StartsWith("DuplicateMac,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(how.Length > 0 ? [] : ["ip link set dev eth3 vf 2 mac 02:00:00:00:00:12"], session.Simulation.Writes.Select(w => w.Act));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 1; VfIndex = 2 } | Set-MlxVf -Trust On", "Index, VfIndex")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; VfIndex = ''; FunctionID = 2 } | Enable-MlxVfTrust", null)]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 1; FunctionID = 2 } | Enable-MlxVfTrust", "Index, FunctionID")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 1; VfIndex = 2 } | Get-MlxVfTrunk", "Index, VfIndex")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 0, 1; VfIndex = 2, 3; VlanId = 30 } | Set-MlxVf", "Index, VfIndex")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 1; Group = ''; RateGroup = 3 } | Set-MlxVf", "Group, RateGroup")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 1; Group = 3; RateGroup = ' 3 '; Trust = 'Off' } | Set-MlxVf -WhatIf", "")]
    public void Two_columns_of_one_parameter_that_differ_are_refused(string script, string? columns)
    {
        using var session = new ModuleSession("");
        var result = session.Run(script);
        Assert.Empty(session.Simulation.Writes);
        if (columns == "")
        {
            Assert.Empty(result.ThrowOnError().Warnings);
            return;
        }

        var error = result.OnlyError();
        if (columns is not null) Assert.Equal($"RowContradicts, {columns}.", $"{error.FullyQualifiedErrorId.Split(',')[0]},{$"{error}".Split(':')[^1]}");
    }

    [Fact]
    public void A_VF_that_is_declined_refuses_what_needs_it_and_the_others_are_set()
    {
        using var session = new ModuleSession("");
        Import(session, "eth2,0,02:00:00:00:00:10,,,,", "eth2,1,02:00:00:00:00:11,,,,").ThrowOnError();
        session.Simulation.ClearWrites();
        var (result, _) = session.RunAnswered($"""
            '{Head}', 'eth2,0,02:00:00:00:00:11,,,,', 'eth2,1,02:00:00:00:00:10,,,,', 'eth2,2,,5,,,' | ConvertFrom-Csv |
                Set-MlxVf -Confirm -WarningAction Ignore
            """, "Yes", "No", "Yes");
        Assert.Equal("eth2 vf 0", result.OnlyError().TargetObject);
        Assert.Equal(["ip link set dev eth2 vf 2 vlan 5"], session.Simulation.Writes.Select(w => w.Act));
    }

    [Theory]
    [InlineData("  ", "ip link set dev eth2 vf 2 vlan 204")]
    [InlineData(" 07 ", "ip link set dev eth2 vf 2 vlan 204; echo 7 > /sys/bus/pci/devices/0000:05:00.0/sriov/2/group")]
    public void A_group_is_read_as_other_cells_are(string group, string acts)
    {
        using var session = new ModuleSession("");
        Import(session, $"eth2,2,,204,,,{group}").ThrowOnError();
        Assert.Equal(acts, string.Join("; ", session.Simulation.Writes.Select(w => w.Act)));
    }

    [Fact]
    public void A_plan_of_a_port_that_refuses_all_is_emitted_with_its_refusals()
    {
        using var session = new ModuleSession("");
        var result = session.Run("[pscustomobject]@{ Pf = 'eth2'; Index = 1; VlanId = 4095 } | Set-MlxVf -PlanOnly");
        var plan = Assert.IsType<Plans.ChangePlan>(Assert.Single(result.Output).BaseObject);
        Assert.True(plan.IsEmpty);
        Assert.Equal(("eth2 vf 1", "VlanOutOfRange"), ($"{plan.Refusals[0].Target}", plan.Refusals[0].Id));
    }

    [Theory]
    [InlineData("MacAddress")]
    [InlineData("LinkState")]
    [InlineData("MaxTxRate")]
    public void A_cell_that_PowerShells_own_JSON_took_apart_is_refused(string column)
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 1 -MaxTxRate 1Gbit -LinkState Enable").ThrowOnError();
        session.Simulation.ClearWrites();
        var error = session.Run($"Get-MlxVf eth2 1 | Select-Object Pf, Index, {column} | ConvertTo-Json | ConvertFrom-Json | Set-MlxVf -Trust On").OnlyError();
        Assert.StartsWith($"The row's {column} is no value. ", $"{error}", StringComparison.Ordinal);
        Assert.Contains("ConvertTo-MlxJson", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void Objects_without_a_setting_are_one_error_and_the_rows_of_a_table_beside_them_are_set()
    {
        using var session = new ModuleSession("-NumVfs 8");
        var result = session.Run("& { Get-MlxVf eth2; [pscustomobject]@{ Pf = 'eth2'; Index = 2; VlanId = 9 } } | Set-MlxVf");
        Assert.StartsWith("Set-MlxVf: eth2 vf 0, eth2 vf 1, eth2 vf 2 and 5 others: ", $"{result.OnlyError()}", StringComparison.Ordinal);
        Assert.Equal(["ip link set dev eth2 vf 2 vlan 9"], session.Simulation.Writes.Select(w => w.Act));
    }

    [Fact]
    public void A_parameter_goes_before_its_column_and_what_is_not_used_is_told()
    {
        using var session = new ModuleSession("");
        var result = session.Run("""
            'Pf,Index,VlanId,Comment,Holder', 'eth2,1,5,first,', 'eth2,2,6,second,' | ConvertFrom-Csv | Set-MlxVf -VlanId 9 -PassThru | ForEach-Object VlanId
            """).ThrowOnError();

        Assert.Equal([9, 9], result.Output.Select(o => o.BaseObject));
        Assert.Equal(
            [
                "These columns are ignored, for Set-MlxVf does not take them: Comment, Holder.",
                "These columns are ignored, for the command line gives what counts in their place: VlanId.",
            ],
            result.Warnings);
    }

    [Theory]
    [InlineData("Get-MlxVf eth2 1")]
    [InlineData("Get-MlxVf eth2 1 | ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData("Get-MlxVf eth2 1 | ConvertTo-MlxJson | ConvertFrom-Json")]
    [InlineData("Get-MlxVf eth2 1 | ConvertTo-Json -Depth 5 | ConvertFrom-Json")]
    [InlineData("Get-MlxVf eth2 1 | Select-Object *")]
    [InlineData("Measure-MlxVfBandwidth eth2 | Where-Object Index -eq 1")]
    public void What_an_object_of_the_module_has_is_no_wish(string source)
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 1 -VlanId 5 -MaxTxRate 1Gbit").ThrowOnError();
        session.Run($"$saved = {source}; Set-MlxVf eth2 1 -VlanId 6 -MaxTxRate 2Gbit").ThrowOnError();
        session.Simulation.ClearWrites();

        Assert.Empty(session.Run("$saved | Set-MlxVf -Trust On").ThrowOnError().Warnings);
        Assert.Equal(["ip link set dev eth2 vf 1 trust on"], session.Simulation.Writes.Select(w => w.Act));
        var nothing = session.Run("$saved | Set-MlxVf");
        Assert.StartsWith("NothingToSet,", (nothing.Terminating as System.Management.Automation.IContainsErrorRecord)?.ErrorRecord.FullyQualifiedErrorId
            ?? nothing.OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_made_of_an_object_gives_back_what_it_had()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 1 -VlanId 5 -MaxTxRate 1Gbit -Group 3").ThrowOnError();
        session.Run("$saved = Get-MlxVf eth2 1-2 | Select-Object Pf, Index, VlanId, MaxTxRate, RateGroup | ConvertTo-Csv").ThrowOnError();
        session.Run("Set-MlxVf eth2 1 -VlanId 6 -MaxTxRate 2Gbit -Group 4").ThrowOnError();

        session.Run("$saved | ConvertFrom-Csv | Set-MlxVf").ThrowOnError();

        var vf = session.One<VirtualFunction>("Get-MlxVf eth2 1");
        Assert.Equal((5, "1Gbit", "3"), (vf.VlanId, $"{vf.MaxTxRate}", vf.RateGroup));
    }

    [Theory]
    [InlineData("-MacAddress", "'' is not a MAC address")]
    [InlineData("-VlanId", "'' is not a whole number")]
    [InlineData("-Trust", "'' is not one of")]
    [InlineData("-MaxTxRate", "'' is not a rate")]
    public void An_empty_text_on_the_command_line_is_refused(string parameter, string message)
    {
        using var session = new ModuleSession("");
        var error = session.Run($"Set-MlxVf eth2 3 -LinkState Disable {parameter} ''").BindingError();
        Assert.StartsWith("CannotConvertArgumentNoMessage", error.ErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void An_empty_group_on_the_command_line_is_refused()
    {
        using var session = new ModuleSession("");
        var result = session.Run("Set-MlxVf eth2 3 -LinkState Disable -Group ''");
        Assert.Contains("empty text", (result.Terminating ?? result.Errors[0].Exception).Message, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void Reception_is_set_by_a_table_too()
    {
        using var session = new ModuleSession("");
        session.Run("Enable-MlxVfTrust eth2 0-1").ThrowOnError();
        session.Run("'Pf,Index,Promiscuous,AllMulticast', 'eth2,0,On,', 'eth2,1,,On' | ConvertFrom-Csv | Set-MlxVfRxMode").ThrowOnError();
        Assert.Equal(
            ["ip link set dev eth2v0 promisc on", "ip link set dev eth2v1 allmulticast on"],
            session.Simulation.Writes.Select(w => w.Act).Where(act => !act.EndsWith("trust on", StringComparison.Ordinal)));
    }

    private static ModuleSession.Result Import(ModuleSession session, params string[] rows) => session.Run(
        $"{string.Join(", ", rows.Prepend(Head).Select(row => $"'{row}'"))} | ConvertFrom-Csv | Set-MlxVf -WarningAction Ignore");
}
