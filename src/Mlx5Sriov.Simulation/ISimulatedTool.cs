using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation;

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
}
