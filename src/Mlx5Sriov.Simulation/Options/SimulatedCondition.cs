namespace Mlx5Sriov.Simulation.Options;

/// <summary>What a simulated host lacks, or has that stands in the way. Without any it is ready for all that can be simulated.</summary>
public enum SimulatedCondition
{
    /// <summary>An AMD processor in place of Intel's, and its IOMMU.</summary>
    Amd,

    /// <summary>The BIOS has virtualisation off: neither vmx nor svm, and no KVM.</summary>
    NoCpuVirtualization,

    /// <summary>KVM is not loaded.</summary>
    NoKvm,

    /// <summary>The BIOS has the IOMMU off, whatever the command line says.</summary>
    NoIommu,

    /// <summary>The kernel was started without a word for the IOMMU; on Intel it is off then.</summary>
    NoIommuWord,

    /// <summary>All functions of an adapter are in one IOMMU group: the bridges have no ACS.</summary>
    SharedIommuGroups,

    /// <summary>The BIOS has given the VFs no memory addresses.</summary>
    NoMmioRoom,

    /// <summary>The bridge above the adapter does not forward ARI.</summary>
    NoAri,

    /// <summary>The ports are in a bond, bond0.</summary>
    BondedPorts,

    /// <summary>The kernel has no vfio-pci.</summary>
    NoVfioPci,

    /// <summary>The kernel has no mlx5_vfio_pci.</summary>
    NoVfioVariant,

    /// <summary>The kernel has no iommufd.</summary>
    NoIommufd,

    /// <summary>libvirt is not installed.</summary>
    NoLibvirt,

    /// <summary>libvirt is 9.0.0, as in Debian 12.</summary>
    OldLibvirt,

    /// <summary>QEMU is not installed.</summary>
    NoQemu,

    /// <summary>QEMU is 7.2, as in Debian 12.</summary>
    OldQemu,

    /// <summary>No subnet manager has given the InfiniBand ports a LID.</summary>
    NoSubnetManager,
}
