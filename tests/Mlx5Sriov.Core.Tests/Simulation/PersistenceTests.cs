using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>Which settings outlive the VFs, the e-switch's mode and the driver.</summary>
public sealed class PersistenceTests : SimulationTest
{
    [Fact]
    public void Everything_of_an_ethernet_vf_is_lost_with_it()
    {
        var host = NewHost();
        var sysfs = host.Seams.KernelFiles;
        var before = sysfs.Read(Vf(0, "config"));
        SetAll(sysfs);

        sysfs.Write($"{Pf0}/sriov_numvfs", "0");
        sysfs.Write($"{Pf0}/sriov_numvfs", "8");

        Assert.Equal(before, sysfs.Read(Vf(0, "config")));
        Assert.Equal("", sysfs.Read(Vf(0, "trunk")));
        Assert.Empty(sysfs.List($"{Eth2}/sriov/groups"));
    }

    [Fact]
    public void A_change_of_mode_takes_trunk_rates_and_group_and_keeps_the_rest()
    {
        var host = NewHost();
        var sysfs = host.Seams.KernelFiles;
        SetAll(sysfs);
        sysfs.Write(Vf(1, "vlan"), "10:3");

        host.Seams.Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Switchdev });

        var config = sysfs.Read(Vf(0, "config"))!;
        Assert.Equal("OFF", Setting(config, "VGT+"));
        Assert.Equal("0", Setting(config, "MaxTxRate"));
        Assert.Equal("0", Setting(config, "RateGroup"));
        Assert.Equal("00:11:22:33:44:55", Setting(config, "MAC"));
        Assert.Equal("ON", Setting(config, "Trust"));
        Assert.Equal("10", Config(host, 1, "VLAN"));
        Assert.Empty(sysfs.List($"{Eth2}/sriov/groups"));
    }

    [Fact]
    public void The_mode_outlives_the_vfs_but_not_the_driver()
    {
        var host = NewSwitchdevHost();
        host.Seams.KernelFiles.Write($"{Pf0}/sriov_numvfs", "0");
        Assert.Equal(EswitchMode.Switchdev, host.Seams.Devlink.Eswitch(Pf0Address)!.Mode);

        host.Seams.KernelFiles.Write("/sys/bus/pci/drivers/mlx5_core/unbind", "0000:05:00.0");
        Assert.Null(host.Seams.Devlink.Eswitch(Pf0Address));
        host.Seams.KernelFiles.Write("/sys/bus/pci/drivers/mlx5_core/bind", "0000:05:00.0");

        Assert.Equal(EswitchMode.Legacy, host.Seams.Devlink.Eswitch(Pf0Address)!.Mode);
    }

    [Fact]
    public void The_guids_and_policy_of_an_infiniband_vf_are_remembered_until_the_driver_goes()
    {
        const string Vf1 = "/sys/class/infiniband/mlx5_0/device/sriov/1";
        var sysfs = NewHost(SimulationProfile.ConnectX6Infiniband).Seams.KernelFiles;
        sysfs.Write($"{Vf1}/node", "00:11:22:33:44:55:1:0");
        sysfs.Write($"{Vf1}/port", "00:11:22:33:44:55:2:0");
        sysfs.Write($"{Vf1}/policy", "Follow");

        sysfs.Write($"{Pf0}/sriov_numvfs", "0");
        sysfs.Write($"{Pf0}/sriov_numvfs", "2");
        Assert.Equal(
            ["00:11:22:33:44:55:01:00\n", "00:11:22:33:44:55:02:00\n", "Follow\n"],
            new[] { "node", "port", "policy" }.Select(file => sysfs.Read($"{Vf1}/{file}")));

        sysfs.Write("/sys/bus/pci/drivers/mlx5_core/unbind", "0000:05:00.0");
        sysfs.Write("/sys/bus/pci/drivers/mlx5_core/bind", "0000:05:00.0");
        sysfs.Write($"{Pf0}/sriov_numvfs", "2");
        Assert.Equal("00:00:00:00:00:00:00:00\n", sysfs.Read($"{Vf1}/node"));
        Assert.Equal("Down\n", sysfs.Read($"{Vf1}/policy"));
    }

    [Fact]
    public void A_new_mac_reaches_a_bound_vf_only_when_it_is_bound_anew()
    {
        var sysfs = NewHost().Seams.KernelFiles;
        var random = sysfs.Read("/sys/class/net/eth2v0/address");
        sysfs.Write(Vf(0, "mac"), "00:11:22:33:44:55");
        Assert.Equal(random, sysfs.Read("/sys/class/net/eth2v0/address"));

        sysfs.Write("/sys/bus/pci/drivers/mlx5_core/unbind", "0000:05:00.2");
        sysfs.Write("/sys/bus/pci/drivers/mlx5_core/bind", "0000:05:00.2");

        Assert.Equal("00:11:22:33:44:55\n", sysfs.Read("/sys/class/net/eth2v0/address"));
    }

    private static void SetAll(IKernelFiles sysfs)
    {
        sysfs.Write(Vf(0, "mac"), "00:11:22:33:44:55");
        sysfs.Write(Vf(0, "trust"), "ON");
        sysfs.Write(Vf(0, "spoofcheck"), "ON");
        sysfs.Write(Vf(0, "link_state"), "Up");
        sysfs.Write(Vf(0, "trunk"), "add 4 15");
        sysfs.Write(Vf(0, "max_tx_rate"), "1000");
        sysfs.Write(Vf(0, "group"), "7");
    }
}
