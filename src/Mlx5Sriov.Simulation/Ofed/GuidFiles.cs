using Mlx5Sriov.Simulation.Adapter;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary>The three files of an InfiniBand VF: <c>node</c>, <c>port</c> and <c>policy</c>. They read back what they hold.</summary>
internal static class GuidFiles
{
    public static string ShowNode(SimulatedVport vport) => $"{vport.Context.NodeGuid}\n";

    public static void StoreNode(SimulatedVport vport, string text) => vport.Context.NodeGuid = NodeFile.Scan(text);

    public static string ShowPort(SimulatedVport vport) => $"{vport.Context.PortGuid}\n";

    public static void StorePort(SimulatedVport vport, string text) => vport.Context.PortGuid = NodeFile.Scan(text);

    public static string ShowPolicy(SimulatedVport vport) => $"{LinkStateFile.Word(vport.Context.Policy)}\n";

    public static void StorePolicy(SimulatedVport vport, string text) => vport.SetPolicy(LinkStateFile.Parse(text));
}
