using System.Diagnostics;

namespace Mlx5Sriov.Lab;

/// <summary>Another process that has the lock, and one that is killed in the middle of its plan.</summary>
internal sealed class RivalProcesses : Suite
{
    public override string Name => "faults-process";

    public override void Run(GuestMachine guest, Tally tally)
    {
        Locked(guest, tally);
        var steps = guest.Module.All<Plans.ChangePlan>($"Set-MlxPf {guest.First.NetDevice} -NumVfs 6 -PlanOnly").Single().Steps.Count;
        foreach (var moment in new[] { 1, 3, steps - 1 })
            Killed(guest, tally, $"before step {moment} of {steps}", () => PlanProcess.Start(guest, "KILL", moment));

        // And at no moment in particular, so that the kernel may be in the middle of a step.
        Killed(guest, tally, "soon after its journal began", () => KillLater(guest, 100));
    }

    private static void Locked(GuestMachine guest, Tally tally)
    {
        var before = FaultScene.Begin(guest.First);
        var acts = new CmdletActs(guest, guest.First, tally);
        tally.Act("a plan that is stopped before its first write");
        using var rival = PlanProcess.Start(guest, "STOP", 0);
        WaitFor(() => Journals().Any() && File.ReadAllText($"/proc/{rival.Id}/status").Contains("\nState:\tT", StringComparison.Ordinal));
        tally.SameLines("state while it is stopped", before, PortReading.Of(guest.First));
        acts.Refused($"Set-MlxVf {acts.Pf} 1 -VlanId 13 -LockTimeout 0", "Locked");
        var message = $"{guest.Module.Run($"Set-MlxVf {acts.Pf} 1 -VlanId 13 -LockTimeout 1").Errors.Single()}";
        tally.Same("the error names the process and its command", true,
            message.Contains($"process {rival.Id} (Set-MlxPf)", StringComparison.Ordinal) && message.Contains(guest.First.Address, StringComparison.Ordinal));
        tally.Same("state of its change", "Running", acts.Told("(Get-MlxChange).State"));
        acts.Refused("Undo-MlxChange", "ChangeNotFound");
        var other = guest.Second.NetDevice;
        tally.Act("the other port meanwhile");
        Bash.Do($"echo 1 > {guest.Second.Path}/sriov_numvfs");
        tally.Same("errors", "", string.Join("; ", guest.Module.Run($"Set-MlxVf {other} 0 -VlanId 13 -LockTimeout 0").Errors));

        tally.Act("it goes on, and who waits comes next");
        Bash.Do($"kill -CONT {rival.Id}");
        tally.Same("errors", "", string.Join("; ", guest.Module.Run($"Set-MlxVf {acts.Pf} 1 -VlanId 13 -LockTimeout 60").Errors));
        rival.WaitForExit();
        tally.Same("status", 0, rival.ExitCode);
        tally.Same("both changes", "6 13", $"{File.ReadAllText($"{guest.First.Path}/sriov_numvfs").Trim()} {IpTool.Vfs(acts.Pf)[1].VlanId}");
        acts.Cmdlet("Undo-MlxChange");
        FaultScene.Begin(guest.First);
    }

    private static void Killed(GuestMachine guest, Tally tally, string when, Func<Process> start)
    {
        var before = FaultScene.Begin(guest.First);
        tally.Act($"SIGKILL {when}");
        using var process = start();
        process.WaitForExit();
        tally.Same("status", 137, process.ExitCode);
        tally.Same("state of the change", "Interrupted", $"{guest.Module.Do("(Get-MlxChange).State").Single()}");
        tally.Act("Undo-MlxChange");
        tally.Same("errors", "", string.Join("; ", guest.Module.Run("Undo-MlxChange").Errors));
        tally.SameLines("state as before the plan", before, PortReading.Of(guest.First));
        tally.Same("state of the change", "Undone", $"{guest.Module.Do("(Get-MlxChange).State").Single()}");
    }

    private static Process KillLater(GuestMachine guest, int milliseconds)
    {
        var process = PlanProcess.Start(guest, "KILL", -1);
        WaitFor(() => Journals().Any());
        Thread.Sleep(milliseconds);
        process.Kill();
        return process;
    }

    private static IEnumerable<string> Journals() =>
        Directory.Exists("/var/lib/mlx5sriov/journal") ? Directory.EnumerateFiles("/var/lib/mlx5sriov/journal", "*.jsonl") : [];

    private static void WaitFor(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(10)) throw new TimeoutException("The other process did not come so far within ten minutes.");
            Thread.Sleep(20);
        }
    }
}
