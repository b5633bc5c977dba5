using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Inventory;

/// <summary>
/// Tells who uses a VF. The search runs only when a VF could be used without it showing here: bound to a vfio driver, or to the network driver
/// but with no net device in this namespace; then once for all VFs of a snapshot.
/// </summary>
internal sealed class VfHolders(SriovHost host)
{
    private readonly Lazy<VfioUsers> _vfio = new(() => VfioUsers.Find(host.Sysfs));
    private readonly Lazy<NamespaceUsers> _namespaces = new(() => NamespaceUsers.Find(host));

    /// <summary>Adds the holder to what is known of a VF.</summary>
    public VirtualFunction Complete(VirtualFunction vf) => vf switch
    {
        { PciAddress: null } => vf,
        { Driver: null } or { Name: not null } => vf with { IsHeld = false },
        { Driver: PfDiscovery.Driver } => Held(vf, _namespaces.Value.Of(vf.PciAddress.Value), isFreeOtherwise: HasNoNetDevice(vf)),
        _ when vf.Driver.Contains("vfio", StringComparison.Ordinal) => Held(vf, _vfio.Value.Of(vf), isFreeOtherwise: _vfio.Value.IsComplete),
        _ => vf,
    };

    private static VirtualFunction Held(VirtualFunction vf, VfHolder? holder, bool isFreeOtherwise) =>
        vf with { Holder = holder, IsHeld = holder is not null ? true : isFreeOtherwise ? false : null };

    // Its driver makes a net device, so that one which is found nowhere is in a namespace that shows nowhere: one that only a bind mount in another mount
    // namespace keeps (ip-netns(8), network_namespaces(7)). But for these: without ib_ipoib an InfiniBand port has none, and with OFED's probe_vf off a VF
    // is bound and left idle.
    private bool HasNoNetDevice(VirtualFunction vf) => vf.LinkLayer == LinkLayer.InfiniBand
        ? !host.Sysfs.Exists("/sys/module/ib_ipoib")
        : AutoProbeSwitch.Read(host.Sysfs, vf.PfPciAddress) is { KeepsDriverAway: false, State: OnOff.Off };
}
