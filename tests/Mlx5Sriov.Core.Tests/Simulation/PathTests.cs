using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class PathTests : SimulationTest
{
    private readonly IKernelFiles _sysfs = NewHost().Seams.KernelFiles;

    [Theory]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/sriov/3/config")]
    [InlineData("/sys/class/net/eth2/device/sriov/3/config")]
    [InlineData("/sys/class/infiniband/mlx5_0/device/sriov/3/config")]
    [InlineData("/sys/bus/pci/devices/0000:05:00.2/physfn/sriov/3/config")]
    [InlineData("/sys/bus/pci/drivers/mlx5_core/0000:05:00.0/sriov/3/config")]
    [InlineData("/sys/devices/pci0000:00/0000:00:02.0/0000:05:00.0/sriov/3/config")]
    [InlineData("/sys/class/net/../../class/./net/eth2/device/sriov/3/config")]
    public void Every_spelling_of_a_path_leads_to_the_same_attribute(string path) =>
        Assert.StartsWith("VF         : 3\n", _sysfs.Read(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0", "../../../devices/pci0000:00/0000:00:02.0/0000:05:00.0")]
    [InlineData("/sys/class/net/eth2", "../../devices/pci0000:00/0000:00:02.0/0000:05:00.0/net/eth2")]
    [InlineData("/sys/class/net/lo", "../../devices/virtual/net/lo")]
    [InlineData("/sys/class/net/eth2/device", "../../../0000:05:00.0")]
    [InlineData("/sys/class/net/eth2/subsystem", "../../../../../../class/net")]
    [InlineData("/sys/class/infiniband/mlx5_1", "../../devices/pci0000:00/0000:00:02.0/0000:05:00.1/infiniband/mlx5_1")]
    [InlineData("/sys/class/infiniband/mlx5_1/device", "../../../0000:05:00.1")]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/virtfn5", "../0000:05:00.7")]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/virtfn6", "../0000:05:01.0")]
    [InlineData("/sys/bus/pci/devices/0000:05:00.2/physfn", "../0000:05:00.0")]
    [InlineData("/sys/bus/pci/devices/0000:05:00.2/driver", "../../../../bus/pci/drivers/mlx5_core")]
    [InlineData("/sys/bus/pci/devices/0000:05:00.2/iommu_group", "../../../../kernel/iommu_groups/19")]
    [InlineData("/sys/bus/pci/drivers/mlx5_core/0000:05:00.1", "../../../../devices/pci0000:00/0000:00:02.0/0000:05:00.1")]
    [InlineData("/sys/bus/pci/drivers/mlx5_core/module", "../../../../module/mlx5_core")]
    [InlineData("/proc/self/ns/net", "net:[4026531840]")]
    public void Links_hold_what_the_kernel_stores(string path, string target) => Assert.Equal(target, _sysfs.ReadLink(path));

    [Theory]
    [InlineData("/sys/class/net/eth9/device/vendor", Errno.ENOENT)]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/nosuch", Errno.ENOENT)]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/vendor/below", Errno.ENOTDIR)]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/sriov/8/config", Errno.ENOENT)]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/sriov/03/config", Errno.ENOENT)]
    public void What_is_not_there_reads_null_lists_empty_and_refuses_a_write(string path, Errno errno)
    {
        Assert.Null(_sysfs.Read(path));
        Assert.Null(_sysfs.ReadLink(path));
        Assert.Empty(_sysfs.List(path));
        Refuses(errno, () => _sysfs.Write(path, "1"));
    }

    [Fact]
    public void A_path_is_absolute() => Assert.Throws<ArgumentException>(() => _sysfs.Read("sys/class/net"));

    [Fact]
    public void An_attribute_without_the_mode_for_it_refuses_with_EACCES()
    {
        Refuses(Errno.EACCES, () => _sysfs.Write($"{Pf0}/sriov_totalvfs", "1"));
        Refuses(Errno.EACCES, () => _sysfs.Read("/sys/bus/pci/drivers/mlx5_core/bind"));
    }

    [Fact]
    public void A_directory_is_neither_read_nor_written()
    {
        Refuses(Errno.EISDIR, () => _sysfs.Read(Pf0));
        Refuses(Errno.EISDIR, () => _sysfs.Write(Pf0, "1"));
    }

    [Fact]
    public void Only_a_link_reads_as_a_link() => Assert.Null(_sysfs.ReadLink($"{Pf0}/vendor"));

    [Fact]
    public void The_bus_lists_the_bridge_the_ports_and_the_vfs() => Assert.Equal(
        [
            "0000:00:02.0",
            "0000:05:00.0", "0000:05:00.1",
            "0000:05:00.2", "0000:05:00.3", "0000:05:00.4", "0000:05:00.5", "0000:05:00.6", "0000:05:00.7", "0000:05:01.0", "0000:05:01.1",
        ],
        _sysfs.List("/sys/bus/pci/devices").Order(StringComparer.Ordinal));

    [Fact]
    public void Further_adapters_have_their_own_buses_and_names()
    {
        var sysfs = new SimulatedHost(new SimulationOptions { AdapterCount = 5, NumVfs = [1] }).Seams.KernelFiles;

        Assert.Equal("../../devices/pci0000:00/0000:00:06.0/0000:45:00.1/net/eth11", sysfs.ReadLink("/sys/class/net/eth11"));
        Assert.Equal("0x15b3\n", sysfs.Read("/sys/class/infiniband/mlx5_9/device/vendor"));
    }
}
