namespace Mlx5Sriov.Kernel.Programs;

/// <summary>Runs other programs, never through a shell.</summary>
public interface IToolRunner
{
    /// <summary>
    /// Runs a program to its end, reading both its streams as they come. A child that keeps the streams open is waited for too; of a program that leaves a
    /// daemon behind, use <see cref="Start"/>.
    /// </summary>
    /// <param name="program">The program's name, found on the PATH, or its path.</param>
    /// <param name="arguments">Its arguments, each passed as it is.</param>
    /// <param name="cancellation">Kills the program.</param>
    /// <returns>What it said and its exit status.</returns>
    /// <exception cref="ToolNotFoundException">There is no such program.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the program is dead.</exception>
    ToolResult Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation);

    /// <summary>Starts a program and follows it while it runs: its standard input is written, and its lines are read as they come.</summary>
    /// <param name="program">The program's name, found on the PATH, or its path.</param>
    /// <param name="arguments">Its arguments, each passed as it is.</param>
    /// <param name="options">How it runs; null for no time limit.</param>
    /// <param name="cancellation">Kills the program and the processes below it.</param>
    /// <returns>The program, which runs. Whoever disposes of it kills it, if it runs still.</returns>
    /// <exception cref="ToolNotFoundException">There is no such program.</exception>
    /// <exception cref="KernelException">The kernel does not run the file: ENOEXEC (8) for a file that is no program.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before; nothing was started.</exception>
    IRunningTool Start(string program, IReadOnlyList<string> arguments, ToolOptions? options, CancellationToken cancellation);
}
