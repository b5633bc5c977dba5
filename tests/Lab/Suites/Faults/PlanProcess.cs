using System.Diagnostics;
using System.Globalization;

using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Plans.Running;

namespace Mlx5Sriov.Lab;

/// <summary>A process of its own that carries out the plan of <see cref="FaultScene"/>, and sends itself a signal before one of the steps.</summary>
internal static class PlanProcess
{
    /// <summary>The word by which the program is told to be such a process.</summary>
    public const string Argument = "plan";

    /// <summary>Starts one.</summary>
    /// <param name="guest">The guest.</param>
    /// <param name="signal">The signal's name.</param>
    /// <param name="moment">The step; -1 for no signal.</param>
    public static Process Start(GuestMachine guest, string signal, int moment) => Process.Start(
        Environment.ProcessPath!,
        [typeof(PlanProcess).Assembly.Location, Argument, guest.ModulePath, guest.First.Address, signal, moment.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>What the process does.</summary>
    public static int Run(string port, string signal, int moment)
    {
        new PlanRunner(LinuxHost.Create(), TimeSpan.Zero, Report).Run(FaultScene.Wish(new GuestPort(port)), null, CancellationToken.None);
        return 0;

        void Report(PlanProgress progress)
        {
            if (progress.IsUndo || progress.Waiting is not null || progress.Done != moment) return;
            Bash.Do(string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {Environment.ProcessId}"));
        }
    }
}
