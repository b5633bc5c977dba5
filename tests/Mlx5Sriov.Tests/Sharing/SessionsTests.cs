using System.Text.RegularExpressions;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Pwsh;

namespace Mlx5Sriov.Tests.Sharing;

/// <summary>Sessions in processes of their own that change one physical function at once: real locks, real journals, real deaths.</summary>
public sealed partial class SessionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlx5sriov-shared-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_second_session_is_told_who_is_at_work_and_writes_nothing()
    {
        using var first = Session("$PID; Set-MlxVf eth2 3 -MinTxRate 1Gbit", pauseBefore: 1);
        first.WaitFor("paused");

        using var second = Session(
            """
            Set-MlxVf eth2 3 -MaxTxRate 5Gbit -LockTimeout 0 -ErrorAction SilentlyContinue -ErrorVariable refused
            $refused.FullyQualifiedErrorId
            "$refused"
            """);
        var refused = Output(second);
        SharedHost.Go(_folder);
        var id = Output(first)[0];

        Assert.Equal("Locked,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand", refused[0]);
        Assert.Matches($@"^0000:05:00\.0 is being changed by process {id} \(Set-MlxVf\), for \d+ s\.$", refused[1]);
        Assert.Equal(["ip link set dev eth2 vf 3 max_tx_rate 0 min_tx_rate 1000"], SharedHost.Acts(_folder));
    }

    [Fact]
    public void A_session_that_waits_keeps_what_the_first_has_set_meanwhile()
    {
        // The two rates of a VF are written together: who had read them before the other wrote would undo that.
        using var first = Session("Set-MlxVf eth2 3 -MinTxRate 1Gbit", pauseBefore: 1);
        first.WaitFor("paused");
        using var second = Session("Set-MlxVf eth2 3 -MaxTxRate 5Gbit -LockTimeout 120 -PassThru | ForEach-Object { \"$($_.MinTxRate) $($_.MaxTxRate)\" }");
        second.WaitFor("waiting");

        SharedHost.Go(_folder);
        Output(first);

        Assert.Equal("1Gbit 5Gbit", Output(second)[^1]);
        Assert.Equal(
            ["ip link set dev eth2 vf 3 max_tx_rate 0 min_tx_rate 1000", "ip link set dev eth2 vf 3 max_tx_rate 5000 min_tx_rate 1000"],
            SharedHost.Acts(_folder));
    }

    [Fact]
    public void Two_sessions_that_set_again_and_again_lose_nothing_of_each_other()
    {
        const int Rounds = 20;
        using var low = Session($"{Start} 1..{Rounds} | ForEach-Object {{ Set-MlxVf eth2 3 -MinTxRate $_ -LockTimeout 120 }}");
        using var high = Session($"{Start} 1..{Rounds} | ForEach-Object {{ Set-MlxVf eth2 3 -MaxTxRate (1000 + $_) -LockTimeout 120 }}");
        low.WaitFor("ready");
        high.WaitFor("ready");
        SharedHost.Go(_folder);
        Output(low);
        Output(high);

        var (min, max) = (0, 0);
        foreach (var act in SharedHost.Acts(_folder).Select(a => Rates().Match(a)))
        {
            var (newMax, newMin) = (int.Parse(act.Groups[1].Value), int.Parse(act.Groups[2].Value));
            Assert.True((newMin, newMax) == (min + 1, max) || (newMin, newMax) == (min, max == 0 ? 1001 : max + 1), $"{act.Value} after {max} and {min}");
            (min, max) = (newMin, newMax);
        }

        Assert.Equal((Rounds, 1000 + Rounds), (min, max));
    }

    [Fact]
    public void A_session_that_is_killed_leaves_no_lock_and_a_change_that_another_takes_back()
    {
        using var first = Session("Enable-MlxVfTrust eth2 3,4", pauseBefore: 2);
        first.WaitFor("paused");
        first.Kill();

        using var second = Session(
            """
            "$((Get-MlxVf eth2 3,4).Trust) $((Get-MlxChange).State)"
            Undo-MlxChange -LockTimeout 0
            "$((Get-MlxVf eth2 3,4).Trust) $((Get-MlxChange).State)"
            Enable-MlxVfTrust eth2 3,4 -LockTimeout 0
            "$((Get-MlxVf eth2 3,4).Trust)"
            """);

        Assert.Equal(["On Off Interrupted", "Off Off Undone", "On On"], Output(second));
    }

    [Fact]
    public void A_session_that_Ctrl_C_stops_in_the_midst_puts_back_what_it_changed_before_it_ends()
    {
        using var first = Session("Enable-MlxVfTrust eth2 0-5 -PassThru | Write-Stop; 'not reached'", pauseBefore: 4);
        first.WaitFor("paused");
        first.Interrupt();
        first.WaitFor("stopped");
        SharedHost.Go(_folder);
        var run = first.Finish();

        Assert.DoesNotContain("not reached", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
        Assert.NotEqual(0, run.ExitCode);      // pwsh gives 1
        using var second = Session("\"$((Get-MlxVf eth2 0-5).Trust) $((Get-MlxChange).State)\"");
        Assert.Equal(["Off Off Off Off Off Off RolledBack"], Output(second));
    }

    private string Start => $"[Mlx5Sriov.Tests.Sharing.SharedHost]::Pause('{_folder}', 'ready');";

    private PwshProcess Session(string script, int pauseBefore = 0) => PwshProcess.Start(
        "-Command",
        $"""
        Import-Module '{Repository.Manifest}'
        Import-Module '{typeof(SharedHost).Assembly.Location}'
        [Mlx5Sriov.Tests.Sharing.SharedHost]::Enter('{_folder}', $ExecutionContext.SessionState, {pauseBefore})
        {script}
        """);

    private static string[] Output(PwshProcess pwsh)
    {
        var run = pwsh.Finish();
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l is not "paused" and not "waiting" and not "ready")];
    }

    [GeneratedRegex(@"max_tx_rate (\d+) min_tx_rate (\d+)")]
    private static partial Regex Rates();
}
