using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>A program whose runs are what a test says.</summary>
/// <param name="name">Its name.</param>
/// <param name="begin">What a run does.</param>
/// <param name="changes">Whether it changes something.</param>
internal sealed class ScriptedTool(string name, Action<SimulatedRun> begin, bool changes = false) : ISimulatedTool
{
    public string Name => name;

    /// <summary>Prints its input, line by line.</summary>
    public static ScriptedTool Cat => new("cat", run =>
    {
        var rest = "";
        run.Input = text =>
        {
            var lines = (rest + text).Split('\n');
            foreach (var line in lines[..^1]) run.Print(line);
            rest = lines[^1];
        };
        run.InputClosed = () =>
        {
            if (rest.Length > 0) run.Print(rest);
            run.Exit(0);
        };
    });

    public bool Changes(IReadOnlyList<string> arguments) => changes;

    public ToolResult Run(IReadOnlyList<string> arguments) => throw new NotSupportedException();

    public void Begin(SimulatedRun run) => begin(run);
}
