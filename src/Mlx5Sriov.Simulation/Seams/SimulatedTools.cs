using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation;

/// <summary>The programs of a simulated host.</summary>
internal sealed class SimulatedTools(Gate gate) : IToolRunner
{
    private readonly Dictionary<string, ISimulatedTool> _tools = new(StringComparer.Ordinal);

    /// <summary>Installs a program, in place of another of its name.</summary>
    public void Install(ISimulatedTool tool) => _tools[tool.Name] = tool;

    /// <inheritdoc/>
    public ToolResult Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var name = program[(program.LastIndexOf('/') + 1)..];
        var tool = gate.Locked(() => _tools.GetValueOrDefault(name)) ?? throw new ToolNotFoundException(program);

        // What is recorded is what a user would type; '--' only keeps a name from being taken for an option.
        var told = string.Join(' ', arguments.Where(a => a != "--"));
        var act = $"{program} {told}".TrimEnd();
        try
        {
            if (!tool.Changes(arguments)) return gate.Read(name, () => act, () => tool.Run(arguments));
            ToolResult? result = null;
            gate.Write(name, act, told, () => result = tool.Run(arguments));
            return result!;
        }
        catch (KernelException struck)
        {
            // A program that the kernel refuses says so and fails.
            return new ToolResult(1, "", $"{name}: {struck.KernelText ?? struck.Errno.ToString()}\n");
        }
    }
}
