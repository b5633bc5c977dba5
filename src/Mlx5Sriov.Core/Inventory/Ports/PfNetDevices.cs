using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>The net devices below a physical function: its own, and in switchdev mode its VFs' representors beside it.</summary>
/// <param name="Uplink">The physical function's own net device; null where it has none in this network namespace.</param>
/// <param name="Representors">The VFs' representors by VF index.</param>
internal sealed record PfNetDevices(string? Uplink, IReadOnlyDictionary<int, string> Representors)
{
    private static readonly Dictionary<int, string> s_none = [];

    /// <summary>Tells the net devices apart by their port names, a lone one too: it may be a representor whose uplink is in another namespace.</summary>
    public static PfNetDevices Read(IKernelFiles sysfs, PciAddress pf)
    {
        var names = sysfs.List($"{SysfsPath.Pci(pf)}/net");
        if (names.Count == 0) return new PfNetDevices(null, s_none);

        var representors = new Dictionary<int, string>();
        var own = new List<(string Name, bool IsUplink)>();
        var isDpu = false;
        foreach (var name in names)
        {
            var portName = sysfs.ReadValueIfAny($"{SysfsPath.NetDevice(name)}/phys_port_name");
            isDpu |= PortName.IsOfAnotherHost(portName);
            if (PortName.RepresentedVf(portName) is { } index)
                representors[index] = name;
            else if (!PortName.IsRepresentor(portName))
                own.Add((name, PortName.IsUplink(portName)));
        }

        // An IPoIB child (ib0.8001) stands beside its parent and is named after it, so the shortest name is the parent's.
        var uplink = own.OrderByDescending(o => o.IsUplink).ThenBy(o => o.Name.Length).ThenBy(o => o.Name, StringComparer.Ordinal);
        return new PfNetDevices(uplink.Select(o => o.Name).FirstOrDefault(), isDpu ? OfDpu(representors) : representors);
    }

    // Up to Linux 6.16 the numbers of a DPU's own VFs go on after those that its host may have; see DevlinkFunctions.
    private static Dictionary<int, string> OfDpu(Dictionary<int, string> representors) =>
        representors.ToDictionary(r => r.Key - representors.Keys.Min(), r => r.Value);
}
