using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>What a VF can be bound to.</summary>
[TypeConverter(typeof(WordConverter<VfDriver>))]
public enum VfDriver
{
    /// <summary>No driver.</summary>
    None,

    /// <summary><c>mlx5_core</c>, the adapter's own: the VF is a net and RDMA device of the host or of a container.</summary>
    [Word("mlx5_core")]
    Mlx5Core,

    /// <summary><c>vfio-pci</c>: the VF can be given to a virtual machine or to a program in user space.</summary>
    [Word("vfio-pci")]
    [Word("vfio_pci")]
    VfioPci,

    /// <summary><c>mlx5_vfio_pci</c>: like vfio-pci, and the virtual machine can be migrated with it (Linux 5.18).</summary>
    [Word("mlx5_vfio_pci")]
    [Word("mlx5-vfio-pci")]
    Mlx5VfioPci,
}
