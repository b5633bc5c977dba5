using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

public class GetMlxPfTests
{
    [Fact]
    public void Shows_every_port_of_the_default_host()
    {
        using var session = new ModuleSession("");
        var pfs = session.All<PhysicalFunction>("Get-MlxPf");

        Assert.Equal(["eth2", "eth3"], pfs.Select(p => p.Name));
        var pf = pfs[0];
        Assert.Equal(PciAddress.Parse("0000:05:00.0"), pf.PciAddress);
        Assert.Equal("mlx5_0", pf.RdmaDevice);
        Assert.Equal("ConnectX-7", pf.DeviceName);
        Assert.Equal("MT_0000000838", pf.Psid);
        Assert.Equal("28.41.1000", pf.FirmwareRunning);
        Assert.Equal("28.41.1000", pf.FirmwareStored);
        Assert.Equal("mlx5_core", pf.Driver);
        Assert.Equal(DriverDialect.Ofed, pf.Dialect);
        Assert.Equal(LinkLayer.Ethernet, pf.LinkLayer);
        Assert.Equal(127, pf.TotalVfs);
        Assert.Equal(8, pf.NumVfs);
        Assert.Equal(0, pfs[1].NumVfs);
        Assert.Equal(OnOff.On, pf.AutoProbe);
        Assert.Equal(EswitchMode.Legacy, pf.EswitchMode);
        Assert.Contains("enp5s0f0np0", pf.AltNames);
        Assert.NotNull(pf.LinkSpeed);
        Assert.NotNull(pf.NumaNode);
    }

    [Theory]
    [InlineData("eth2")]
    [InlineData("ETH2")]
    [InlineData("enp5s0f0np0")]
    [InlineData("0000:05:00.0")]
    [InlineData("05:00.0")]
    [InlineData("mlx5_0")]
    [InlineData("*f0np0")]
    [InlineData("et?2")]
    public void Knows_a_port_by_any_of_its_names(string name)
    {
        using var session = new ModuleSession("");
        Assert.Equal("eth2", session.One<PhysicalFunction>($"Get-MlxPf '{name}'").Name);
    }

    [Theory]
    [InlineData("'eth2' | Get-MlxPf", "eth2")]
    [InlineData("Get-MlxPf eth3 | Get-MlxPf", "eth3")]
    [InlineData("Get-MlxVf eth2 3 | Get-MlxPf", "eth2")]
    [InlineData("Get-MlxPf -Name eth3", "eth3")]
    public void Takes_names_and_objects_from_the_pipeline(string script, string name)
    {
        using var session = new ModuleSession("");
        Assert.Equal(name, session.One<PhysicalFunction>(script).Name);
    }

    [Fact]
    public void Tells_the_dialect_of_an_inbox_driver()
    {
        using var session = new ModuleSession("ConnectX7Inbox");
        Assert.All(session.All<PhysicalFunction>("Get-MlxPf"), pf => Assert.Equal(DriverDialect.Inbox, pf.Dialect));
    }

    [Fact]
    public void Tells_the_link_layer_of_InfiniBand_ports()
    {
        using var session = new ModuleSession("ConnectX6Infiniband");
        Assert.All(session.All<PhysicalFunction>("Get-MlxPf"), pf =>
        {
            Assert.Equal(LinkLayer.InfiniBand, pf.LinkLayer);
            Assert.Equal("ConnectX-6", pf.DeviceName);
        });
    }

    [Fact]
    public void Offers_the_names_of_the_ports()
    {
        using var session = new ModuleSession("");
        Assert.Contains("eth3", session.Complete("Get-MlxPf eth"));
        Assert.Contains("mlx5_1", session.Complete("Get-MlxPf -Name mlx"));
        Assert.Contains("0000:05:00.0", session.Complete("Get-MlxPf 0000:"));
    }

    [Fact]
    public void Writes_nothing()
    {
        using var session = new ModuleSession("-NumVfs 8");
        session.Run("Get-MlxPf; Get-MlxVf").ThrowOnError();
        Assert.Empty(session.Simulation.Writes);
    }
}
