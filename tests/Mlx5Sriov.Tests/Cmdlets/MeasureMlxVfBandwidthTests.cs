using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Tests;

public class MeasureMlxVfBandwidthTests
{
    private const string Example =
        "-LineRate 40Gbit -Group @{Id=1; MinTxRate='20Gbit'}, @{Id=2; MinTxRate='5Gbit'}, @{Id=3; MinTxRate='15Gbit'} "
        + "-Vf (0..4 | ForEach-Object { @{Index=$_; Group=$_} })";

    private static readonly string[] s_table =
    [
        "Pf Index Group VendorGbit DriverGbit V by  D by  of line",
        "-- ----- ----- ---------- ---------- ----  ----  -------",
        "       0 0              0      0.198 Share Share [#...................]",
        "       1 1             20     19.802 Share Share [##########..........]",
        "       2 2              5       4.95 Share Share [###.................]",
        "       3 3             15     14.851 Share Share [########............]",
        "       4 4              0      0.198 Share Share [#...................]",
    ];

    [Fact]
    public void Described_VFs_are_a_table_with_bars_also_after_remoting()
    {
        using var session = new ModuleSession();
        var table = string.Join('\n', s_table);
        Assert.Equal(table, session.Render($"Measure-MlxVfBandwidth {Example} -WarningAction Ignore"));
        Assert.Equal(table, session.Render(ViewTests.Remoted($"@(Measure-MlxVfBandwidth {Example} -WarningAction Ignore)")));
    }

    [Fact]
    public void One_VF_is_a_list_with_its_explanation()
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 -Id 7 -Index 4-6 -MaxTxRate 15Gbit; Set-MlxVf eth2 6 -MaxTxRate 10Gbit").ThrowOnError();
        Assert.Equal(
            """
            Pf          : eth2
            Index       : 5
            Group       : 7
            LineRate    : 200Gbit
            MinTxRate   : 0
            MaxTxRate   : 0
            Load        :
            VendorRate  : 5Gbit
            VendorBound : Group
            DriverRate  : 5Gbit
            DriverBound : Group
            Explanation : VF 5 is held to 5 Gbit/s: its group 7 is limited to 15 Gbit/s and shared evenly by VFs 4-6.
            """,
            session.Render("Get-MlxVf eth2 5 | Measure-MlxVfBandwidth"));
    }

    [Fact]
    public void Those_that_are_not_asked_for_share_the_port_just_the_same()
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 -Id 7 -Index 4-6 -MaxTxRate 15Gbit").ThrowOnError();
        string[] commands =
        [
            "Measure-MlxVfBandwidth eth2 5",
            "Get-MlxVf eth2 5 | Measure-MlxVfBandwidth",
            "Get-MlxPf eth2 | Measure-MlxVfBandwidth | Where-Object Index -EQ 5",
            "Measure-MlxVfBandwidth -Vf (Get-MlxVf eth2 5)",
        ];
        Assert.All(commands, c => Assert.Equal("5Gbit", $"{session.One<VfBandwidth>(c).DriverRate}"));
        Assert.Equal("15Gbit", $"{session.One<VfBandwidth>("Measure-MlxVfBandwidth eth2 5 -Active 0,3,5").DriverRate}");
    }

    [Fact]
    public void Every_port_is_a_line_of_its_own()
    {
        using var session = new ModuleSession("-NumVfs 4,2");
        Assert.Equal(
            ["eth2 50Gbit", "eth2 50Gbit", "eth2 50Gbit", "eth2 50Gbit", "eth3 100Gbit", "eth3 100Gbit"],
            session.All<VfBandwidth>("Measure-MlxVfBandwidth").Select(v => $"{v.Pf} {v.DriverRate}"));
        var chosen = session.All<VfBandwidth>("Get-MlxVf | Where-Object { \"$_\" -in 'eth2 vf 0', 'eth3 vf 1' } | Measure-MlxVfBandwidth");
        Assert.Equal(["eth2 0", "eth3 1"], chosen.Select(v => $"{v.Pf} {v.Index}"));

        // An index that only one of the ports has selects there.
        Assert.Equal("200Gbit", $"{session.All<VfBandwidth>("Measure-MlxVfBandwidth -Active 3")[3].DriverRate}");
    }

    [Fact]
    public void A_group_as_it_would_be_stands_for_the_one_there_is()
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 -Id 7 -Index 4-5 -MaxTxRate 20Gbit").ThrowOnError();
        var writes = session.Simulation.Writes.Count;
        Assert.Equal("2Gbit", Rate("Measure-MlxVfBandwidth eth2 5 -Group @{ Id = 7; MaxTxRate = '4Gbit' }"));
        Assert.Equal("2Gbit", Rate("Get-MlxVf eth2 5 | Measure-MlxVfBandwidth -Group @{ Id = 7; MaxTxRate = '4Gbit'; Pf = 'eth2' }"));
        Assert.Equal("10Gbit", Rate("Measure-MlxVfBandwidth eth2 5 -Group @{ Id = 7; MaxTxRate = '4Gbit'; Pf = 'eth3' }"));
        Assert.Equal(writes, session.Simulation.Writes.Count);

        string Rate(string script) => $"{session.One<VfBandwidth>(script).DriverRate}";
    }

    [Theory]
    [InlineData("[pscustomobject]@{Index='0-1';Group='3';MaxTxRate='15Gbit'}, [pscustomobject]@{Index='2';Group='';MaxTxRate=''}"
        + " | Measure-MlxVfBandwidth -LineRate 40Gbit -Group @{Id=3;MaxTxRate=20000}", "10Gbit 10Gbit 20Gbit")]
    [InlineData("Measure-MlxVfBandwidth -LineRate 40Gbit -Vf @{Index=0,1;Group='gold'}, ([pscustomobject]@{VfIndex=2})"
        + " -Group ([pscustomobject]@{Name='gold';MaxTxRate='20Gbit'})", "10Gbit 10Gbit 20Gbit")]
    [InlineData("Measure-MlxVfBandwidth -LineRate 40Gbit -Vf @{FunctionID='0-1';Load='4Gbit'}, @{Index=2;MinTxRate=0}", "4Gbit 4Gbit 32Gbit")]
    [InlineData("Measure-MlxVfBandwidth -LineRate 40Gbit -Vf @{Index='0-1';Group='007';RateGroup=7} -Group @{Id=7;MaxTxRate='10Gbit'}", "5Gbit 5Gbit")]
    [InlineData("Measure-MlxVfBandwidth -LineRate 40Gbit -Vf @{Index='0-1'}, @{Index=2} -Active 0,2", "20Gbit 0 20Gbit")]
    [InlineData("Measure-MlxVfBandwidth -LineRate 40Gbit -Vf @{Index='0-1';Group='inner'}, @{Index=2;Group='outer'}"
        + " -Group @{Name='outer';MaxTxRate='12Gbit'}, @{Name='inner';Parent='outer'}", "3Gbit 3Gbit 6Gbit")]
    public void Descriptions_are_hashtables_rows_and_objects(string command, string rates)
    {
        using var session = new ModuleSession();
        Assert.Equal(rates, string.Join(' ', session.All<VfBandwidth>(command).Select(v => v.DriverRate)));
    }

    [Fact]
    public void Objects_of_another_host_are_descriptions()
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 -Id 7 -Index 4-6 -MaxTxRate 15Gbit").ThrowOnError();
        var remote = $"function remote {{ {ViewTests.Remoted("@($input)")} }}; ";
        session.Run($"{remote} $vfs = Get-MlxVf eth2 | remote; $groups = Get-MlxVfGroup eth2 | remote; Exit-MlxSimulation").ThrowOnError();
        var vfs = session.All<VfBandwidth>("$vfs | Measure-MlxVfBandwidth -LineRate 100Gbit -Group $groups");
        Assert.Equal(("eth2", 8, "5Gbit"), (vfs[5].Pf, vfs.Count, $"{vfs[5].DriverRate}"));
    }

    [Theory]
    [InlineData("Measure-MlxVfBandwidth eth9", "PfNotFound", "eth9")]
    [InlineData("Measure-MlxVfBandwidth eth2 99", "VfIndexOutOfRange", "99")]
    [InlineData("Measure-MlxVfBandwidth eth2 -Active 7-9", "RateInput", "-Active names VF 8-9, which is not there: those that share are VF 0-7.")]
    [InlineData("@{Index=0} | Measure-MlxVfBandwidth", "LineRateUnknown", "The rate of the line to share is missing.")]
    [InlineData("@{Index=0;MaxRate=1} | Measure-MlxVfBandwidth -LineRate 1Gbit", "RateInput", "VF description number 1: MaxRate is none of its keys.")]
    [InlineData("@{Group=1} | Measure-MlxVfBandwidth -LineRate 1Gbit", "RateInput", "VF description number 1 has no Index.")]
    [InlineData("@{Index=0}, @{Index='x'} | Measure-MlxVfBandwidth -LineRate 1Gbit", "RateInput", "VF description number 2, Index: 'x' is not the index")]
    [InlineData("@{Index=0;MinTxRate='fast'} | Measure-MlxVfBandwidth -LineRate 1Gbit",
        "RateInput", "VF description number 1, MinTxRate: 'fast' is not a rate")]
    [InlineData("@{Index=0}, @{Index=0} | Measure-MlxVfBandwidth -LineRate 1Gbit", "RateInput", "VF 0 is told more than once.")]
    [InlineData("@{Index=0} | Measure-MlxVfBandwidth -LineRate 1Gbit -Group @{MaxTxRate=1}", "RateInput", "group description number 1 has no Id.")]
    [InlineData("Measure-MlxVfBandwidth eth2 -Group @{Id=1;Members=1}", "RateInput", "group description number 1: Members is none of its keys.")]
    [InlineData("@{Index=0;Group=256} | Measure-MlxVfBandwidth -LineRate 1Gbit",
        "RateInput", "VF description number 1, Group: '256' is not the number of a rate group")]
    [InlineData("@{Index=0;Group=-1} | Measure-MlxVfBandwidth -LineRate 1Gbit", "RateInput", "VF description number 1, Group: '-1' is not the number")]
    [InlineData("@{Index=0;RateGroup='a b'} | Measure-MlxVfBandwidth -LineRate 1Gbit",
        "RateInput", "VF description number 1, RateGroup: 'a b' is no name for a rate node")]
    [InlineData("@{Index=0;Group=1;RateGroup=2} | Measure-MlxVfBandwidth -LineRate 1Gbit",
        "RateInput", "VF description number 1 contradicts itself: Group is 1, RateGroup is 2.")]
    [InlineData("@{Index=0} | Measure-MlxVfBandwidth -LineRate 1Gbit -Group @{Id=9;Name='x'}",
        "RateInput", "group description number 1 contradicts itself: Id is 9, Name is x.")]
    [InlineData("@{Index=0;Group='a'} | Measure-MlxVfBandwidth -LineRate 1Gbit -Group @{Name='a';Parent='b'}",
        "RateInput", "Group a is below b, which is not there.")]
    [InlineData("[pscustomobject]@{Label='7';Id=7;Members='0-1';Index='0-1';MaxTxRate='1Gbit'} | Measure-MlxVfBandwidth -LineRate 1Gbit",
        "RateInput", "VF description number 1 is a rate group, and no VF.")]
    [InlineData("Measure-MlxVfBandwidth eth2 -LineRate 0", "RateInput", "-LineRate is 0: there is nothing to share.")]
    [InlineData("'eth2' | Measure-MlxVfBandwidth", "RateInput", "VF description number 1 has no Index.")]
    public void What_cannot_be_measured_is_one_error(string command, string id, string text)
    {
        using var session = new ModuleSession("");
        var error = session.Run(command).OnlyError();
        Assert.Equal($"{id},Mlx5Sriov.Cmdlets.Rates.MeasureMlxVfBandwidthCommand", error.FullyQualifiedErrorId);
        Assert.Contains(text, error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_port_that_is_down_takes_its_speed_from_the_user()
    {
        using var session = new ModuleSession("");
        session.Simulation.SetLink("eth2", OnOff.Off);
        Assert.StartsWith("LineRateUnknown,", session.Run("Measure-MlxVfBandwidth eth2").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("5Gbit", $"{session.All<VfBandwidth>("Measure-MlxVfBandwidth eth2 -LineRate 40Gbit")[0].DriverRate}");
    }

    [Fact]
    public void Warnings_name_the_port_and_errors_of_one_port_hide_no_other()
    {
        using var session = new ModuleSession("-NumVfs 2,2");
        session.Run("New-MlxVfGroup eth3 -Id 1 -Index 0 -MinTxRate 5Gbit").ThrowOnError();
        session.Simulation.SetLink("eth2", OnOff.Off);
        var result = session.Run("Measure-MlxVfBandwidth");
        Assert.StartsWith("LineRateUnknown,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, result.Output.Count);
        Assert.Equal(
            "eth3: VF 1 has no guarantee while others have: it gets 1.98 Gbit/s by the driver's weights, nothing by the vendor's text.",
            Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_group_that_no_VF_is_in_counts_for_nothing_and_is_warned_about()
    {
        using var session = new ModuleSession();
        var result = session.Run("Measure-MlxVfBandwidth -LineRate 40Gbit "
            + "-Vf @{Index=0;Group=1}, @{Index=1;Group=2;MinTxRate='1Gbit'} -Group @{Id=7;MinTxRate='50Gbit'}").ThrowOnError();
        Assert.Equal(["20Gbit", "20Gbit"], result.Output.Select(o => $"{o.Properties["DriverRate"].Value}"));
        Assert.Contains("group 7, which -Group gives, has no VF here: it counts for nothing.", result.Warnings);
    }

    [Fact]
    public void A_node_that_no_VF_is_in_is_there_and_weighs_on_the_others()
    {
        using var session = new ModuleSession();
        var result = session.Run("Measure-MlxVfBandwidth -LineRate 200Gbit -Vf @{Index=0;Group='gold'}, @{Index=1} "
            + "-Group @{Name='big';MinTxRate='150Gbit'}, @{Name='gold';MinTxRate='60Gbit'}").ThrowOnError();
        Assert.Equal(40m / 41 * 200_000, ((VfBandwidth)result.Output[0].BaseObject).DriverRate.Megabits, 3);
        Assert.Contains(
            "group big, which -Group gives, has no VF here: it gets nothing, but by the driver its guarantee makes the others weigh less.",
            result.Warnings);
    }

    [Fact]
    public void A_group_of_a_port_that_is_not_measured_is_named_with_the_port()
    {
        using var session = new ModuleSession("");
        Assert.Equal(
            "group 7 of eth9, which -Group gives, counts for nothing: no VF of eth9 is measured.",
            Assert.Single(session.Run("Measure-MlxVfBandwidth eth2 -Group @{ Id = 7; Pf = 'eth9' }").ThrowOnError().Warnings));
    }

    [Fact]
    public void Groups_in_the_pipeline_stand_for_their_members_beside_all_others_of_the_port()
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 7 4-6 -MaxTxRate 15Gbit; New-MlxVfGroup eth2 8 0").ThrowOnError();
        var shares = session.All<VfBandwidth>("Get-MlxVfGroup eth2 | Measure-MlxVfBandwidth -LineRate 200Gbit");
        Assert.Equal(["0 8", "4 7", "5 7", "6 7"], shares.Select(v => $"{v.Index} {v.Group}"));
        Assert.Equal(["5Gbit", "5Gbit", "5Gbit"], session.All<VfBandwidth>("Get-MlxVfGroup eth2 7 | Measure-MlxVfBandwidth").Select(v => $"{v.DriverRate}"));
        var error = session.Run("$g = Get-MlxVfGroup eth2 8; Remove-MlxVfGroup eth2 8; $g | Measure-MlxVfBandwidth").OnlyError();
        Assert.Equal("GroupNotFound", error.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void A_node_without_VFs_in_the_pipeline_is_told()
    {
        using var session = new ModuleSession("ConnectX7Inbox");
        session.Simulation.Seams.Devlink.SetEswitch(PciAddress.Parse("05:00.0"), new Mlx5Sriov.Kernel.Devlink.Eswitch { Mode = EswitchMode.Switchdev });
        var result = session.Run("New-MlxVfGroup eth2 -Name spare; Get-MlxVfGroup eth2 | Measure-MlxVfBandwidth").ThrowOnError();
        Assert.Empty(result.Output);
        Assert.Equal("eth2 group spare has no VF that could be measured.", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Active_VFs_of_a_port_without_any_are_an_error()
    {
        using var session = new ModuleSession("-NumVfs 0,0");
        var error = session.Run("Measure-MlxVfBandwidth eth2 -Active 0").OnlyError();
        Assert.Contains("-Active names VF 0, which is not there: there are no VFs.", $"{error}", StringComparison.Ordinal);
        Assert.StartsWith("PfNotFound,", session.Run("Measure-MlxVfBandwidth eth9 -Active 0").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(130, "Pf   Index Group                 VendorGbit DriverGbit V by D by of line", "180 Own  Own  [##################..]")]
    [InlineData(80, "Pf   Index Group        VendorGbit DriverGbit V by D by of line", "180 Own  Own  [##################..]")]
    [InlineData(70, "Pf   Index Group        VendorGbit DriverGbit V by D by of line", "180 Own  Own  [#########.]")]
    [InlineData(60, "Pf   Index Group VendorGbit DriverGbit V by D by of line", "180 Own  Own  [######.]")]
    [InlineData(58, "Pf   Index Group VendorGbit DriverGbit V by D by of line", "180 Own  Own  [####.]")]
    [InlineData(57, "Pf   Index Group VendorGbit DriverGbit", "180        180")]
    [InlineData(40, "Pf   Index Group VendorGbit DriverGbit", "180        180")]
    public void A_narrow_screen_keeps_the_rates_and_fits_the_bar(int width, string header, string end)
    {
        using var session = new ModuleSession("", width);
        const string Script = "Measure-MlxVfBandwidth -LineRate 200Gbit "
            + "-Vf @{Pf='eth2';Index=0;MaxTxRate='180Gbit';Group='a-long-name-of-a-node'}, @{Pf='eth2';Index=1;Load='0'}";
        var lines = session.Render(Script).Split('\n');
        Assert.Equal(header, lines[0]);
        Assert.All(lines, line => Assert.True(line.Length <= width && !line.Contains('\u2026', StringComparison.Ordinal), line));
        Assert.Contains(end, lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void InfiniBand_is_refused()
    {
        using var session = new ModuleSession("ConnectX6Infiniband");
        Assert.StartsWith("EthernetOnly,", session.Run("Measure-MlxVfBandwidth ib0").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written()
    {
        using var session = new ModuleSession("-NumVfs 127,0");
        Assert.Equal(127, session.All<VfBandwidth>("Get-MlxVf | Measure-MlxVfBandwidth").Count);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void Ports_and_indexes_are_completed()
    {
        using var session = new ModuleSession("-NumVfs 2,0");
        Assert.Contains("eth2", session.Complete("Measure-MlxVfBandwidth "));
        Assert.Equal(["0", "1"], session.Complete("Measure-MlxVfBandwidth eth2 "));
        Assert.Equal(["0", "1"], session.Complete("Measure-MlxVfBandwidth eth2 -Active "));
    }
}
