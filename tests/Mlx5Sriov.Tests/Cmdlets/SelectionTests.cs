using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Tests;

/// <summary>Names, indexes and hosts that are out of the ordinary: nothing is selected by mistake, and one bad part hides no other.</summary>
public class SelectionTests
{
    [Theory]
    [InlineData("'x'")]
    [InlineData("''")]
    [InlineData("-1")]
    [InlineData("'5-2'")]
    [InlineData("99999")]
    [InlineData("@(1,-3)")]
    public void A_wrong_index_from_the_pipeline_is_an_error_and_selects_nothing(string index)
    {
        using var session = new ModuleSession("");
        var error = session.Run($"[pscustomobject]@{{ Pf = 'eth2'; Index = {index} }} | Get-MlxVf").OnlyError();
        Assert.Contains("'Index'", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MlxPf 'eth['", "PfNotFound")]
    [InlineData("Get-MlxVf '[]'", "PfNotFound")]
    [InlineData("Get-MlxVf -Name 'eth['", "VfNotFound")]
    [InlineData("Get-MlxPf \"eth2`0\"", "PfNotFound")]
    public void A_text_that_is_no_valid_pattern_is_a_name(string script, string id)
    {
        using var session = new ModuleSession("");
        Assert.StartsWith(id + ",", session.Run(script).OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void One_PCI_device_that_cannot_be_read_hides_no_other()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("*05:00.1/vendor", Errno.EIO, operation: SimulatedOperation.Read);
        var result = session.Run("Get-MlxPf; Get-MlxVf");
        Assert.Equal(9, result.Output.Count);
        Assert.All(result.Errors, e => Assert.Equal("0000:05:00.1", e.TargetObject));
        Assert.Equal(2, result.Errors.Count);
    }

    [Fact]
    public void One_port_whose_names_cannot_be_read_hides_no_other()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("ls *05:00.1/net", Errno.EIO, operation: SimulatedOperation.Read);
        Assert.Equal("eth2", session.One<PhysicalFunction>("Get-MlxPf eth2").Name);
        session.Simulation.AddFault("ip -d link show dev eth3", Errno.EIO, operation: SimulatedOperation.Read);
        Assert.Equal(8, session.Run("Get-MlxVf 'eth2*'").Output.Count);
    }

    [Theory]
    [InlineData("-7\n")]
    [InlineData("70000\n")]
    [InlineData("2147483647\n")]
    [InlineData("3\n\n")]
    [InlineData("many\n")]
    public void A_count_that_no_kernel_writes_is_refused(string text)
    {
        using var session = new ModuleSession("");
        session.Simulation.ReplaceText("/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs", text);
        Assert.StartsWith("MalformedText,", session.Run("Get-MlxVf eth2").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("MalformedText,", session.Run("Get-MlxPf eth2").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Errno.ENODEV)]
    [InlineData(Errno.EINVAL)]
    [InlineData(Errno.EOPNOTSUPP)]
    public void A_count_that_is_refused_is_not_zero(Errno errno)
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("*05:00.0/sriov_numvfs", errno, operation: SimulatedOperation.Read);
        Assert.StartsWith($"Kernel.{errno},", session.Run("Get-MlxVf eth2").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void VFs_that_vanish_while_they_are_listed_are_errors_and_not_shown_as_free()
    {
        using var session = new ModuleSession("");
        var host = session.Simulation;
        host.AddFault("*/virtfn5", Errno.EIO, operation: SimulatedOperation.Read, nth: 99);
        var snapshot = new Mlx5Sriov.Inventory.HostSnapshot(host.Seams);
        var reader = snapshot.OpenVfs(snapshot.Sites[0]);
        Assert.False(reader.Read(1).IsHeld);
        host.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs", "0");
        Assert.Throws<VfIndexException>(() => reader.Read(2));
    }

    [Fact]
    public void A_refusal_that_concerns_the_whole_port_is_told_once()
    {
        using var session = new ModuleSession("-NumVfs 250,0");
        session.Simulation.AddFault("devlink dev eswitch show *", Errno.EIO, operation: SimulatedOperation.Read);
        Assert.Equal("eth2", session.Run("Get-MlxVf eth2").OnlyError().TargetObject);
    }

    [Fact]
    public void Many_names_are_looked_up_in_one_reading_and_tell_no_others_faults()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("*/sriov/5/config", Errno.EIO, operation: SimulatedOperation.Read);
        Assert.Equal([0, 1, 2], session.All<VirtualFunction>("Get-MlxVf -Name eth2v0,eth2v1,eth2v2").Select(v => v.Index));
        Assert.StartsWith("Kernel.EIO,", session.Run("Get-MlxVf -Name eth2v5").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_comes_before_the_error_that_ends_the_pipeline()
    {
        using var session = new ModuleSession("");
        var got = session.Run("$got = @(); try { Get-MlxPf eth2,nosuch -ErrorAction Stop | ForEach-Object { $got += $_.Name } } catch { }; $got");
        Assert.Equal(["eth2"], got.Output.Select(o => $"{o}"));
    }

    [Fact]
    public void Completion_offers_what_can_be_read()
    {
        using var session = new ModuleSession("");
        session.Simulation.UnbindDriver(PciAddress.Parse("05:00.1"));
        session.Simulation.AddFault("*/sriov/5/config", Errno.EIO, operation: SimulatedOperation.Read);
        Assert.Contains("eth2v5", session.Complete("Get-MlxVf -Name eth2v"));
        session.Simulation.AddFault("ip -d link show dev *", Errno.EIO, operation: SimulatedOperation.Read);
        Assert.Contains("eth2", session.Complete("Get-MlxPf e"));
    }

    [Fact]
    public void No_fault_is_removed_by_an_empty_variable()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("*", Errno.EIO);
        _ = session.Run("Remove-MlxSimulatedFault $nothing");
        Assert.Single(session.Simulation.Faults);
    }
}
