using Mlx5Sriov.Kernel.Devlink;

namespace Mlx5Sriov.Inventory.Vfs;

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
    private readonly ILookup<PciAddress, DevlinkPort> _others;

    private DevlinkFunctions(IReadOnlyList<DevlinkPort> ports, IReadOnlyList<DevlinkRate> rates)
    {
        _ports = ports.Where(p => p is { Flavour: DevlinkPortFlavour.PciVf, VfNumber: not null } && IsOnPci(p.Handle.Device))
            .GroupBy(p => p.Handle.Device)
            .SelectMany(OwnVfs)
            .GroupBy(vf => (vf.Port.Handle.Device, vf.Index))
            .ToDictionary(vfs => vfs.Key, vfs => vfs.Select(vf => vf.Port).OrderBy(IsOfAnotherFunction).First());
        _leaves = rates.Where(r => r.PortIndex is not null && IsOnPci(r.Device))
            .GroupBy(r => (r.Device, r.PortIndex!.Value))
            .ToDictionary(leaves => leaves.Key, leaves => leaves.First());
        _others = ports.Where(p => IsOnPci(p.Handle.Device) && (p.IsExternal || p.Flavour == DevlinkPortFlavour.PciSf)).ToLookup(p => p.Handle.Device);
        _nodes = rates.Where(r => r.NodeName is not null).ToLookup(r => r.Device);
    }

    // A DPU has the host's VFs too, as external ports of another controller. Up to Linux 6.16 the numbers of its own go on after those that the host may have
    // (pf0vf32 for its VF 0), later ones begin at 0 ("net/mlx5: Base ECVF devlink port attrs from 0").
    private static IEnumerable<(DevlinkPort Port, int Index)> OwnVfs(IEnumerable<DevlinkPort> ofDevice)
    {
        var own = ofDevice.Where(p => !p.IsExternal).ToList();
        var first = own.Count < ofDevice.Count() ? own.Where(p => !IsOfAnotherFunction(p)).Select(p => p.VfNumber!.Value).DefaultIfEmpty(0).Min() : 0;
        return own.Select(p => (p, p.VfNumber!.Value - first));
    }

    // The lists are of all devices of the host. One off the PCI bus has the default address, and another vendor's may have ports of several PFs; mlx5 has a
    // device for each, whose number is that of the PCI function (mlx5_esw_devlink_port_supported and its neighbours in mlx5's esw/devlink_port.c).
    private static bool IsOnPci(PciAddress device) => device != default;

    private static bool IsOfAnotherFunction(DevlinkPort port) => port.PfNumber is { } pf && pf != port.Handle.Device.Function;

    public static DevlinkFunctions Read(IDevlink devlink) => new(devlink.Ports(), [.. devlink.Rates().Select(Shown)]);

    private static DevlinkRate Shown(DevlinkRate rate) => rate with { NodeName = PlainText.Of(rate.NodeName), Parent = PlainText.Of(rate.Parent) };

    public DevlinkPort? Port(PciAddress pf, int vf) => _ports.GetValueOrDefault((pf, vf));

    public DevlinkRate? Leaf(DevlinkPort? port) => port is null ? null : _leaves.GetValueOrDefault((port.Handle.Device, port.Handle.Index));

    /// <summary>The ports of the same e-switch that are no VF's of this host: subfunctions, and the functions of another host.</summary>
    public IEnumerable<DevlinkPort> Others(PciAddress pf) => _others[pf];

    public IEnumerable<DevlinkRate> Nodes(PciAddress pf) => _nodes[pf];
}
