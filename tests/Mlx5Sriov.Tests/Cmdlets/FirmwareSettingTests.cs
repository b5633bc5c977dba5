using Mlx5Sriov.Firmware;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>Get- and Set-MlxFirmwareSetting: views, rows, restarts of the host, and what is refused.</summary>
public sealed class FirmwareSettingTests
{
    [Fact]
    public void Several_settings_are_a_table_that_cuts_long_values_and_one_is_a_list()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -WarningAction Ignore").ThrowOnError();
        Assert.Equal(
            """
            Pf   Name               Current           Next              Remark    Owner Default
            --   ----               -------           ----              ------    ----- -------
            eth2 PCI_ATOMIC_MODE    PCI_ATOMIC_DIS... PCI_ATOMIC_DIS...                 PCI_ATOMIC_DIS...
            eth2 NUM_OF_VFS         127               16                restart   Card  0
            eth2 HOST_CHAINING_MODE DISABLED(0)       DISABLED(0)       read-only       DISABLED(0)
            """,
            session.Render("Get-MlxFirmwareSetting eth2 PCI_ATOMIC_MODE, NUM_OF_VFS, HOST_CHAINING_MODE"));
        Assert.Equal(
            """
            Pf              : eth2
            Name            : NUM_OF_VFS
            Default         : 0
            Current         : 127
            Next            : 16
            ReadOnly        : False
            Owner           : Card
            RestartRequired : True
            Customised      : True
            """,
            session.Render("Get-MlxFirmwareSetting eth2 NUM_OF_VFS"));
    }

    [Fact]
    public void A_value_that_did_not_come_is_marked_and_explained()
    {
        using var session = new ModuleSession("-FirmwareStuck");
        session.Run("Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -WarningAction Ignore; Enter-MlxSimulation -Restart").ThrowOnError();
        Assert.Contains("did not come", session.Render("Get-MlxFirmwareSetting eth2"), StringComparison.Ordinal);
        var setting = session.One<FirmwareSetting>("Get-MlxFirmwareSetting eth3 NUM_OF_VFS");
        Assert.Equal(false, setting.RestartRequired);
        Assert.Contains(session.One<string>("(Get-MlxChange).Id"), setting.Note, StringComparison.Ordinal);
    }

    // A value may have been set by hand, or an undo may have brought it back: then nothing says that a restart has been.
    [Fact]
    public void A_value_that_no_change_set_last_proposes_a_restart()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -WarningAction Ignore; Enter-MlxSimulation -Restart; Undo-MlxChange").ThrowOnError();
        Assert.Equal(true, session.One<FirmwareSetting>("Get-MlxFirmwareSetting eth2 NUM_OF_VFS").RestartRequired);
        session.Simulation.Seams.Tools.Run("mlxconfig", ["-d", "0000:05:00.0", "-y", "set", "NUM_OF_VFS=32"], CancellationToken.None);
        Assert.Equal(true, session.One<FirmwareSetting>("Get-MlxFirmwareSetting eth2 NUM_OF_VFS").RestartRequired);
    }

    [Theory]
    [InlineData("Set-MlxFirmwareSetting eth2")]
    [InlineData("Set-MlxFirmwareSetting eth2 NUM_OF_VFS")]
    [InlineData("Set-MlxFirmwareSetting eth2 -Value 3")]
    [InlineData("Set-MlxFirmwareSetting eth2 -Setting @{}")]
    [InlineData("Get-MlxPf | Set-MlxFirmwareSetting -Name NUM_OF_VFS")]
    public void A_call_that_asks_for_nothing_says_what_may_be_given(string script)
    {
        using var session = new ModuleSession("");
        var result = session.Run(script);
        var error = result.Errors.Count > 0 ? result.Errors[0] : result.OnlyError();
        Assert.StartsWith("NothingToSet,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Name with -Value, or -Setting", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("Set-MlxFirmwareSetting eth2 -Setting @{ NUM_OF_VFS = $null }", "FirmwareValueInvalid")]
    [InlineData("Set-MlxFirmwareSetting eth2 -Setting @{ NUM_OF_VFS = 1, 2 }", "FirmwareValueInvalid")]
    [InlineData("Set-MlxFirmwareSetting eth2 -Setting @{ '' = 1 }", "FirmwareSettingNotFound")]
    [InlineData("Set-MlxFirmwareSetting eth2 '-yy' 1", "FirmwareSettingNotFound")]
    [InlineData("Set-MlxFirmwareSetting eth2 'NUM_OF_VFS=8 -yy' 1", "FirmwareSettingNotFound")]
    [InlineData("Set-MlxFirmwareSetting eth2 NUM_OF_VFS '8 -yy'", "FirmwareValueInvalid")]
    [InlineData("Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -Setting @{ num_of_vfs = 32 }", "FirmwareValueConflict")]
    [InlineData("Get-MlxVfGroup eth2 | Set-MlxFirmwareSetting -Name NUM_OF_VFS -Value 16", "PfNotFound")]
    public void What_cannot_be_meant_is_refused(string script, string id)
    {
        using var session = new ModuleSession("");
        session.Run("New-MlxVfGroup eth2 3 4").ThrowOnError();
        session.Simulation.ClearWrites();
        Assert.StartsWith($"{id},", session.Run(script).OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void A_setting_is_no_port()
    {
        using var session = new ModuleSession("");
        var error = session.Run("Get-MlxFirmwareSetting eth2 NUM_OF_VFS | Set-MlxPf -NumVfs 1").OnlyError();
        Assert.StartsWith("PfNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("vf 0", $"{error}", StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void What_the_tool_could_not_read_is_a_warning()
    {
        using var session = new ModuleSession("");
        session.Simulation.InstallTool(new PartialTool());
        var result = session.Run("Get-MlxFirmwareSetting eth2").ThrowOnError();
        Assert.Single(result.Output);
        Assert.StartsWith("eth2: not all settings could be read:", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_restart_of_the_simulated_host_ends_what_a_restart_ends()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 1 -Trust On; Set-MlxPf eth3 -NumVfs 2 -EswitchMode Switchdev").ThrowOnError();
        session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:00.4"), "web01");
        session.Simulation.MoveToContainer("eth2v3", "pod");
        session.Run("Enter-MlxSimulation -Restart").ThrowOnError();
        Assert.Equal(
            ["eth2 0 Legacy On", "eth3 0 Legacy On"],
            session.Run("Get-MlxPf | ForEach-Object { \"$_ $($_.NumVfs) $($_.EswitchMode) $($_.AutoProbe)\" }").ThrowOnError().Output.Select(o => $"{o}"));
        Assert.Equal(2, session.Run("Get-MlxChange").ThrowOnError().Output.Count);
        session.Run("Set-MlxPf eth2 -NumVfs 4").ThrowOnError();
        Assert.Equal(4, session.All<VirtualFunction>("Get-MlxVf eth2 | Where-Object { $_.Driver -eq 'mlx5_core' -and -not $_.IsHeld }").Count);
        session.Run("Exit-MlxSimulation").ThrowOnError();
        Assert.StartsWith("NotSimulated,", session.Run("Enter-MlxSimulation -Restart").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private sealed class PartialTool : Simulation.Programs.ISimulatedTool
    {
        public string Name => "mlxconfig";

        public bool Changes(IReadOnlyList<string> arguments) => false;

        public Kernel.Programs.ToolResult Run(IReadOnlyList<string> arguments) =>
            new(3, "Configurations:   Next Boot\n   SRIOV_EN   True(1)\n", "-E- Failed to query some of the TLVs:\n");
    }
}
