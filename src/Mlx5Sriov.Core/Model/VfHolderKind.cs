namespace Mlx5Sriov;

/// <summary>The kinds of user that a VF can have.</summary>
public enum VfHolderKind
{
    /// <summary>A virtual machine: a QEMU process that has the VF's vfio device open.</summary>
    VirtualMachine,

    /// <summary>Another process that has the VF's vfio device open, such as a DPDK program.</summary>
    Process,

    /// <summary>A network namespace other than the caller's that holds the VF's net device: a container.</summary>
    NetworkNamespace,
}
