using System.Diagnostics;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>Runs the real tools that a test prepares the machine with, and compares with.</summary>
internal static class Shell
{
    public static string Run(string program, params string[] arguments)
    {
        var (exit, output, error) = Start(program, arguments);
        Assert.True(exit == 0, $"{program} {string.Join(' ', arguments)}: {error}");
        return output;
    }

    public static (int Exit, string Error) Try(string program, params string[] arguments)
    {
        var (exit, _, error) = Start(program, arguments);
        return (exit, error);
    }

    private static (int Exit, string Output, string Error) Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
