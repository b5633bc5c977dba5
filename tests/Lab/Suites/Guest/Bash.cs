using System.Diagnostics;

namespace Mlx5Sriov.Lab;

/// <summary>Runs commands in bash, as an administrator types them.</summary>
internal static class Bash
{
    /// <summary>Runs commands.</summary>
    /// <returns>The exit status, the output, and what was said on the error stream.</returns>
    public static (int Status, string Output, string Error) Run(string commands) => Start("/bin/bash", ["-c", commands]);

    /// <summary>Runs one program without a shell, which takes half the time; it must succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static string Program(string program, params string[] arguments) =>
        Succeeded($"{program} {string.Join(' ', arguments)}", Start($"/sbin/{program}", arguments));

    private static (int Status, string Output, string Error) Start(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
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
    public static string Do(string commands) => Succeeded(commands, Run(commands));

    private static string Succeeded(string act, (int Status, string Output, string Error) result) => result.Status == 0
        ? result.Output
        : throw new InvalidOperationException($"'{act}' ended with {result.Status}: {result.Error.Trim()}");
}
