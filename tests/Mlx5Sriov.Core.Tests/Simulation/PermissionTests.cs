using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>What a caller who is not root may do.</summary>
public sealed class PermissionTests : SimulationTest
{
    private readonly SimulatedHost _host = NewHost();

    public PermissionTests()
    {
        _host.MoveToNamespace("eth2v7", "blue");
        _host.IsRoot = false;
    }

    private IKernelFiles Sysfs => _host.Seams.KernelFiles;

    [Fact]
    public void Reading_what_everyone_may_read_works()
    {
        Assert.Equal("8\n", Sysfs.Read($"{Pf0}/sriov_numvfs"));
        Assert.NotNull(Sysfs.Read(Vf(0, "config")));
        Assert.Equal(8, Link(_host).VfCount);
        Assert.NotEmpty(_host.Seams.Devlink.Ports());
        Assert.Equal("systemd\n", Sysfs.Read("/proc/1/comm"));
        Assert.Equal(["0", "1", "2"], Sysfs.List("/proc/self/fd"));
    }

    [Fact]
    public void Attributes_refuse_with_EACCES()
    {
        Refuses(Errno.EACCES, () => Sysfs.Write($"{Pf0}/sriov_numvfs", "0"));
        Refuses(Errno.EACCES, () => Sysfs.Write(Vf(0, "mac"), "Random"));
        Refuses(Errno.EACCES, () => Sysfs.Write("/sys/bus/pci/drivers/mlx5_core/unbind", "0000:05:00.2"));
        Refuses(Errno.EACCES, () => Sysfs.Read($"{Pf0}/mlx5_num_vfs"));
    }

    [Fact]
    public void Other_processes_are_closed()
    {
        Refuses(Errno.EACCES, () => Sysfs.List("/proc/1/fd"));
        Refuses(Errno.EACCES, () => Sysfs.ReadLink("/proc/1/fd/0"));
        Refuses(Errno.EACCES, () => Sysfs.ReadLink("/proc/1/ns/net"));
    }

    [Fact]
    public void Netlink_refuses_with_EPERM()
    {
        Refuses(Errno.EPERM, () => _host.Seams.IpLink.SetVf(Link(_host), 0, new VfSetting.Trust(OnOff.On)));
        Refuses(Errno.EPERM, () => _host.Seams.IpLink.SetPromiscuous(Link(_host), OnOff.On));
        Refuses(Errno.EPERM, () => _host.Seams.IpLink.List("/run/netns/blue"));
        Refuses(Errno.EPERM, () => _host.Seams.Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Switchdev }));
    }

    [Fact]
    public void Modules_are_not_loaded() => Assert.Equal(
        new ToolResult(1, "", "modprobe: ERROR: could not insert 'vfio_pci': Operation not permitted\n"),
        _host.Seams.Tools.Run("modprobe", ["vfio-pci"], CancellationToken.None));

    [Fact]
    public void Root_may_again()
    {
        _host.IsRoot = true;

        Sysfs.Write(Vf(0, "mac"), "Random");
    }
}
