using System.Diagnostics;

namespace Mlx5Sriov.Lab;

/// <summary>Runs commands in bash, as an administrator types them.</summary>
internal static class Bash
{
    /// <summary>Runs commands.</summary>
    /// <returns>The exit status, the output, and what was said on the error stream.</returns>
    public static (int Status, string Output, string Error) Run(string commands)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", commands])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Runs commands that must succeed.</summary>
    /// <exception cref="InvalidOperationException">They did not.</exception>
    public static string Do(string commands)
    {
        var (status, output, error) = Run(commands);
        return status == 0 ? output : throw new InvalidOperationException($"'{commands}' ended with {status}: {error.Trim()}");
    }
}
