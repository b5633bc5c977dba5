using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>What the kernel tells of a link, as an RTM_NEWLINK message would.</summary>
internal static class LinkReport
{
    /// <summary>The link without its VFs.</summary>
    public static NetworkLink Of(NetDevice device) => new()
    {
        Index = device.Index,
        Name = device.Name,
        AltNames = device.AltNames,
        LinkLayer = device.LinkLayer,
        HardwareAddress = device.HardwareAddress,
        IsUp = device.IsUp,
        IsPromiscuous = device.IsPromiscuous,
        IsAllMulticast = device.IsAllMulticast,
        Master = device.Master?.Index,
        Mtu = device.Mtu,
        PhysicalPortName = device.PhysicalPortName,
        PhysicalSwitchId = device.PhysicalSwitchId,
        ParentBus = device.Function is null ? null : "pci",
        ParentDevice = device.Function?.Name,
    };

    /// <summary>The link with its VFs' settings.</summary>
    public static NetworkLink WithVfs(NetDevice device) => With(device, _ => null);

    /// <summary>The link with its VFs' settings and counters.</summary>
    public static NetworkLink WithCounters(NetDevice device) => With(device, Counters);

    /// <summary>
    /// The kernel counts the VFs of the PCI device behind a link, so a representor tells their number too, but has no list of them (rtnl_fill_vf).
    /// </summary>
    private static NetworkLink With(NetDevice device, Func<SimulatedVport, VfCounters?> counters)
    {
        var link = Of(device);
        if (device.Function is null) return link;
        var vports = (device.Function as SimulatedPf)?.Eswitch?.Vports ?? [];
        return link with
        {
            VfCount = vports.Count,
            Vfs = SimulatedPf.BehindUplink(device) is null ? [] : [.. vports.Select(v => Vf(v) with { Counters = counters(v) })],
        };
    }

    private static VfLink Vf(SimulatedVport vport) => vport.Eswitch.Pf.Adapter.Model.IsInfiniband ? InfinibandVf(vport) : EthernetVf(vport);

    private static VfLink EthernetVf(SimulatedVport vport) => new()
    {
        Index = vport.Index,
        Mac = vport.Mac,
        VlanId = vport.VlanId,
        Qos = vport.Qos,
        VlanProtocol = vport.VlanProtocol,
        MinTxRate = Bandwidth.FromMegabits(vport.Seat.MinRate),
        MaxTxRate = Bandwidth.FromMegabits(vport.Seat.MaxRate),
        SpoofCheck = State(vport.SpoofCheck),
        Trust = State(vport.Trust),
        LinkState = vport.LinkState,
    };

    /// <summary>mlx5_ib tells the policy and the GUIDs that netlink itself set; what it leaves zero reads as off and none.</summary>
    private static VfLink InfinibandVf(SimulatedVport vport) => new()
    {
        Index = vport.Index,
        MinTxRate = Bandwidth.Zero,
        MaxTxRate = Bandwidth.Zero,
        SpoofCheck = OnOff.Off,
        Trust = OnOff.Off,
        LinkState = vport.Context.Policy,
        NodeGuid = vport.Context.TellsNodeGuid ? vport.Context.NodeGuid : default(InfinibandGuid),
        PortGuid = vport.Context.TellsPortGuid ? vport.Context.PortGuid : default(InfinibandGuid),
    };

    /// <summary>
    /// Netlink has one number each for broadcast and multicast, and it is what the VF received; InfiniBand counts neither broadcast nor drops.
    /// </summary>
    private static VfCounters Counters(SimulatedVport vport)
    {
        var counters = vport.Counters with { TxBroadcast = null, TxMulticast = null };
        return vport.Eswitch.Pf.Adapter.Model.IsInfiniband ? counters with { RxBroadcast = 0, RxDropped = 0, TxDropped = 0 } : counters;
    }

    private static OnOff State(bool on) => on ? OnOff.On : OnOff.Off;
}
