namespace Mlx5Sriov.Readiness;

/// <summary>What a host's readiness depends on at one port. Null stands for what nothing here tells.</summary>
public sealed record PortFacts
{
    /// <summary>The physical function's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its PCI address.</summary>
    public required PciAddress PciAddress { get; init; }

    /// <summary>The driver that is bound; null for none.</summary>
    public string? Driver { get; init; }

    /// <summary>Which mlx5_core it is.</summary>
    public DriverDialect? Dialect { get; init; }

    /// <summary>The link layer.</summary>
    public LinkLayer? LinkLayer { get; init; }

    /// <summary>How many VFs the firmware lets it have (<c>sriov_totalvfs</c>).</summary>
    public int? TotalVfs { get; init; }

    /// <summary>
    /// Whether the platform has given its VFs' memory a place: lines 8 to 13 of the function's <c>resource</c> are those of the VFs' BARs
    /// (PCI_IOV_RESOURCES in include/linux/pci.h, resource_show in drivers/pci/pci-sysfs.c of Linux 6.12).
    /// </summary>
    public bool? HasVfMemory { get; init; }

    /// <summary>Whether ARI forwarding is on (<c>ari_enabled</c>, drivers/pci/pci-sysfs.c).</summary>
    public bool? HasAri { get; init; }

    /// <summary>The bond that its net device is in; null for none.</summary>
    public string? Bond { get; init; }

    /// <summary>The state of its InfiniBand port, in the RDMA core's word: <c>ACTIVE</c>, <c>INIT</c>, <c>DOWN</c>.</summary>
    public string? PortState { get; init; }

    /// <summary>The LID of its subnet's manager; 0 where there is none.</summary>
    public int? SubnetManagerLid { get; init; }

    /// <summary>How many VFs are enabled.</summary>
    public int NumVfs { get; init; }

    /// <summary>How many of its VFs are in an IOMMU group.</summary>
    public int GroupedVfs { get; init; }

    /// <summary>The VFs that share their IOMMU group with other endpoints, each with those: <c>eth2 vf 3 with 0000:05:00.0</c>.</summary>
    public IReadOnlyList<string> SharedGroups { get; init; } = [];
}
