using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>modprobe, as much of it as loads and removes modules by name.</summary>
/// <remarks>The texts are those of kmod's modprobe.</remarks>
internal sealed class Modprobe(SimulatedMachine machine) : ISimulatedTool
{
    public string Name => "modprobe";

    public bool Changes(IReadOnlyList<string> arguments) => true;

    public ToolResult Run(IReadOnlyList<string> arguments)
    {
        var removes = arguments.Contains("-r") || arguments.Contains("--remove");
        foreach (var argument in arguments.Where(a => !a.StartsWith('-')))
        {
            var name = KernelModules.Normalize(argument);
            if (Objection(argument, name, removes) is { } text) return new ToolResult(1, "", $"modprobe: {text}\n");
            if (removes) machine.Modules.Remove(name);
            else machine.Modules.Load(name);
        }

        return new ToolResult(0, "", "");
    }

    private string? Objection(string argument, string name, bool removes)
    {
        if (!machine.Modules.Exists(name)) return $"FATAL: Module {argument} not found in directory /lib/modules/6.12.0-amd64";
        if (!machine.IsRoot) return $"ERROR: could not {(removes ? "remove" : "insert")} '{name}': Operation not permitted";
        return removes && machine.Modules.IsInUse(name) ? $"FATAL: Module {name} is in use." : null;
    }
}
