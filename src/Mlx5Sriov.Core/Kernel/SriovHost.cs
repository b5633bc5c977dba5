using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Kernel.Records;
using Mlx5Sriov.Kernel.Sockets;

namespace Mlx5Sriov.Kernel;

/// <summary>A host as the rest of the library sees it: the seams through which everything is read and changed.</summary>
public sealed record SriovHost
{
    /// <summary>The kernel's own files: attributes below /sys, and those below /proc and /run that tell who holds a device.</summary>
    public required IKernelFiles KernelFiles { get; init; }

    /// <summary>Ordinary files of text: boot loaders, services, documents.</summary>
    public required ITextFiles TextFiles { get; init; }

    /// <summary>Network links and their VF settings: what <c>ip link</c> drives.</summary>
    public required IIpLink IpLink { get; init; }

    /// <summary>Packet filters of net devices: what <c>tc</c> drives.</summary>
    public required ITrafficControl TrafficControl { get; init; }

    /// <summary>E-switch, ports and rates: what <c>devlink</c> drives.</summary>
    public required IDevlink Devlink { get; init; }

    /// <summary>Other programs: mlxconfig, virsh, modprobe, systemctl.</summary>
    public required IToolRunner Tools { get; init; }

    /// <summary>Connections to other programs: QMP of a virtual machine, libvirt.</summary>
    public required IConnections Connections { get; init; }

    /// <summary>Time, and waiting for what the kernel does later.</summary>
    public required IHostClock Clock { get; init; }

    /// <summary>Locks and journals of plans.</summary>
    public required IChangeStore Changes { get; init; }

    /// <summary>Which host it is.</summary>
    public required HostIdentity Identity { get; init; }
}
