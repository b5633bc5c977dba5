using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class NumVfsTests : SimulationTest
{
    private readonly SimulatedHost _host = NewHost();

    private IKernelFiles Sysfs => _host.Seams.KernelFiles;

    [Theory]
    [InlineData("128", Errno.ERANGE)]
    [InlineData("65535", Errno.ERANGE)]
    [InlineData("65536", Errno.EINVAL)]
    [InlineData("-1", Errno.EINVAL)]
    [InlineData("abc", Errno.EINVAL)]
    [InlineData("", Errno.EINVAL)]
    [InlineData("8 ", Errno.EINVAL)]
    [InlineData("4", Errno.EBUSY)]
    [InlineData("9", Errno.EBUSY)]
    public void Sriov_numvfs_refuses_as_the_pci_core_does(string text, Errno errno)
    {
        Refuses(errno, () => Sysfs.Write($"{Pf0}/sriov_numvfs", text));
        Assert.Equal("8\n", Sysfs.Read($"{Pf0}/sriov_numvfs"));
    }

    [Theory]
    [InlineData("8")]
    [InlineData("0x8")]
    [InlineData("010")]
    [InlineData("+8")]
    public void Writing_the_number_in_use_changes_nothing(string text)
    {
        Sysfs.Write(Vf(0, "mac"), "00:11:22:33:44:55");

        Sysfs.Write($"{Pf0}/sriov_numvfs", text);

        Assert.Equal("00:11:22:33:44:55", Config(_host, 0, "MAC"));
    }

    [Fact]
    public void The_count_goes_through_zero()
    {
        Sysfs.Write($"{Pf0}/sriov_numvfs", "0");
        Assert.DoesNotContain("virtfn0", Sysfs.List(Pf0));
        Assert.Empty(Sysfs.List($"{Pf0}/sriov").Except(["groups"]));

        Sysfs.Write($"{Pf0}/sriov_numvfs", "127");
        Assert.Equal("../0000:05:10.0", Sysfs.ReadLink($"{Pf0}/virtfn126"));
    }

    [Fact]
    public void Without_a_driver_the_pci_core_has_nobody_to_ask()
    {
        _host.UnbindDriver(Pf0Address);

        Assert.Equal("0\n", Sysfs.Read($"{Pf0}/sriov_numvfs"));
        Refuses(Errno.ENOENT, () => Sysfs.Write($"{Pf0}/sriov_numvfs", "4"));
        Refuses(Errno.ERANGE, () => Sysfs.Write($"{Pf0}/sriov_numvfs", "400"));
        Sysfs.Write($"{Pf0}/sriov_numvfs", "0");
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("N", "0")]
    [InlineData("off", "0")]
    [InlineData("y", "1")]
    [InlineData("1", "1")]
    [InlineData("on", "1")]
    public void Autoprobe_takes_the_kernels_booleans(string text, string read)
    {
        Sysfs.Write($"{Pf0}/sriov_drivers_autoprobe", text);

        Assert.Equal($"{read}\n", Sysfs.Read($"{Pf0}/sriov_drivers_autoprobe"));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("x")]
    [InlineData("")]
    public void Autoprobe_refuses_anything_else(string text) => Refuses(Errno.EINVAL, () => Sysfs.Write($"{Pf0}/sriov_drivers_autoprobe", text));

    [Fact]
    public void Autoprobe_counts_only_for_vfs_to_come()
    {
        Sysfs.Write($"{Pf0}/sriov_drivers_autoprobe", "0");
        Assert.NotNull(Sysfs.ReadLink($"{Pf0}/virtfn0/driver"));

        Sysfs.Write($"{Pf0}/sriov_numvfs", "0");
        Sysfs.Write($"{Pf0}/sriov_numvfs", "4");
        Settle(_host);

        Assert.Null(Sysfs.ReadLink($"{Pf0}/virtfn0/driver"));
        Assert.Empty(Sysfs.List($"{Pf0}/virtfn0/net"));
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7, "128", Errno.ERANGE)]
    [InlineData(SimulationProfile.ConnectX7, "65536", Errno.ERANGE)]
    [InlineData(SimulationProfile.ConnectX7, "-1", Errno.EBUSY)]
    [InlineData(SimulationProfile.ConnectX7, "x", Errno.EINVAL)]
    [InlineData(SimulationProfile.ConnectX7, "5", Errno.EBUSY)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, "128", Errno.EINVAL)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, "-1", Errno.EINVAL)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, "x", Errno.EINVAL)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, "5", Errno.EBUSY)]
    public void Mlx5_num_vfs_refuses_by_release(SimulationProfile profile, string text, Errno errno) =>
        Refuses(errno, () => NewHost(profile).Seams.KernelFiles.Write($"{Pf0}/mlx5_num_vfs", text));

    [Fact]
    public void Mlx5_num_vfs_sets_the_same_count()
    {
        Sysfs.Write($"{Pf0}/mlx5_num_vfs", "0x8");
        Sysfs.Write($"{Pf0}/mlx5_num_vfs", "0");
        Sysfs.Write($"{Pf0}/mlx5_num_vfs", "3");

        Assert.Equal("3\n", Sysfs.Read($"{Pf0}/sriov_numvfs"));
        Assert.Equal("3\n", Sysfs.Read($"{Eth2}/mlx5_num_vfs"));
    }

    [Fact]
    public void Vfs_are_on_the_bus_at_once_and_get_drivers_and_devices_later()
    {
        var wait = TimeSpan.FromMilliseconds(1);
        Sysfs.Write($"{Pf1}/sriov_numvfs", "2");
        Assert.Equal("2\n", Sysfs.Read($"{Pf1}/sriov_numvfs"));
        Assert.Equal("../0000:05:10.1", Sysfs.ReadLink($"{Pf1}/virtfn0"));
        Assert.Null(Sysfs.ReadLink($"{Pf1}/virtfn0/driver"));
        Assert.NotNull(Sysfs.Read("/sys/class/net/eth3/device/sriov/1/config"));

        var steps = new List<string>();
        for (var millisecond = 0; millisecond < 20; millisecond++)
        {
            _host.Seams.Clock.Wait(wait, CancellationToken.None);
            var driver = Sysfs.ReadLink($"{Pf1}/virtfn1/driver") is not null;
            var devices = Sysfs.List($"{Pf1}/virtfn1/net").Count + Sysfs.List($"{Pf1}/virtfn1/infiniband").Count;
            steps.Add($"{(driver ? "driver" : "none")} {devices}");
        }

        Assert.Equal(["none 0", "driver 0", "driver 2"], steps.Distinct());
        Assert.Equal(["eth3v1"], Sysfs.List($"{Pf1}/virtfn1/net"));
        Assert.Equal(["mlx5_11"], Sysfs.List($"{Pf1}/virtfn1/infiniband"));
    }

    [Fact]
    public void Vfs_that_go_before_their_turn_never_get_a_driver()
    {
        Sysfs.Write($"{Pf1}/sriov_numvfs", "2");
        Sysfs.Write($"{Pf1}/sriov_numvfs", "0");
        Settle(_host);

        Assert.DoesNotContain(Sysfs.List("/sys/class/net"), name => name.StartsWith("eth3v", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_of_rdma_devices_and_iommu_groups_are_used_again()
    {
        Sysfs.Write($"{Pf0}/sriov_numvfs", "0");
        Sysfs.Write($"{Pf0}/sriov_numvfs", "2");
        Settle(_host);

        Assert.Equal(["mlx5_2"], Sysfs.List($"{Pf0}/virtfn0/infiniband"));
        Assert.Equal("../../../../kernel/iommu_groups/19", Sysfs.ReadLink($"{Pf0}/virtfn0/iommu_group"));
    }
}
