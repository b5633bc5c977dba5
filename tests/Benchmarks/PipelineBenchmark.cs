using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Mlx5Sriov.Benchmarks;

/// <summary>Get-MlxVf as a warm session runs it, on the simulated host.</summary>
internal static class PipelineBenchmark
{
    public static void Run()
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Invoke(runspace, $"Import-Module '{ImportBenchmark.Manifest}'");
        Measurement? smaller = null;
        foreach (var (arguments, count) in new[] { ("-NumVfs 1,0", 1), ("-NumVfs 8,0", 8), ("-NumVfs 127,0", 127), ("-Adapter 5 -NumVfs 250", 2500) })
        {
            Invoke(runspace, $"Enter-MlxSimulation {arguments}");
            smaller = Measurement.Of("Get-MlxVf, ConnectX7", count, () => Invoke(runspace, "Get-MlxVf")).Print(smaller);
        }
    }

    public static void Invoke(Runspace runspace, string script)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script).Invoke();
        if (shell.HadErrors) throw new InvalidOperationException(shell.Streams.Error[0].ToString());
    }
}
