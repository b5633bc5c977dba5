using System.ComponentModel;
using System.Diagnostics;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>
/// Runs programs: found on the PATH alone, arguments passed as they are, standard input empty, both streams read at once, and in the C locale,
/// because what they print is parsed. A program that leaves a child with its streams open is waited for until that child ends too.
/// </summary>
internal sealed class ToolRunner : IToolRunner
{
    public ToolResult Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        cancellation.ThrowIfCancellationRequested();
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            Task.WaitAll([output, error, process.WaitForExitAsync(CancellationToken.None)], cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw;
        }

        return new ToolResult(process.ExitCode, output.Result, error.Result);
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
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
            throw new KernelException((Errno)e.NativeErrorCode, string.Join(' ', [program, .. arguments]));
        }
    }
}
