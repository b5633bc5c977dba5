using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>The programs of a simulated host.</summary>
internal sealed class SimulatedTools(Gate gate, SimulatedMachine machine) : IToolRunner
{
    private readonly Dictionary<string, ISimulatedTool> _tools = new(StringComparer.Ordinal);

    /// <summary>Installs a program, in place of another of its name.</summary>
    public void Install(ISimulatedTool tool) => _tools[tool.Name] = tool;

    /// <inheritdoc/>
    public ToolResult Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var tool = Find(program);
        var call = new ToolCall(program, arguments, tool.Changes(arguments));
        try
        {
            return Pass(call, () => tool.Run(arguments));
        }
        catch (KernelException struck)
        {
            return new ToolResult(1, "", $"{call.Name}: {Words(struck)}\n");
        }
    }

    /// <inheritdoc/>
    public IRunningTool Start(string program, IReadOnlyList<string> arguments, ToolOptions? options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var tool = Find(program);
        var call = new ToolCall(program, arguments, tool.Changes(arguments));
        var started = new SimulatedRunningTool(gate, machine, call, options?.TimeLimit, cancellation);
        try
        {
            Pass(call, () =>
            {
                tool.Begin(started.Run);
                return true;
            });
        }
        catch (KernelException struck)
        {
            gate.Locked(() =>
            {
                started.Run.PrintError($"{call.Name}: {Words(struck)}");
                started.Run.Exit(1);
            });
        }

        return started;
    }

    /// <summary>What a program says that the kernel refuses; it fails then.</summary>
    private static string Words(KernelException struck) => struck.KernelText ?? struck.Errno.ToString();

    private ISimulatedTool Find(string program)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        return gate.Locked(() => _tools.GetValueOrDefault(ToolCall.NameOf(program))) ?? throw new ToolNotFoundException(program);
    }

    private T Pass<T>(ToolCall call, Func<T> act)
    {
        var command = $"{call.Program} {call.Told}".TrimEnd();
        if (!call.Changes) return gate.Read(call.Name, () => command, act);
        T? result = default;
        gate.Write(call.Name, command, call.Told, () => result = act());
        return result!;
    }
}
