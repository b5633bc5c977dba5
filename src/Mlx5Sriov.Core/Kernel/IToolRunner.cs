namespace Mlx5Sriov.Kernel;

/// <summary>Runs other programs, never through a shell.</summary>
public interface IToolRunner
{
    /// <summary>Runs a program to its end, reading both its streams as they come.</summary>
    /// <param name="program">The program's name, found on the PATH, or its path.</param>
    /// <param name="arguments">Its arguments, each passed as it is.</param>
    /// <param name="cancellation">Kills the program.</param>
    /// <returns>What it said and its exit status.</returns>
    /// <exception cref="ToolNotFoundException">There is no such program.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the program is dead.</exception>
    ToolResult Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation);
}
