using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class PciFunctionTests : SimulationTest
{
    private readonly IKernelFiles _sysfs = NewHost().Seams.KernelFiles;

    [Theory]
    [InlineData("0000:05:00.0/vendor", "0x15b3\n")]
    [InlineData("0000:05:00.0/class", "0x020000\n")]
    [InlineData("0000:05:00.0/numa_node", "0\n")]
    [InlineData("0000:05:00.0/sriov_offset", "2\n")]
    [InlineData("0000:05:00.1/sriov_offset", "128\n")]
    [InlineData("0000:05:00.0/sriov_stride", "1\n")]
    [InlineData("0000:05:00.0/sriov_vf_device", "101e\n")]
    [InlineData("0000:05:00.0/sriov_drivers_autoprobe", "1\n")]
    [InlineData("0000:05:00.0/mlx5_num_vfs", "8\n")]
    [InlineData("0000:05:00.2/device", "0x101e\n")]
    [InlineData("0000:05:00.2/driver_override", "(null)\n")]
    [InlineData("0000:05:00.2/enable", "1\n")]
    [InlineData("0000:05:00.2/modalias", "pci:v000015B3d0000101Esv000015B3sd00000058bc02sc00i00\n")]
    [InlineData(
        "0000:05:00.2/uevent",
        "DRIVER=mlx5_core\nPCI_CLASS=20000\nPCI_ID=15B3:101E\nPCI_SUBSYS_ID=15B3:0058\nPCI_SLOT_NAME=0000:05:00.2\n"
        + "MODALIAS=pci:v000015B3d0000101Esv000015B3sd00000058bc02sc00i00\n")]
    [InlineData("0000:00:02.0/class", "0x060400\n")]
    public void A_function_shows_what_the_pci_core_shows(string attribute, string text) => Assert.Equal(text, _sysfs.Read($"/sys/bus/pci/devices/{attribute}"));

    [Theory]
    [InlineData("net/eth2/phys_port_name", "p0\n")]
    [InlineData("net/eth3/phys_port_name", "p1\n")]
    [InlineData("net/eth2/phys_switch_id", "946dae0300051000\n")]
    [InlineData("net/eth3/phys_switch_id", "946dae0300051000\n")]
    [InlineData("net/eth2/dev_port", "0\n")]
    [InlineData("net/eth2/speed", "200000\n")]
    [InlineData("net/eth2/operstate", "up\n")]
    [InlineData("net/eth2/carrier", "1\n")]
    [InlineData("net/eth2/address", "94:6d:ae:05:10:00\n")]
    [InlineData("net/eth2/flags", "0x1003\n")]
    [InlineData("net/eth2v0/operstate", "down\n")]
    [InlineData("net/lo/operstate", "unknown\n")]
    [InlineData("infiniband/mlx5_0/board_id", "MT_0000000838\n")]
    [InlineData("infiniband/mlx5_0/fw_ver", "28.41.1000\n")]
    [InlineData("infiniband/mlx5_0/hca_type", "MT4129\n")]
    [InlineData("infiniband/mlx5_2/hca_type", "MT4126\n")]
    [InlineData("infiniband/mlx5_0/node_guid", "946d:ae03:0005:1000\n")]
    [InlineData("infiniband/mlx5_0/ports/1/link_layer", "Ethernet\n")]
    public void The_classes_show_what_the_driver_tells(string attribute, string text) => Assert.Equal(text, _sysfs.Read($"/sys/class/{attribute}"));

    [Theory]
    [InlineData("eth2v0/phys_port_name", Errno.EOPNOTSUPP)]
    [InlineData("lo/phys_switch_id", Errno.EOPNOTSUPP)]
    [InlineData("eth2v0/speed", Errno.EINVAL)]
    [InlineData("eth2v0/carrier", Errno.EINVAL)]
    public void What_a_link_cannot_tell_is_refused(string attribute, Errno errno) => Refuses(errno, () => _sysfs.Read($"/sys/class/net/{attribute}"));

    [Theory]
    [InlineData(0, 0, "0000:05:00.2")]
    [InlineData(0, 249, "0000:05:1f.3")]
    [InlineData(1, 0, "0000:05:1f.4")]
    [InlineData(1, 3, "0000:05:1f.7")]
    [InlineData(1, 4, "0000:06:00.0")]
    [InlineData(1, 249, "0000:06:1e.5")]
    public void The_second_ports_vfs_come_after_all_that_the_first_could_have(int port, int vf, string address)
    {
        var sysfs = NewHost(SimulationProfile.ConnectX7, 250).Seams.KernelFiles;

        Assert.Equal($"../{address}", sysfs.ReadLink($"/sys/bus/pci/devices/0000:05:00.{port}/virtfn{vf}"));
        Assert.Equal($"../0000:05:00.{port}", sysfs.ReadLink($"/sys/bus/pci/devices/{address}/physfn"));
    }

    [Fact]
    public void A_vf_on_a_further_bus_is_reached_like_any_other()
    {
        var sysfs = NewHost(SimulationProfile.ConnectX7, 250).Seams.KernelFiles;

        Assert.Equal("0x101e\n", sysfs.Read($"{Pf1}/virtfn249/device"));
    }
}
