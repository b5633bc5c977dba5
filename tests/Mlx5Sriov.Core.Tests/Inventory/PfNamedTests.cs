using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Inventory;

/// <summary>A physical function by a name that leads straight to it.</summary>
public sealed class PfNamedTests
{
    private readonly SimulatedHost _host = new(new SimulationOptions { NumVfs = [4, 0] });

    [Theory]
    [InlineData("eth2", "0000:05:00.0")]
    [InlineData("eth3", "0000:05:00.1")]
    [InlineData("0000:05:00.1", "0000:05:00.1")]
    [InlineData("05:00.1", "0000:05:00.1")]
    [InlineData("mlx5_0", "0000:05:00.0")]
    public void A_name_leads_to_its_function_without_a_look_at_the_bus(string name, string address)
    {
        _host.AddFault("ls /sys/bus/pci/devices", Errno.EIO, operation: SimulatedOperation.Read);

        Assert.Equal(PciAddress.Parse(address), new HostSnapshot(_host.Seams).SiteNamed(name)!.PciAddress);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eth9")]
    [InlineData("ETH2")]
    [InlineData("eth2v0")]
    [InlineData("0000:05:00.2")]
    [InlineData("0000:ff:00.0")]
    [InlineData("eth3/../eth2")]
    [InlineData("../net/eth2")]
    [InlineData("eth2/")]
    [InlineData("eth2\0")]
    [InlineData("*")]
    public void What_is_no_name_of_a_physical_function_leads_nowhere(string name) => Assert.Null(new HostSnapshot(_host.Seams).SiteNamed(name));

    [Fact]
    public void A_representor_is_not_its_physical_function()
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = SimulationProfile.ConnectX7Inbox, NumVfs = [4, 0] });
        host.Seams.Devlink.SetEswitch(PciAddress.Parse("0000:05:00.0"), new Eswitch { Mode = EswitchMode.Switchdev });
        var snapshot = new HostSnapshot(host.Seams);
        var representor = snapshot.Sites[0].Representors[0];

        Assert.Equal("0000:05:00.0", $"{host.Seams.KernelFiles.ReadLink($"/sys/class/net/{representor}/device")}".Split('/')[^1]);
        Assert.Null(snapshot.SiteNamed(representor));
    }

    [Fact]
    public void A_function_that_cannot_be_read_leads_nowhere_and_is_told_once_by_the_look_at_the_bus()
    {
        _host.AddFault("*/0000:05:00.0/vendor", Errno.EIO, operation: SimulatedOperation.Read);
        var told = new List<string>();
        var snapshot = new HostSnapshot(_host.Seams, function => told.Add($"{function.PciAddress}"));

        Assert.Null(snapshot.SiteNamed("eth2"));
        Assert.NotNull(snapshot.SiteNamed("eth3"));
        Assert.Empty(told);

        Assert.Single(snapshot.Sites);
        Assert.Single(snapshot.Sites);
        Assert.Equal(["0000:05:00.0"], told);
        Assert.Equal(("0000:05:00.0", "eth3"), (snapshot.NameOf(PciAddress.Parse("0000:05:00.0")), snapshot.NameOf(PciAddress.Parse("0000:05:00.1"))));
    }
}
