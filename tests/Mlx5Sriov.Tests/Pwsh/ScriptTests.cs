using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>The module in scripts, timers and pipes: exit codes, streams, and nobody there to ask.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlx5sriov-script-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Uncaught, an error ends a script with 1; what a cmdlet only writes does not.
    [Theory]
    [InlineData("Set-MlxVf eth2 0 -Trust On", 0, "")]
    [InlineData("Set-MlxVf eth2 99 -Trust On", 0, "no virtual function 99")]
    [InlineData("$ErrorActionPreference = 'Stop'; Set-MlxVf eth2 99 -Trust On", 1, "no virtual function 99")]
    [InlineData("Set-MlxVf eth2 99 -Trust On -ErrorAction Stop; exit 0", 1, "no virtual function 99")]
    [InlineData("Set-MlxVf eth9 0 -Trust On -ErrorAction SilentlyContinue; if (-not $?) { exit 5 }", 5, "")]
    public void A_script_ends_with_the_exit_code_that_pwsh_gives_its_error(string script, int exitCode, string error)
    {
        var run = RunScript(script);

        Assert.Equal(exitCode, run.ExitCode);
        if (error.Length == 0) Assert.Empty(run.Error);
        else Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_with_nobody_to_answer_is_an_error_and_not_a_yes()
    {
        var run = RunScript("Set-MlxVf eth2 0 -Trust On -Confirm; \"$(@(Get-MlxSimulatedWrite).Count) writes\"");

        Assert.Equal("0 writes\n", run.Output);
        Assert.Contains("PowerShell is in NonInteractive mode", run.Error, StringComparison.Ordinal);
    }

    // As under cron, where nobody says -NonInteractive either.
    [Fact]
    public void A_loss_that_nobody_can_be_asked_about_is_refused_also_where_the_input_has_ended()
    {
        var run = PwshProcess.Run("-Command", $"{PwshProcess.Simulation} Set-MlxVf eth2 7 -VlanId 5; Set-MlxPf eth2 -NumVfs 0 -ErrorVariable refused "
            + "-ErrorAction SilentlyContinue -WarningAction SilentlyContinue; \"$($refused.FullyQualifiedErrorId) $((Get-MlxPf eth2).NumVfs)\"");
        Assert.EndsWith("ConsentNeeded,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand 8\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_of_two_cmdlets_stand_side_by_side()
    {
        var lines = RunScript("Get-MlxPf | Out-Host; Get-MlxVf eth2 | Out-Host").Output.Split('\n');

        Assert.Equal(2, lines.Count(line => line.StartsWith("eth", StringComparison.Ordinal) && line.Contains("/127", StringComparison.Ordinal)));
        Assert.Equal(8, lines.Count(line => line.StartsWith("eth2     ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Streams_are_kept_apart_and_progress_leaves_redirected_output_alone()
    {
        var run = RunScript("Enter-MlxSimulation -NumVfs 127,0; Set-MlxPf eth2 -NumVfs 126 -Force; Get-MlxVf eth9; (Get-MlxPf eth2).NumVfs");

        Assert.Equal("126\n", run.Output);
        Assert.Contains("There is no mlx5 physical function 'eth9'", run.Error, StringComparison.Ordinal);
    }

    // A session that is locked down runs a view's script without the methods of the module's types: no cell may be empty for that, though a time or a
    // measured rate is not rounded. In a process of its own, for what is once locked down is so for the whole process.
    [Fact]
    public void What_is_shown_in_a_locked_down_session_lacks_nothing()
    {
        const string Scripts = """
            Get-MlxPf | Out-Host; Get-MlxPf eth2 | Out-Host; Get-MlxVf eth2 | Out-Host; Get-MlxVf eth2 1 | Out-Host; Get-MlxVfGroup | Out-Host
            Get-MlxVfTrunk eth2 | Out-Host; Get-MlxVfStatistic eth2 | Out-Host; Get-MlxVf eth2 | Measure-MlxVfBandwidth | Out-Host
            Get-MlxVf eth2 1 | Measure-MlxVfBandwidth | Format-List | Out-Host; Set-MlxVf eth2 1 -MaxTxRate 2.5Gbit -PlanOnly | Out-Host
            Get-MlxVfStatistic eth2 1 | Format-List RxBytes, Timestamp | Out-Host; Watch-MlxVfStatistic eth2 1 -Count 1 -Stream | Out-Host
            Get-MlxFirmwareSetting eth2 | Out-Host; Get-MlxFirmwareSetting eth2 SRIOV_EN | Out-Host
            """;
        const string Scene = "New-MlxVfGroup eth2 3 2 -MaxTxRate 2500Mbit; Set-MlxVf eth2 1 -VlanId 7; Set-MlxVfTrunk eth2 0 5,7\n";
        const string Lock = "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'\n";

        var (free, locked) = (RunScript(Scene + Scripts), RunScript(Scene + Lock + Scripts));

        Assert.Equal(free.Error, locked.Error);
        var (whole, shown) = (Cells(free.Output), Cells(locked.Output));
        Assert.Equal(whole.Length, shown.Length);
        Assert.All(whole.Zip(shown), line => Assert.True(line.First <= line.Second));
    }

    private static int[] Cells(string output) => [.. output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length)];

    [Fact]
    public void Objects_become_what_other_programs_read()
    {
        var run = RunScript("""
            Get-MlxVf eth2 0-1 | Select-Object Index, @{ n = 'Address'; e = { "$($_.PciAddress)" } }, Trust | ConvertTo-Json -Compress -EnumsAsStrings
            Get-MlxVf eth2 | Sort-Object Index -Descending | Select-Object -First 1 Index, PciAddress, Trust | ConvertTo-Csv
            """);

        Assert.Equal(
            """
            [{"Index":0,"Address":"0000:05:00.2","Trust":"Off"},{"Index":1,"Address":"0000:05:00.3","Trust":"Off"}]
            "Index","PciAddress","Trust"
            "7","0000:05:01.1","Off"

            """,
            run.Output);
    }

    private PwshRun RunScript(string script)
    {
        var file = Path.Combine(_folder, "script.ps1");
        File.WriteAllText(file, $"{PwshProcess.Simulation}\n{script}\n");
        return PwshProcess.Run("-NonInteractive", "-File", file);
    }
}
