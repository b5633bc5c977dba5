using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

public class GetMlxVfTests
{
    [Fact]
    public void Shows_the_enabled_VFs_with_their_places_and_settings()
    {
        using var session = new ModuleSession("");
        var vfs = session.All<VirtualFunction>("Get-MlxVf");

        Assert.Equal(Enumerable.Range(0, 8), vfs.Select(v => v.Index));
        var vf = vfs[3];
        Assert.Equal("eth2", vf.Pf);
        Assert.Equal(PciAddress.Parse("0000:05:00.5"), vf.PciAddress);
        Assert.Equal("eth2v3", vf.Name);
        Assert.Equal("mlx5_core", vf.Driver);
        Assert.NotNull(vf.RdmaDevice);
        Assert.NotNull(vf.IommuGroup);
        Assert.Equal(MacAddress.Zero, vf.MacAddress);
        Assert.Equal(VlanMode.Vgt, vf.VlanMode);
        Assert.Equal(0, vf.VlanId);
        Assert.Null(vf.VlanProtocol);
        Assert.Equal(new VlanTrunk(VlanSet.Empty, true), vf.Trunk);
        Assert.Equal(OnOff.Off, vf.SpoofCheck);
        Assert.Equal(OnOff.Off, vf.Trust);
        Assert.Equal(VfLinkState.Auto, vf.LinkState);
        Assert.Equal(Bandwidth.Zero, vf.MinTxRate);
        Assert.Equal(Bandwidth.Zero, vf.MaxTxRate);
        Assert.Null(vf.RateGroup);
        Assert.Null(vf.Representor);
        Assert.Null(vf.Policy);
        Assert.False(vf.IsHeld);
    }

    [Theory]
    [InlineData("Get-MlxVf eth2 3", "3")]
    [InlineData("Get-MlxVf eth2 0-2", "0,1,2")]
    [InlineData("Get-MlxVf eth2 0,5-7", "0,5,6,7")]
    [InlineData("Get-MlxVf -Pf eth2 -Index '1,3-4'", "1,3,4")]
    [InlineData("Get-MlxVf -Pf eth2 -Index (2..4)", "2,3,4")]
    [InlineData("Get-MlxVf -Index 6", "6")]
    [InlineData("Get-MlxVf eth2 -FunctionID 6", "6")]
    [InlineData("Get-MlxVf -Name eth2v4", "4")]
    [InlineData("Get-MlxVf -Name 0000:05:00.3", "1")]
    [InlineData("Get-MlxVf -Name 05:00.3", "1")]
    [InlineData("Get-MlxVf -Name eth2v[1-2]", "1,2")]
    [InlineData("Get-MlxPf eth2 | Get-MlxVf -Index 5", "5")]
    [InlineData("Get-MlxVf eth2 5 | Get-MlxVf", "5")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 4 } | Get-MlxVf", "4")]
    [InlineData("Get-MlxVf eth9*", "")]
    [InlineData("Get-MlxVf -Name nothing*", "")]
    public void Selects_by_port_index_range_name_or_pipeline(string script, string indexes)
    {
        using var session = new ModuleSession("");
        Assert.Equal(indexes, string.Join(',', session.All<VirtualFunction>(script).Select(v => v.Index)));
    }

    [Fact]
    public void Lists_ten_ports_of_250_VFs_whole()
    {
        using var session = new ModuleSession("-Adapter 5 -NumVfs 250");
        var vfs = session.All<VirtualFunction>("Get-MlxVf");
        Assert.Equal(2500, vfs.Count);
        Assert.Equal(2500, vfs.Select(v => v.PciAddress).Distinct().Count());
    }

    [Fact]
    public void Shows_node_port_and_policy_of_InfiniBand_VFs_and_nothing_of_Ethernet()
    {
        using var session = new ModuleSession("ConnectX6Infiniband");
        var vf = session.All<VirtualFunction>("Get-MlxVf")[0];
        Assert.Equal("ib0", vf.Pf);
        Assert.NotNull(vf.NodeGuid);
        Assert.NotNull(vf.PortGuid);
        Assert.NotNull(vf.Policy);
        Assert.Null(vf.MacAddress);
        Assert.Null(vf.VlanMode);
        Assert.Null(vf.SpoofCheck);
        Assert.Null(vf.MaxTxRate);
    }

    [Fact]
    public void Leaves_null_what_an_inbox_driver_cannot_tell()
    {
        using var session = new ModuleSession("ConnectX7Inbox");
        var vf = session.All<VirtualFunction>("Get-MlxVf")[0];
        Assert.Equal(VlanMode.Vgt, vf.VlanMode);
        Assert.Null(vf.Trunk);
        Assert.Null(vf.RateGroup);
        Assert.Null(vf.Migratable);
    }

    [Theory]
    [InlineData("Get-MlxVf eth2 ", "0")]
    [InlineData("Get-MlxVf -Name eth2v", "eth2v7")]
    [InlineData("Get-MlxVf -Pf et", "eth3")]
    [InlineData("Enter-MlxSimulation -Profile ConnectX7", "ConnectX7Ofed2407")]
    public void Offers_what_fits(string line, string offer)
    {
        using var session = new ModuleSession("");
        Assert.Contains(offer, session.Complete(line));
    }
}
