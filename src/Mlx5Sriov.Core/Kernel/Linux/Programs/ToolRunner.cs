using Mlx5Sriov.Kernel.Programs;

namespace Mlx5Sriov.Kernel.Linux.Programs;

/// <summary>
/// Runs programs, as <see cref="ToolStart"/> starts them. In a run to the end standard input is empty and both streams are read at once; a program that
/// leaves a child with its streams open is waited for until that child ends too.
/// </summary>
internal sealed class ToolRunner : IToolRunner
{
    public ToolResult Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        cancellation.ThrowIfCancellationRequested();
        using var process = ToolStart.Start(program, arguments);
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

    public IRunningTool Start(string program, IReadOnlyList<string> arguments, ToolOptions? options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        cancellation.ThrowIfCancellationRequested();
        return new RunningTool(ToolStart.Start(program, arguments), ToolStart.Act(program, arguments), options?.TimeLimit, cancellation);
    }
}
