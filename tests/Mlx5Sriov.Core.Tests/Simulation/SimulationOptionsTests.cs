using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class SimulationOptionsTests : SimulationTest
{
    [Fact]
    public void The_default_is_one_ConnectX7_with_8_vfs_on_its_first_port()
    {
        var sysfs = new SimulatedHost(new SimulationOptions()).Seams.KernelFiles;

        Assert.Equal("8\n", sysfs.Read($"{Pf0}/sriov_numvfs"));
        Assert.Equal("0\n", sysfs.Read($"{Pf1}/sriov_numvfs"));
        Assert.Equal("127\n", sysfs.Read($"{Pf0}/sriov_totalvfs"));
        Assert.Equal("0x1021\n", sysfs.Read($"{Pf0}/device"));
    }

    [Theory]
    [InlineData(new[] { 3 }, "3,3,3,3")]
    [InlineData(new[] { 3, 0, 5 }, "3,0,5,0")]
    [InlineData(new[] { 0 }, "0,0,0,0")]
    public void One_number_is_for_every_port_and_several_are_in_order(int[] numVfs, string expected)
    {
        var sysfs = new SimulatedHost(new SimulationOptions { AdapterCount = 2, NumVfs = numVfs }).Seams.KernelFiles;

        var read = new[] { "05:00.0", "05:00.1", "15:00.0", "15:00.1" }.Select(a => sysfs.Read($"/sys/bus/pci/devices/0000:{a}/sriov_numvfs")!.Trim());

        Assert.Equal(expected, string.Join(',', read));
    }

    [Fact]
    public void More_than_127_vfs_raise_the_total_to_250()
    {
        var sysfs = NewHost(SimulationProfile.ConnectX7, 128, 1).Seams.KernelFiles;

        Assert.Equal("250\n", sysfs.Read($"{Pf0}/sriov_totalvfs"));
        Assert.Equal("250\n", sysfs.Read($"{Pf1}/sriov_totalvfs"));
    }

    [Theory]
    [InlineData(0, new[] { 8 })]
    [InlineData(6, new[] { 8 })]
    [InlineData(1, new[] { 251 })]
    [InlineData(1, new[] { -1 })]
    [InlineData(1, new int[0])]
    [InlineData(1, new[] { 1, 2, 3 })]
    public void What_cannot_be_simulated_is_refused(int adapters, int[] numVfs) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedHost(new SimulationOptions { AdapterCount = adapters, NumVfs = numVfs }));

    [Fact]
    public void An_empty_host_has_a_loopback_and_no_adapter()
    {
        var seams = NewHost(SimulationProfile.Empty).Seams;

        Assert.Equal(["lo"], seams.KernelFiles.List("/sys/class/net"));
        Assert.Empty(seams.KernelFiles.List("/sys/class/infiniband"));
        Assert.Empty(seams.KernelFiles.List("/sys/bus/pci/devices"));
        Assert.Equal("lo", Assert.Single(seams.IpLink.List()!).Name);
        Assert.Empty(seams.Devlink.Ports());
        Assert.Null(seams.KernelFiles.Read("/sys/module/mlx5_core/version"));
    }

    [Fact]
    public void Two_hosts_are_alike_in_every_random_address()
    {
        static string Addresses(SimulatedHost host) => string.Join(' ', host.Seams.IpLink.List()!.Select(l => l.HardwareAddress));

        Assert.Equal(Addresses(NewHost()), Addresses(NewHost()));
    }
}
