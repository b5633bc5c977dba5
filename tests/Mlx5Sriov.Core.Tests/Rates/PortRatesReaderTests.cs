using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Rates;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Rates;

public class PortRatesReaderTests
{
    private const string Sriov = "/sys/bus/pci/devices/0000:05:00.0/sriov";

    private static readonly PciAddress s_pf = PciAddress.Parse("0000:05:00.0");

    [Fact]
    public void A_ports_groups_and_VFs_are_read_with_their_rates()
    {
        var host = New(SimulationProfile.ConnectX7);
        foreach (var (file, text) in new[]
        {
            ("5/max_tx_rate", "10000"),
            ("5/group", "7"),
            ("groups/7/max_tx_rate", "5000"),
            ("groups/7/min_tx_rate", "1000"),
            ("3/min_tx_rate", "500"),
        })
        {
            host.Seams.KernelFiles.Write($"{Sriov}/{file}", text);
        }

        var port = Read(host);

        Assert.Equal(("eth2", "200Gbit", 8), (port.Pf, $"{port.LineRate}", port.Vfs.Count));
        Assert.Equal(new GroupRates { Name = "7", MaxTxRate = Bandwidth.Parse("5Gbit"), MinTxRate = Bandwidth.Parse("1Gbit") }, Assert.Single(port.Groups));
        Assert.Equal(new VfRates { Index = 5, Group = "7", MaxTxRate = Bandwidth.Parse("10Gbit") }, port.Vfs[5]);
        Assert.Equal(new VfRates { Index = 3, MinTxRate = Bandwidth.Parse("500Mbit") }, port.Vfs[3]);
        Assert.Empty(port.Unknown);
        Assert.False(port.HasDefaultGroup);
        Assert.Equal("VF 5 is held to 5 Gbit/s: its group 7 is limited to 5 Gbit/s and used by it alone.", port.Measure().Vfs[5].Explanation);
    }

    [Fact]
    public void Older_releases_of_OFED_have_a_default_group() => Assert.True(Read(New(SimulationProfile.ConnectX7Ofed2407)).HasDefaultGroup);

    [Theory]
    [InlineData("6.12.0-amd64\n", true)]
    [InlineData("5.14.0-503.el9.x86_64\n", true)]
    [InlineData("6.16.9\n", true)]
    [InlineData("6.17.0-rc3\n", false)]
    [InlineData("7.0.1\n", false)]
    [InlineData("unreadable", true)]
    public void The_kernels_own_driver_hides_one_up_to_6_16(string release, bool hasDefaultGroup)
    {
        var host = New(SimulationProfile.ConnectX7Inbox);
        host.ReplaceText("/proc/sys/kernel/osrelease", release);
        Assert.Equal(hasDefaultGroup, Read(host).HasDefaultGroup);
    }

    [Fact]
    public void Nodes_of_devlink_are_groups_by_name()
    {
        var host = New(SimulationProfile.ConnectX7Inbox);
        var devlink = host.Seams.Devlink;
        devlink.SetEswitch(s_pf, new Eswitch { Mode = EswitchMode.Switchdev });
        var wish = new RateGroupWish(RateGroupAct.Create) { Members = VfIndexSet.Parse("2-3"), MaxTxRate = Bandwidth.Parse("20Gbit") };
        var wishes = new Dictionary<string, RateGroupWish> { ["gold"] = wish };
        new PlanRunner(host.Seams, TimeSpan.Zero).Run(new RateGroupsWish("test", s_pf, wishes), null, CancellationToken.None);

        var measured = Read(host).Measure().Vfs;

        Assert.Equal(["10Gbit", "10Gbit"], measured.Where(v => v.Group == "gold").Select(v => $"{v.DriverRate}"));
        Assert.Equal("30Gbit", $"{measured[0].DriverRate}");
    }

    [Fact]
    public void A_port_whose_link_is_down_has_no_speed_to_share()
    {
        var host = New(SimulationProfile.ConnectX7);
        host.SetLink("eth2", OnOff.Off);
        Assert.Equal("eth2", Assert.Throws<LineRateException>(() => Read(host).Measure()).Pf);
        Assert.Equal("5Gbit", $"{(Read(host) with { LineRate = Bandwidth.Parse("40Gbit") }).Measure().Vfs[0].DriverRate}");
    }

    [Fact]
    public void InfiniBand_has_no_rates_of_VFs() =>
        Assert.Equal(RefusalReason.EthernetOnly, Assert.Throws<RefusedSettingException>(() => Read(New(SimulationProfile.ConnectX6Infiniband))).Reason);

    private static SimulatedHost New(SimulationProfile profile) => new(new SimulationOptions { Profile = profile });

    private static PortRates Read(SimulatedHost host)
    {
        var snapshot = new HostSnapshot(host.Seams);
        return snapshot.Rates(snapshot.Site(s_pf));
    }
}
