namespace Mlx5Sriov.Kernel;

/// <summary>A host as the rest of the library sees it: the seams through which everything is read and changed.</summary>
/// <param name="Sysfs">Attribute files below /sys, and the few below /proc and /run that tell who holds a device.</param>
/// <param name="IpLink">Network links and their VF settings: what <c>ip link</c> drives.</param>
/// <param name="TrafficControl">Packet filters of net devices: what <c>tc</c> drives.</param>
/// <param name="Devlink">E-switch, ports and rates: what <c>devlink</c> drives.</param>
/// <param name="Tools">Other programs: mlxconfig, virsh, modprobe, systemctl.</param>
/// <param name="Clock">Time, and waiting for what the kernel does later.</param>
/// <param name="Changes">Locks and journals of plans.</param>
/// <param name="Identity">Which host it is.</param>
public sealed record SriovHost(
    ISysfs Sysfs,
    IIpLink IpLink,
    ITrafficControl TrafficControl,
    IDevlink Devlink,
    IToolRunner Tools,
    IHostClock Clock,
    IChangeStore Changes,
    HostIdentity Identity);
