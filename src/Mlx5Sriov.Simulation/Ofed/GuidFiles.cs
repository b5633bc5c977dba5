namespace Mlx5Sriov.Simulation;

/// <summary>The three files of an InfiniBand VF: <c>node</c>, <c>port</c> and <c>policy</c>. They read back what they hold.</summary>
internal static class GuidFiles
{
    public static EntryTable<SimulatedVport> AddTo(EntryTable<SimulatedVport> table) => table
        .Attribute("node", v => $"{v.Context.NodeGuid}\n", (v, text) => v.Context.NodeGuid = NodeFile.Scan(text))
        .Attribute("port", v => $"{v.Context.PortGuid}\n", (v, text) => v.Context.PortGuid = NodeFile.Scan(text))
        .Attribute("policy", v => $"{LinkStateFile.Word(v.Context.Policy)}\n", (v, text) => v.Context.Policy = LinkStateFile.Parse(text));
}
