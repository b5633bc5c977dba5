using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Reflection.Emit;

namespace Mlx5Sriov.Benchmarks;

/// <summary>Importing the module into the engine, beside a binary module with nothing in it; each import in a process of its own.</summary>
internal static class ImportBenchmark
{
    private const int Runs = 7;

    public static string Manifest { get; } = Path.Combine(Root(AppContext.BaseDirectory), "Mlx5Sriov.psd1");

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("mlx5sriov-import-").FullName;
        var (binary, manifest) = (Path.Combine(folder, "EmptyModule.dll"), Path.Combine(folder, "EmptyModule.psd1"));
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("EmptyModule"), typeof(object).Assembly);
        assembly.DefineDynamicModule("EmptyModule");
        assembly.Save(binary);
        File.WriteAllText(manifest, "@{ RootModule = 'EmptyModule.dll'; ModuleVersion = '1.0'; CmdletsToExport = @() }");
        try
        {
            var (bare, empty, ours) = (Median(binary), Median(manifest), Median(Manifest));
            Console.WriteLine("| Import-Module, cold | time (ms) | beside an empty module with a manifest |");
            Console.WriteLine("|---|--:|--:|");
            foreach (var (name, time) in new[] { ("an empty binary module", bare), ("an empty binary module with a manifest", empty), ("Mlx5Sriov", ours) })
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {time:0} | {time - empty:+0;-0;0} ms, {time / empty:0.0} x |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void RunChild(string module)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var warm = PowerShell.Create(runspace);
        warm.AddScript("Get-Module | Out-Null").Invoke();
        using var shell = PowerShell.Create(runspace);
        var start = Stopwatch.GetTimestamp();
        shell.AddCommand("Import-Module").AddArgument(module).Invoke();
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static double Median(string module)
    {
        var times = Enumerable.Range(0, Runs).Select(_ => Child(module)).Order().ToArray();
        return times[Runs / 2];
    }

    private static double Child(string module)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { Assembly.GetExecutingAssembly().Location, "import", module }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Mlx5Sriov.psd1")) ? folder : Root(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
