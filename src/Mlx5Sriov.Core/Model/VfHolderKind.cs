namespace Mlx5Sriov.Model;

/// <summary>The kinds of user that a VF can have.</summary>
public enum VfHolderKind
{
    /// <summary>A virtual machine: a process that runs a guest by KVM and has a device of the VF open.</summary>
    VirtualMachine,

    /// <summary>Another process that has a device of the VF open, such as a DPDK program.</summary>
    Process,

    /// <summary>A network namespace other than the caller's that holds the VF's net device: a container.</summary>
    NetworkNamespace,

    /// <summary>The host itself, otherwise than by the VF's own net device: as a virtio device.</summary>
    Host,
}
