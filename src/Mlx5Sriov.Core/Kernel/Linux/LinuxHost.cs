using Mlx5Sriov.Kernel.Linux.Devlink;
using Mlx5Sriov.Kernel.Linux.Files;
using Mlx5Sriov.Kernel.Linux.Programs;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Kernel.Linux.Sockets;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>The machine that this process runs on.</summary>
public static class LinuxHost
{
    /// <summary>Opens the host: sysfs through the C library, links through rtnetlink, devlink through generic netlink.</summary>
    /// <returns>The host. Its sockets are opened at their first use, in the network namespace of the process, and closed when it is collected.
    /// All its members may be called from several threads; requests of one kind then take turns.</returns>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux, or not a 64-bit one.</exception>
    /// <exception cref="KernelException">The machine has neither a machine id nor a boot id, so no /proc.</exception>
    public static SriovHost Create()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            throw new PlatformNotSupportedException("SR-IOV is administered through 64-bit Linux's own interfaces; on another system, use a simulated host.");
        var files = new KernelFiles();
        var clock = new HostClock();
        return new SriovHost
        {
            KernelFiles = files,
            TextFiles = new TextFiles(clock),
            IpLink = new IpLink(),
            TrafficControl = new TrafficControl(),
            Devlink = new DevlinkSocket(),
            Tools = new ToolRunner(),
            Connections = new Connections(),
            Clock = clock,
            Changes = new ChangeStore(),
            Identity = MachineIdentity.Read(files),
        };
    }
}
