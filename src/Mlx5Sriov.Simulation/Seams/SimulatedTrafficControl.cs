using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation;

/// <summary>The packet filters of a simulated host.</summary>
internal sealed class SimulatedTrafficControl(Gate gate, SimulatedMachine machine) : ITrafficControl
{
    /// <inheritdoc/>
    public IReadOnlyList<PacketFilter> Filters(NetworkLink link) => gate.Read<IReadOnlyList<PacketFilter>>(
        link.Name,
        () => $"tc filter show dev {ShellWord.Quote(link.Name)}",
        () => [.. machine.Network.Initial.Find(link.Index)?.Filters ?? []]);
}
