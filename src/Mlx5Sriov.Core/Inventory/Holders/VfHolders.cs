using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Holders;

/// <summary>
/// Tells who uses a VF. Processes are searched only when a VF has a device node that one could have open, and namespaces only when it has the network driver
/// but no net device in this namespace; then once for all VFs of a snapshot.
/// </summary>
internal sealed class VfHolders(SriovHost host)
{
    private readonly Lazy<UserDevices> _devices = new(() => UserDevices.Find(host.KernelFiles));
    private readonly Lazy<DeviceUsers> _users = new(() => DeviceUsers.Find(host.KernelFiles));
    private readonly Lazy<NamespaceUsers> _namespaces = new(() => NamespaceUsers.Find(host));

    /// <summary>Adds the holder to what is known of a VF.</summary>
    public VirtualFunction WithHolder(VirtualFunction vf) => vf switch
    {
        { PciAddress: null } => vf,
        { Driver: null } => vf with { IsHeld = false },
        { Driver: PfDiscovery.Driver } => OfNetworkDriver(vf, vf.PciAddress.Value),
        _ when IsVfio(vf) => Held(vf, UserOf(VfioNodes(vf)), isFreeOtherwise: _users.Value is { IsComplete: true, HasNamelessVfioDevice: false }),
        _ => vf,
    };

    /// <summary>Whether a VF is bound to vfio-pci or a variant of it.</summary>
    public static bool IsVfio(VirtualFunction vf) => vf.Driver?.Contains("vfio", StringComparison.Ordinal) == true;

    private static VirtualFunction Held(VirtualFunction vf, VfHolder? holder, bool isFreeOtherwise) =>
        vf with { Holder = holder, IsHeld = holder is not null ? true : isFreeOtherwise ? false : null };

    // Who keeps the VF from being taken away comes first, and who would be told by a container's name comes before a program in it.
    private VirtualFunction OfNetworkDriver(VirtualFunction vf, PciAddress address)
    {
        DeviceNode[] nodes = [.. _devices.Value.NodesOf(address)];
        var isHere = vf.Name is not null;
        var holder = UserOf(nodes.Where(n => n.Access == VfAccess.VhostVdpa))
            ?? (isHere ? null : _namespaces.Value.Of(address))
            ?? UserOf(nodes.Where(n => n.Access == VfAccess.Verbs))
            ?? _devices.Value.HostOf(address);
        return Held(vf, holder, isFreeOtherwise: (nodes.Length == 0 || _users.Value.IsComplete) && (isHere || HasNoNetDevice(vf)));
    }

    private VfHolder? UserOf(IEnumerable<DeviceNode> nodes) => nodes.Select(node => _users.Value.Of(node)).FirstOrDefault(holder => holder is not null);

    private IEnumerable<DeviceNode> VfioNodes(VirtualFunction vf)
    {
        if (vf.IommuGroup is { } group) yield return new DeviceNode($"/dev/vfio/{group}", VfAccess.Vfio);
        foreach (var device in host.KernelFiles.List($"{SysfsPath.Pci(vf.PciAddress!.Value)}/vfio-dev"))
            yield return new DeviceNode($"/dev/vfio/devices/{device}", VfAccess.Vfio);
    }

    // Its driver makes a net device, so that one which is found nowhere is in a namespace that shows nowhere: one that only a bind mount in another mount
    // namespace keeps (ip-netns(8), network_namespaces(7)). But for these: without ib_ipoib an InfiniBand port has none, and with OFED's probe_vf off a VF
    // is bound and left idle.
    private bool HasNoNetDevice(VirtualFunction vf) => vf.LinkLayer == LinkLayer.InfiniBand
        ? !host.KernelFiles.Exists("/sys/module/ib_ipoib")
        : AutoProbeSwitch.Read(host.KernelFiles, vf.PfPciAddress) is { KeepsDriverAway: false, State: OnOff.Off };
}
