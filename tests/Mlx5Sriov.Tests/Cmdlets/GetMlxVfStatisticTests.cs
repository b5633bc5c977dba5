using Mlx5Sriov.Counters;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Tests;

public class GetMlxVfStatisticTests
{
    [Theory]
    [InlineData("Get-MlxVfStatistic eth2 3", "3")]
    [InlineData("Get-MlxVfStatistic eth2 0,5-7", "0,5,6,7")]
    [InlineData("Get-MlxVfStatistic -Index 6", "6")]
    [InlineData("Get-MlxVfStatistic eth2 -FunctionID 6,6", "6")]
    [InlineData("Get-MlxVfStatistic -Name eth2v4,05:00.3", "1,4")]
    [InlineData("Get-MlxVfStatistic -Name eth2v[1-2]", "1,2")]
    [InlineData("Get-MlxPf eth2 | Get-MlxVfStatistic -Index 5", "5")]
    [InlineData("Get-MlxPf eth2 | Get-MlxVfStatistic", "0,1,2,3,4,5,6,7")]
    [InlineData("Get-MlxVf eth2 2,5 | Get-MlxVfStatistic", "2,5")]
    [InlineData("Get-MlxVfStatistic eth2 5 | Get-MlxVfStatistic", "5")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 4 } | Get-MlxVfStatistic", "4")]
    [InlineData("Get-MlxVf eth2 2 | Set-MlxVf -Trust On -PassThru | Get-MlxVfStatistic", "2")]
    [InlineData("Get-MlxVfStatistic eth9*", "")]
    [InlineData("Get-MlxVfStatistic eth3", "")]
    public void Selects_by_port_index_range_name_or_pipeline(string script, string indexes)
    {
        using var session = new ModuleSession("");
        Assert.Equal(indexes, string.Join(',', session.All<VfStatistic>(script).Select(v => v.Index)));
    }

    [Fact]
    public void Statistics_lead_to_their_VFs_by_property_name()
    {
        using var session = new ModuleSession("");
        Assert.Equal([6, 7], session.All<VirtualFunction>("Get-MlxVfStatistic | Where-Object RxPackets -GT 250000000 | Get-MlxVf").Select(v => v.Index));
    }

    [Theory]
    [InlineData("Get-MlxVfStatistic eth9", "PfNotFound", "eth9")]
    [InlineData("Get-MlxVfStatistic eth2 8", "VfIndexOutOfRange", "eth2")]
    [InlineData("Get-MlxVfStatistic -Name eth2v99", "VfNotFound", "eth2v99")]
    public void A_VF_that_is_not_there_is_an_error(string script, string id, string target)
    {
        using var session = new ModuleSession("");
        var error = session.Run(script).OnlyError();
        Assert.Equal(($"{id},Mlx5Sriov.Cmdlets.Counters.GetMlxVfStatisticCommand", target), (error.FullyQualifiedErrorId, error.TargetObject));
    }

    [Fact]
    public void VFs_that_went_since_they_were_read_are_errors_of_their_own()
    {
        using var session = new ModuleSession("");
        _ = session.Run("$vfs = Get-MlxVf eth2 3-5");
        session.Simulation.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs", "0");
        session.Simulation.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs", "4");
        var result = session.Run("$vfs | Get-MlxVfStatistic");
        Assert.Equal(3, ((VfStatistic)Assert.Single(result.Output).BaseObject).Index);
        Assert.Equal(["eth2 vf 4", "eth2 vf 5"], result.Errors.Select(e => e.TargetObject));
        Assert.All(result.Errors, e => Assert.StartsWith("VfIndexOutOfRange,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void One_VF_that_cannot_be_read_hides_no_other()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("*/sriov/5/stats", Errno.EIO, operation: SimulatedOperation.Read);
        var result = session.Run("Get-MlxVfStatistic eth2");
        Assert.Equal(7, result.Output.Count);
        var error = Assert.Single(result.Errors);
        Assert.Equal(("Kernel.EIO,Mlx5Sriov.Cmdlets.Counters.GetMlxVfStatisticCommand", "eth2 vf 5"), (error.FullyQualifiedErrorId, error.TargetObject));
    }

    [Fact]
    public void A_port_whose_net_device_is_away_is_one_error_that_says_what_to_do()
    {
        using var session = new ModuleSession("ConnectX7Inbox -NumVfs 8");
        session.Simulation.MoveToNamespace("eth2", "blue");
        var result = session.Run("Get-MlxVfStatistic");
        Assert.Equal(8, result.Output.Count);
        var error = Assert.Single(result.Errors);
        Assert.StartsWith("CountersUnavailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("ip netns exec", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectX7", 0)]
    [InlineData("ConnectX7Inbox", 1)]
    public void Each_port_is_asked_once_however_its_VFs_come(string profile, int requests)
    {
        using var session = new ModuleSession($"{profile} -NumVfs 127,0");
        var request = session.Simulation.AddFault("ip -s -d link show dev *", Errno.EIO, nth: int.MaxValue, operation: SimulatedOperation.Read);
        Assert.Equal(127, session.All<VfStatistic>("Get-MlxVf eth2 | Get-MlxVfStatistic").Count);
        Assert.Equal(requests, request.Hits);
        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("Get-MlxVfStatistic eth2 ", "0")]
    [InlineData("Get-MlxVfStatistic -Name eth2v", "eth2v7")]
    [InlineData("Watch-MlxVfStatistic -Pf et", "eth3")]
    public void Offers_what_fits(string line, string offer)
    {
        using var session = new ModuleSession("");
        Assert.Contains(offer, session.Complete(line));
    }

    [Fact]
    public void Several_are_a_table_and_one_is_a_list_also_after_remoting()
    {
        const string Table = """
            Pf   Index Name   RxPackets      RxBytes RxDropped TxPackets     TxBytes TxDropped Holder
            --   ----- ----   ---------      ------- --------- ---------     ------- --------- ------
            eth2     6 eth2v6 252000000 226800000000         0 126000000 75600000000         0
            eth2     7        288000000 259200000000    288000 144000000 86400000000     14400 VM web01
            """;
        using var session = new ModuleSession("");
        session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:01.1"), "web01");
        Assert.Equal(Table, session.Render("Get-MlxVfStatistic eth2 6-7"));
        Assert.Equal(Table, session.Render(ViewTests.Remoted("@(Get-MlxVfStatistic eth2 6-7)")));
        Assert.Matches(@"(?m)^TxBroadcast : 3600$", session.Render("Get-MlxVfStatistic eth2 6"));
        Assert.Matches(@"(?m)^Source      : Ofed$", session.Render("Get-MlxVfStatistic eth2 6"));
    }
}
