using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

using Mlx5Sriov.Lab;

// Arguments: 'plan' for a process that a suite starts (PlanProcess); or the published module's folder, the folder for the results, and the beginnings of the
// names of the suites that are wanted, or --bench and the number of rounds.
var isPlan = args is [PlanProcess.Argument, ..];
if (args is not [var module, var results, .. var wanted] || (isPlan && args.Length != 5)) return 2;
if (isPlan) module = args[1];

// The program has none of the module's assemblies beside it: it takes those of the published module, as PowerShell will.
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(module, "bin", $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
if (isPlan) return PlanProcess.Run(args[2], args[3], int.Parse(args[4], CultureInfo.InvariantCulture));
return wanted is ["--bench", var rounds] ? Measure(module, results, int.Parse(rounds, CultureInfo.InvariantCulture)) : SuiteRunner.Run(module, results, wanted);

// Compiled only when it is called, and so when the module's assemblies can be found.
[MethodImpl(MethodImplOptions.NoInlining)]
static int Measure(string module, string results, int rounds)
{
    GuestBenchmark.Run(module, results, rounds);
    return 0;
}
