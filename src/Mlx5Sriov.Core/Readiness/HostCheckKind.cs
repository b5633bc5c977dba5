namespace Mlx5Sriov.Readiness;

/// <summary>What of a host is checked, in the order in which it is mended.</summary>
public enum HostCheckKind
{
    /// <summary>An mlx5 adapter is there.</summary>
    Adapter,

    /// <summary>mlx5_core drives its ports.</summary>
    Driver,

    /// <summary>The firmware lets the ports have VFs.</summary>
    VirtualFunctions,

    /// <summary>The platform has given the VFs room in the address space.</summary>
    MmioRoom,

    /// <summary>More than eight functions of a device can be addressed on one bus.</summary>
    Ari,

    /// <summary>The kernel's lockdown, which keeps tools from the firmware.</summary>
    Lockdown,

    /// <summary>Ports that are in a bond.</summary>
    Bond,

    /// <summary>The processor runs virtual machines.</summary>
    CpuVirtualization,

    /// <summary>The IOMMU is on.</summary>
    Iommu,

    /// <summary>Each VF is alone in its IOMMU group.</summary>
    IommuGroups,

    /// <summary>The driver that gives a VF to a guest.</summary>
    VfioPci,

    /// <summary>The kernel's newer way for programs to use an IOMMU.</summary>
    Iommufd,

    /// <summary>The driver that gives a VF to a guest and moves its state.</summary>
    VfioVariant,

    /// <summary>libvirt.</summary>
    Libvirt,

    /// <summary>QEMU.</summary>
    Qemu,

    /// <summary>An InfiniBand port, and that it is up.</summary>
    InfinibandPort,

    /// <summary>Who manages the InfiniBand subnet.</summary>
    SubnetManager,
}
