using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Inventory.Filters;

/// <summary>A net device in this network namespace, with what forwards its packets: filters, and the bridge that it is a port of.</summary>
/// <param name="Link">The net device.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Filters">Its packet filters.</param>
/// <param name="Bridge">The bridge, bond or Open vSwitch datapath that it is a port of; null for none.</param>
internal sealed record FilteredPort(NetworkLink Link, FilteredPortKind Kind, IReadOnlyList<PacketFilter> Filters, string? Bridge)
{
    public string Name => PlainText.Of(Link.Name);
}
