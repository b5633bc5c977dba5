using Mlx5Sriov.Kernel.Programs;

namespace Mlx5Sriov.Simulation.Programs;

/// <summary>A program that is installed on a simulated host.</summary>
public interface ISimulatedTool
{
    /// <summary>The program's name, as it is found on the PATH.</summary>
    string Name { get; }

    /// <summary>Whether a run with these arguments changes something, and so counts as a write.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>True if it does.</returns>
    bool Changes(IReadOnlyList<string> arguments);

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>What it prints and its exit status.</returns>
    /// <remarks>
    /// Called while the host is locked: it may read and change the simulated host through its own references, but not wait for another thread.
    /// </remarks>
    ToolResult Run(IReadOnlyList<string> arguments);

    /// <summary>Begins a run that is followed: it may take standard input, print now or later, and end later.</summary>
    /// <param name="run">The run. It ends when the program calls its <see cref="SimulatedRun.Exit"/>.</param>
    /// <remarks>
    /// Called while the host is locked, as <see cref="Run"/> is. A program that does nothing else prints what its <see cref="Run"/> gives, and ends at once.
    /// </remarks>
    void Begin(SimulatedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var result = Run(run.Arguments);
        foreach (var line in SimulatedRun.LinesOf(result.Output)) run.Print(line);
        foreach (var line in SimulatedRun.LinesOf(result.Error)) run.PrintError(line);
        run.Exit(result.ExitCode);
    }
}
