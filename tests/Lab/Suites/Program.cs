using System.Runtime.Loader;
using Mlx5Sriov.Lab;

// Arguments: the published module's folder, the folder for the results, and the beginnings of the names of the suites that are wanted;
// or --bench.
if (args is not [var module, var results, .. var wanted]) return 2;

// The program has none of the module's assemblies beside it: it takes those of the published module, as PowerShell will.
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(module, "bin", $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
if (wanted is ["--bench"])
{
    GuestBenchmark.Run(module, results);
    return 0;
}

return SuiteRunner.Run(module, results, wanted);
