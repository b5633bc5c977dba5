using System.ComponentModel;
using System.Diagnostics;

namespace Mlx5Sriov.Kernel.Linux.Programs;

/// <summary>
/// Starts programs: found on the PATH alone, arguments passed as they are, and in the C locale, because what they print is parsed. All three streams lead to
/// this process.
/// </summary>
internal static class ToolStart
{
    /// <exception cref="ToolNotFoundException">There is no such program.</exception>
    /// <exception cref="KernelException">The kernel does not run the file.</exception>
    public static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var path = ProgramPath.Find(program, Environment.GetEnvironmentVariable("PATH")) ?? throw new ToolNotFoundException(program);
        var start = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            // On Unix the native error code is errno itself.
            throw new KernelException((Errno)e.NativeErrorCode, Act(program, arguments));
        }
    }

    /// <summary>The command as a shell reads it.</summary>
    public static string Act(string program, IReadOnlyList<string> arguments) => string.Join(' ', arguments.Prepend(program).Select(ShellWord.Quote));
}
