using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>What tells the profiles apart.</summary>
public sealed class ProfileTests : SimulationTest
{
    [Fact]
    public void Ofed_shows_these_files_of_an_ethernet_vf()
    {
        var sysfs = NewHost().Seams.KernelFiles;

        Assert.Equal(
            [
                "config", "group", "link_state", "mac", "max_tx_rate", "meters", "min_tx_rate",
                "node", "paging_control", "spoofcheck", "stats", "trunk", "trust", "vlan",
            ],
            sysfs.List($"{Eth2}/sriov/0").Order());
        Assert.Equal(["num_pages", "page_limit"], sysfs.List(Vf(0, "paging_control")).Order());
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "groups"], sysfs.List($"{Eth2}/sriov").Order());
    }

    [Fact]
    public void The_kernels_own_driver_has_no_tree_but_all_else()
    {
        var host = NewHost(SimulationProfile.ConnectX7Inbox);
        var sysfs = host.Seams.KernelFiles;

        Assert.DoesNotContain("sriov", sysfs.List(Pf0));
        Assert.Null(sysfs.Read($"{Pf0}/mlx5_num_vfs"));
        host.Seams.IpLink.SetVf(Link(host), 0, new VfSetting.Trust(OnOff.On));
        Assert.Equal(OnOff.On, Link(host).Vfs[0].Trust);
    }

    [Fact]
    public void An_infiniband_vf_has_three_files_that_read_back()
    {
        var sysfs = NewHost(SimulationProfile.ConnectX6Infiniband).Seams.KernelFiles;
        const string Vf0 = "/sys/class/infiniband/mlx5_0/device/sriov/0";

        Assert.Equal(["node", "policy", "port"], sysfs.List(Vf0).Order());
        Assert.Equal("Down\n", sysfs.Read($"{Vf0}/policy"));
        sysfs.Write($"{Vf0}/node", "00:11:22:33:44:55:1:0");
        Assert.Equal("00:11:22:33:44:55:01:00\n", sysfs.Read($"{Vf0}/node"));
        sysfs.Write($"{Vf0}/policy", "Follow");
        Assert.Equal("Follow\n", sysfs.Read($"{Vf0}/policy"));
        Refuses(Errno.EINVAL, () => sysfs.Write($"{Vf0}/policy", "follow"));
        Refuses(Errno.EINVAL, () => sysfs.Write($"{Vf0}/port", "00:11:22:33:44:55:1"));
    }

    [Fact]
    public void An_infiniband_adapter_shows_its_link_layer_everywhere()
    {
        var host = NewHost(SimulationProfile.ConnectX6Infiniband);
        var sysfs = host.Seams.KernelFiles;

        Assert.Equal("InfiniBand\n", sysfs.Read("/sys/class/infiniband/mlx5_0/ports/1/link_layer"));
        Assert.Equal("32\n", sysfs.Read("/sys/class/net/ib0/type"));
        Assert.Equal("0x020700\n", sysfs.Read($"{Pf0}/class"));
        Assert.Equal("0x101b\n", sysfs.Read($"{Pf0}/device"));
        Assert.Equal("0x101c\n", sysfs.Read($"{Pf0}/virtfn0/device"));
        Assert.Equal("20\n", sysfs.Read("/sys/class/net/ib1/addr_len"));
        Assert.Equal(LinkLayer.InfiniBand, Link(host, "ib0").LinkLayer);
        Assert.Equal("ib0", Link(host, "ibp5s0f0").Name);
        Assert.Equal("20.41.1000", host.Seams.Devlink.Info(Pf0Address)!.Running["fw.version"]);
    }
}
