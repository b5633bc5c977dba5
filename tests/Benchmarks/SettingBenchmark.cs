using System.Globalization;
using System.Management.Automation.Runspaces;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Benchmarks;

/// <summary>
/// Trusting all VFs of a port, each time from the start, and again where all are trusted already: locked, journalled, verified. Through the library, and as
/// a warm session runs the pipeline; the simulated host's own cost is part of it.
/// </summary>
internal static class SettingBenchmark
{
    private const string Script = "Get-MlxVf | Enable-MlxVfTrust";

    private static readonly PciAddress s_pf = PciAddress.Parse("0000:05:00.0");
    private static readonly int[] s_sizes = [8, 127, 250];

    public static void Run()
    {
        SriovHost host = null!;
        Compare("trust on, library", count => host = Host(count), count => Trust(host, count), isAgain: false);
        Compare("trust on again, library", count => host = Host(count), count => Trust(host, count), isAgain: true);

        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        PipelineBenchmark.Invoke(runspace, $"Import-Module '{ImportBenchmark.Manifest}'");
        Compare(Script, count => Enter(runspace, count), _ => PipelineBenchmark.Invoke(runspace, Script), isAgain: false);
        Compare($"{Script}, again", count => Enter(runspace, count), _ => PipelineBenchmark.Invoke(runspace, Script), isAgain: true);
    }

    // From the start every run gets a new host; again, one host is trusted once and for all.
    private static void Compare(string name, Action<int> prepare, Action<int> act, bool isAgain)
    {
        Measurement? smaller = null;
        foreach (var count in s_sizes)
        {
            prepare(count);
            if (isAgain) act(count);
            smaller = Measurement.Of(name.Replace("|", "\\|"), count, () => act(count), prepare: isAgain ? null : () => prepare(count)).Print(smaller);
        }
    }

    private static SriovHost Host(int count) => new SimulatedHost(new SimulationOptions { NumVfs = [count, 0] }).Seams;

    private static void Trust(SriovHost host, int count)
    {
        var wish = new VfSettingsWish("Enable-MlxVfTrust", s_pf, Enumerable.Range(0, count).ToDictionary(i => i, _ => new VfWish { Trust = OnOff.On }));
        new PlanRunner(host, TimeSpan.Zero).Run(wish, null, CancellationToken.None);
    }

    private static void Enter(Runspace runspace, int count) =>
        PipelineBenchmark.Invoke(runspace, string.Create(CultureInfo.InvariantCulture, $"Enter-MlxSimulation -NumVfs {count}, 0"));
}
