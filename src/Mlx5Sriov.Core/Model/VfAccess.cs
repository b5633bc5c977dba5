namespace Mlx5Sriov.Model;

/// <summary>The ways in which a VF can be held.</summary>
public enum VfAccess
{
    /// <summary>A process has the VF's vfio device open: <c>/dev/vfio/7</c>, or <c>/dev/vfio/devices/vfio7</c> with iommufd.</summary>
    Vfio,

    /// <summary>A process has the VF's vDPA device open: <c>/dev/vhost-vdpa-0</c>.</summary>
    VhostVdpa,

    /// <summary>The host itself has made a virtio device of the VF's vDPA device.</summary>
    VirtioVdpa,

    /// <summary>A process has the VF's RDMA device open for verbs: <c>/dev/infiniband/uverbs0</c>. DPDK's mlx5 driver does.</summary>
    Verbs,

    /// <summary>A network namespace has the VF's net device.</summary>
    NetDevice,
}
