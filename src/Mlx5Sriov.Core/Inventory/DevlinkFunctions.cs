using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Inventory;

/// <summary>The devlink ports and rates of VFs, looked up by physical function and index. They exist in switchdev mode only.</summary>
/// <remarks>
/// A VF's port is found by flavour and VF number, never by its index: that is (vhca_id &lt;&lt; 16) | vport, so only on a first port VF 0 is 1
/// (Documentation/networking/devlink/devlink-port.rst, mlx5's esw/devlink_port.c).
/// </remarks>
internal sealed class DevlinkFunctions
{
    private readonly Dictionary<(PciAddress Pf, int Vf), DevlinkPort> _ports;
    private readonly Dictionary<(PciAddress Pf, uint Port), DevlinkRate> _leaves;

    private readonly ILookup<PciAddress, DevlinkRate> _nodes;

    private DevlinkFunctions(IEnumerable<DevlinkPort> ports, IReadOnlyList<DevlinkRate> rates)
    {
        _ports = ports
            .Where(p => p is { Flavour: DevlinkPortFlavour.PciVf, IsExternal: false, VfNumber: not null })
            .ToDictionary(p => (p.Handle.Device, p.VfNumber!.Value));
        _leaves = rates.Where(r => r.PortIndex is not null).ToDictionary(r => (r.Device, r.PortIndex!.Value));
        _nodes = rates.Where(r => r.NodeName is not null).ToLookup(r => r.Device);
    }

    public static DevlinkFunctions Read(IDevlink devlink) => new(devlink.Ports(), [.. devlink.Rates().Select(Shown)]);

    private static DevlinkRate Shown(DevlinkRate rate) => rate with { NodeName = PlainText.Of(rate.NodeName), Parent = PlainText.Of(rate.Parent) };

    public DevlinkPort? Port(PciAddress pf, int vf) => _ports.GetValueOrDefault((pf, vf));

    public DevlinkRate? Leaf(DevlinkPort? port) => port is null ? null : _leaves.GetValueOrDefault((port.Handle.Device, port.Handle.Index));

    public IEnumerable<DevlinkRate> Nodes(PciAddress pf) => _nodes[pf];
}
