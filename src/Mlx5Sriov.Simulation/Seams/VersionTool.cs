using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>A program of which only the version is simulated.</summary>
/// <param name="name">Its name.</param>
/// <param name="version">What it answers to <c>--version</c>.</param>
internal sealed class VersionTool(string name, string version) : ISimulatedTool
{
    public string Name => name;

    public bool Changes(IReadOnlyList<string> arguments) => false;

    public ToolResult Run(IReadOnlyList<string> arguments) => arguments is ["--version"]
        ? new ToolResult(0, $"{version}\n", "")
        : new ToolResult(1, "", $"{name}: only --version is simulated\n");
}
