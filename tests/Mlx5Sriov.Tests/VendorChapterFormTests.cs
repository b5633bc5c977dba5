using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation.Programs;

using Xunit.Sdk;

namespace Mlx5Sriov.Tests;

/// <summary>The form of the vendor's table: how a row is read, and what passes and fails by it.</summary>
public sealed class VendorChapterFormTests
{
    private const string Header = "| section | cmdlet | equivalent command | where | again |\n|---|---|---|---|---|\n";
    private const string Migrate = "virsh migrate guest1";
    private const string Refuse = "Write-Error no -ErrorId GuestGone";

    [Theory]
    [InlineData("-", false, null)]
    [InlineData("same", true, null)]
    [InlineData("`same`", true, null)]
    [InlineData("refused GuestGone", false, "GuestGone")]
    [InlineData("refused Kernel.EIO", false, "Kernel.EIO")]
    public void A_row_says_what_a_second_run_does(string again, bool writesAgain, string? refusal) =>
        Assert.Equal(new SecondRun(writesAgain, refusal), Assert.Single(Table(Row(Migrate, again))).Again);

    [Theory]
    [InlineData("")]
    [InlineData("once")]
    [InlineData("Same")]
    [InlineData("refused")]
    [InlineData("refused two ids")]
    [InlineData("refused GuestGone,MoveCommand")]
    public void Another_word_for_a_second_run_is_an_error(string again) =>
        Assert.Contains($"not '{again}'", Assert.Throws<FormatException>(() => Table(Row(Migrate, again))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("| Migration | `& $move` | - | OFED |", 4)]
    [InlineData("| Migration | `Get-MlxPf | Get-MlxVf` | - | OFED | - |", 6)]
    public void Another_number_of_cells_is_an_error(string row, int cells) =>
        Assert.Equal($"The row has {cells} cells, not 5: {row}", Assert.Throws<FormatException>(() => Table(row)).Message);

    [Fact]
    public void A_page_without_the_table_is_an_error() =>
        Assert.Throws<FormatException>(() => VendorProcedure.ReadTable(["| section | cmdlet |", "|---|---|", "| Migration | `& $move` |"]));

    [Fact]
    public void A_row_is_read_cell_by_cell_and_the_table_ends_with_its_last_row()
    {
        var procedure = Assert.Single(Table("| Reading | `Get-MlxPf \\| Get-MlxVf` | `virsh a; virsh b` | OFED, inbox | - |\n\n| other | table |"));
        Assert.Equal("Get-MlxPf | Get-MlxVf", procedure.Cmdlet);
        Assert.Equal(["virsh a", "virsh b"], procedure.Acts);
        Assert.Equal(["OFED", "inbox"], procedure.Where);
    }

    [Theory]
    [InlineData("-", "")]
    [InlineData("same", $"& $tool {Migrate}")]
    [InlineData("refused GuestGone", Refuse)]
    [InlineData("refused GuestGone", "throw [Management.Automation.ErrorRecord]::new([Exception]::new(), 'GuestGone', 0, $null)")]
    public void A_second_run_as_the_row_says_passes(string again, string second) => Check(Row(Migrate, again), second);

    [Theory]
    [InlineData("-", $"& $tool {Migrate}", "writes of the second run")]
    [InlineData("-", Refuse, "errors of the second run")]
    [InlineData("same", "", "writes of the second run")]
    [InlineData("same", "& $tool virsh migrate guest2", "writes of the second run")]
    [InlineData("same", $"& $tool {Migrate}; & $tool {Migrate}", "writes of the second run")]
    [InlineData("same", $"& $tool {Migrate}; {Refuse}", "errors of the second run")]
    [InlineData("refused GuestGone", "", "errors of the second run")]
    [InlineData("refused GuestGone", $"& $tool {Migrate}", "errors of the second run")]
    [InlineData("refused GuestGone", "Write-Error no -ErrorId Other", "errors of the second run")]
    [InlineData("refused GuestGone", $"{Refuse}; {Refuse}", "errors of the second run")]
    [InlineData("refused GuestGone", $"& $tool {Migrate}; {Refuse}", "writes of the second run")]
    public void Another_second_run_fails(string again, string second, string what) => AssertFails(what, () => Check(Row(Migrate, again), second));

    [Theory]
    [InlineData("virsh migrate guest2")]
    [InlineData("virsh")]
    [InlineData($"{Migrate}; {Migrate}")]
    [InlineData($"echo 1 > /sys/class/net/eth2/device/sriov_numvfs; {Migrate}")]
    public void Another_command_line_of_a_tool_fails(string act) => AssertFails("writes", () => Check(Row(act, "-"), ""));

    [Fact]
    public void A_run_of_a_tool_that_only_reads_is_no_write() => Check(Row(Migrate, "-"), "& $tool virsh list");

    [Theory]
    [InlineData("same")]
    [InlineData("refused GuestGone")]
    public void A_procedure_that_works_where_its_row_does_not_name_the_host_fails(string again) =>
        AssertFails("on OFED wrote", () => Check($"| Migration | `& $move` | `{Migrate}` | inbox | {again} |", Refuse));

    private static string Row(string act, string again) => $"| Migration | `& $move` | `{act}` | OFED | {again} |";

    private static IReadOnlyList<VendorProcedure> Table(string rows) => VendorProcedure.ReadTable((Header + rows).Split('\n'));

    // A stand-in for a cmdlet: the first run migrates a guest by virsh, and the second does what a test wants.
    private static void Check(string rows, string second)
    {
        using var session = new ModuleSession("-Profile ConnectX7");
        var host = session.Simulation;
        host.InstallTool(new Virsh());
        Action<string> run = line => host.Seams.Tools.Run(line.Split(' ')[0], line.Split(' ')[1..], CancellationToken.None);
        session.Runspace.SessionStateProxy.SetVariable("run", run);
        session.Run($$"""
            $tool = { $run.Invoke("$args") }
            $move = { if ($global:again) { {{second}} } else { $global:again = $true; & $tool {{Migrate}} } }
            """).ThrowOnError();
        new VendorRun(session, "OFED").Check(Table(rows));
    }

    private static void AssertFails(string what, Action check) =>
        Assert.Contains(what, Assert.ThrowsAny<XunitException>(check).Message, StringComparison.Ordinal);

    private sealed class Virsh : ISimulatedTool
    {
        public string Name => "virsh";

        public bool Changes(IReadOnlyList<string> arguments) => arguments[0] == "migrate";

        public ToolResult Run(IReadOnlyList<string> arguments) => new(0, "", "");
    }
}
