using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>The rule that an e-switch changes its mode only while it has no rate nodes.</summary>
/// <remarks>EBUSY otherwise (devlink_rate_nodes_check in net/devlink/rate.c).</remarks>
internal static class RateNodesExist
{
    /// <summary>The rate nodes of a physical function.</summary>
    public static RateGroup[] Of(HostSnapshot snapshot, PfSite pf) => [.. snapshot.Groups(pf).Where(g => g.Dialect == RateGroupDialect.Devlink)];

    /// <summary>The refusal that names them.</summary>
    public static RefusedSettingException Refusal(PfSite pf, RateGroup[] nodes) => new(RefusalReason.RateNodesExist, ChangeTarget.OfPort(pf.Name),
        $"the e-switch mode cannot change while it has rate nodes: {string.Join(", ", nodes.Select(n => n.Label))}.",
        "Remove them first.")
    {
        Remedy = new(RemedyKind.RemoveNodes, pf.Name) { Nodes = [.. nodes.Select(n => n.Label)] },
    };
}
