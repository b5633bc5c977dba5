using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>The packet filters of a simulated host.</summary>
internal sealed class SimulatedTrafficControl(Gate gate, SimulatedMachine machine) : ITrafficControl
{
    /// <inheritdoc/>
    public ILookup<int, PacketFilter> Filters(IEnumerable<NetworkLink> links) => gate.Read(
        "",
        () => "tc qdisc show",
        () => links.SelectMany(link => machine.Network.Initial.Find(link.Index)?.Filters ?? [], (link, filter) => (link.Index, Filter: filter))
            .ToLookup(f => f.Index, f => f.Filter));
}
