using Mlx5Sriov.Kernel.Linux.Interop;

namespace Mlx5Sriov.Kernel.Linux.Programs;

/// <summary>
/// Finds a program as a shell does. .NET's own search looks into its own folder and the current one before the PATH
/// (dotnet/runtime, Process.Unix.cs, ResolvePath), which would let a file in the current folder run as root.
/// </summary>
internal static class ProgramPath
{
    /// <summary>The path of a program.</summary>
    /// <param name="program">Its name, or its path if it contains a slash.</param>
    /// <param name="searchPath">The folders, parted by colons; relative ones are passed over.</param>
    /// <returns>The path; null where there is no such program.</returns>
    public static string? Find(string program, string? searchPath)
    {
        if (program.Contains('/', StringComparison.Ordinal)) return Exists(program) ? Path.GetFullPath(program) : null;
        return (searchPath ?? "").Split(':')
            .Where(folder => folder.StartsWith('/'))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(Exists);
    }

    private static bool Exists(string path) => File.Exists(path) && Libc.IsExecutable(path);
}
