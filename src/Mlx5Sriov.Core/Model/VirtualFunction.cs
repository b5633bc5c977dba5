namespace Mlx5Sriov.Model;

/// <summary>A virtual function (VF) of a physical function. What this host cannot tell is null, never a guess.</summary>
public sealed record VirtualFunction
{
    /// <summary>The physical function's name.</summary>
    public required string Pf { get; init; }

    /// <summary>The physical function's PCI address.</summary>
    public required PciAddress PfPciAddress { get; init; }

    /// <summary>The VF's index, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The VF's PCI address, read from the virtfn link; null while the VF has not appeared on the bus yet.</summary>
    public PciAddress? PciAddress { get; init; }

    /// <summary>The VF's own net device; null while a guest or another network namespace has it, or no network driver is bound.</summary>
    public string? Name { get; init; }

    /// <summary>The VF's own RDMA device.</summary>
    public string? RdmaDevice { get; init; }

    /// <summary>The VF's representor net device; switchdev mode only.</summary>
    public string? Representor { get; init; }

    /// <summary>The driver that is bound to the VF; null for none.</summary>
    public string? Driver { get; init; }

    /// <summary>The IOMMU group; null without an IOMMU.</summary>
    public int? IommuGroup { get; init; }

    /// <summary>The NUMA node; null where the platform has none.</summary>
    public int? NumaNode { get; init; }

    /// <summary>What the port speaks.</summary>
    public LinkLayer? LinkLayer { get; init; }

    /// <summary>The administrator's MAC address; all zero where the VF's driver chooses.</summary>
    public MacAddress? MacAddress { get; init; }

    /// <summary>Who tags: the guest (VGT), the e-switch (VST), or the guest within a trunk (VGT+).</summary>
    public VlanMode? VlanMode { get; init; }

    /// <summary>The VST VLAN; 0 for none.</summary>
    public int? VlanId { get; init; }

    /// <summary>The VST priority, 0-7.</summary>
    public int? Qos { get; init; }

    /// <summary>The VST tag protocol; null outside VST.</summary>
    public VlanProtocol? VlanProtocol { get; init; }

    /// <summary>The VGT+ trunk; null where the dialect has none.</summary>
    public VlanTrunk? Trunk { get; init; }

    /// <summary>Whether the e-switch drops packets from another source MAC than the VF's own.</summary>
    public OnOff? SpoofCheck { get; init; }

    /// <summary>Whether the VF may ask for promiscuous and all-multicast reception.</summary>
    public OnOff? Trust { get; init; }

    /// <summary>The link state that the VF is shown; Ethernet only.</summary>
    public VfLinkState? LinkState { get; init; }

    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth? MinTxRate { get; init; }

    /// <summary>The rate limit; zero for none.</summary>
    public Bandwidth? MaxTxRate { get; init; }

    /// <summary>The rate group: an OFED group's number or a devlink node's name (<c>devlink node</c> where the name is not known); null for none.</summary>
    public string? RateGroup { get; init; }

    /// <summary>The node GUID.</summary>
    public InfinibandGuid? NodeGuid { get; init; }

    /// <summary>The port GUID; InfiniBand only.</summary>
    public InfinibandGuid? PortGuid { get; init; }

    /// <summary>The vport's policy; InfiniBand only.</summary>
    public VfLinkState? Policy { get; init; }

    /// <summary>Whether the VF's state can be migrated; switchdev mode only.</summary>
    public OnOff? Migratable { get; init; }

    /// <summary>Whether someone uses the VF; null where this process may not look (another user's processes).</summary>
    public bool? IsHeld { get; init; }

    /// <summary>Who uses the VF; null for nobody, or unknown.</summary>
    public VfHolder? Holder { get; init; }

    /// <summary>The VF as the target of a change.</summary>
    internal ChangeTarget Target => ChangeTarget.OfVf(Pf, Index);

    /// <summary>The VF as a message names it.</summary>
    /// <returns><c>eth2 vf 3</c>.</returns>
    public override string ToString() => $"{Pf} vf {Index}";
}
