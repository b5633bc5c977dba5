using System.Diagnostics;
using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>Runs commands in bash, as an administrator types them.</summary>
/// <remarks>
/// One bash stays. Each call's commands have a copy of it to themselves, and so leave no directory, variable or option behind: on the emulated processor
/// a new one's start takes longer than most of what it is told to do.
/// </remarks>
internal static class Bash
{
    private const string Loop = "while read -r folder; do ( . $folder/commands ) </dev/null >$folder/output 2>$folder/error; echo $?; done";

    private static readonly object s_turn = new();

    // In memory, and this process's own: beside it may run another one of this program.
    private static readonly string s_folder =
        Directory.CreateDirectory(string.Create(CultureInfo.InvariantCulture, $"/tmp/bash-{Environment.ProcessId}")).FullName;

    private static readonly Process s_bash = Process.Start(
        new ProcessStartInfo("/bin/bash", ["-c", Loop]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>Runs commands.</summary>
    /// <returns>The exit status, the output, and what was said on the error stream.</returns>
    public static (int Status, string Output, string Error) Run(string commands)
    {
        lock (s_turn)
        {
            File.WriteAllText($"{s_folder}/commands", commands + "\n");
            s_bash.StandardInput.WriteLine(s_folder);
            var status = s_bash.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The shell ended.");
            return (int.Parse(status, CultureInfo.InvariantCulture), File.ReadAllText($"{s_folder}/output"), File.ReadAllText($"{s_folder}/error"));
        }
    }

    /// <summary>Runs commands that must succeed.</summary>
    /// <exception cref="InvalidOperationException">They did not.</exception>
    public static string Do(string commands) => Succeeded(commands, Run(commands));

    /// <summary>Starts one program without a shell; it must succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static string Program(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo($"/sbin/{program}", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Succeeded($"{program} {string.Join(' ', arguments)}", (process.ExitCode, output, error.Result));
    }

    private static string Succeeded(string act, (int Status, string Output, string Error) result) => result.Status == 0
        ? result.Output
        : throw new InvalidOperationException($"'{act}' ended with {result.Status}: {result.Error.Trim()}");
}
