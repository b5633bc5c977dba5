using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

using Mlx5Sriov.Lab;

// Arguments: 'plan' for a process that a suite starts (PlanProcess); or the published module's folder and --names; or that folder, the folder for the
// results, and the names of the suites that are wanted, or --bench and the number of rounds.
var isPlan = args is [PlanProcess.Argument, ..];
if (args is not [var module, var results, .. var wanted] || (isPlan && args.Length != 5)) return 2;
if (isPlan) module = args[1];

// The program has neither the module's assemblies beside it nor the engine's: it takes those of the published module, as PowerShell will, and PowerShell's.
string[] folders = [Path.Combine(module, "bin"), PwshSession.Folder];
AssemblyLoadContext.Default.Resolving += (context, name) =>
    folders.Select(folder => Path.Combine(folder, $"{name.Name}.dll")).FirstOrDefault(File.Exists) is { } path ? context.LoadFromAssemblyPath(path) : null;
if (isPlan) return PlanProcess.Run(args[2], args[3], int.Parse(args[4], CultureInfo.InvariantCulture));
if (results == "--names")
{
    foreach (var name in SuiteRunner.Names) Console.WriteLine(name);
    return 0;
}

return wanted is ["--bench", var rounds] ? Measure(module, results, int.Parse(rounds, CultureInfo.InvariantCulture)) : SuiteRunner.Run(module, results, wanted);

// Compiled only when it is called, and so when the module's assemblies can be found.
[MethodImpl(MethodImplOptions.NoInlining)]
static int Measure(string module, string results, int rounds)
{
    GuestBenchmark.Run(module, results, rounds);
    return 0;
}
