using System.Management.Automation;

using Mlx5Sriov.Cmdlets;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Tests;

/// <summary>Each refusal: one non-terminating error with its own id, category, target and next step, and nothing returned for that target.</summary>
public class RefusalTests
{
    private const string Pf0 = "/sys/bus/pci/devices/0000:05:00.0";

    [Theory]
    [InlineData("Get-MlxVf", "GetMlxVfCommand")]
    [InlineData("Get-MlxPf", "GetMlxPfCommand")]
    [InlineData("Get-MlxVf eth2 3", "GetMlxVfCommand")]
    [InlineData("Get-MlxVf -Name eth2v3", "GetMlxVfCommand")]
    [InlineData("Get-MlxPf eth2", "GetMlxPfCommand")]
    public void A_host_without_an_adapter_says_so_once(string script, string command)
    {
        using var session = new ModuleSession("Empty");
        var error = session.Run(script).OnlyError();
        Check(error, "NoAdapter", ErrorCategory.ObjectNotFound, command);
        Assert.Contains("no mlx5 adapter", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void So_does_the_real_host_that_runs_this_test()
    {
        if (Directory.Exists("/sys/bus/pci/drivers/mlx5_core")) return;
        using var session = new ModuleSession();
        Check(session.Run("Get-MlxVf").OnlyError(), "NoAdapter", ErrorCategory.ObjectNotFound, "GetMlxVfCommand");
    }

    [Theory]
    [InlineData("Get-MlxPf eht2", "Did you mean eth2")]
    [InlineData("Get-MlxVf et2", "Did you mean eth2")]
    [InlineData("Get-MlxVf mlx5_99", "mlx5_0")]
    [InlineData("Get-MlxPf enp5s0f0", "Did you mean enp5s0f0np0")]
    [InlineData("Get-MlxVf 5:00.1", "Did you mean 0000:05:00.1 or 05:00.1")]
    [InlineData("Get-MlxPf wlan-of-the-office", "This host has eth2, eth3.")]
    public void A_wrong_port_name_is_answered_with_near_ones(string script, string hint)
    {
        using var session = new ModuleSession("");
        var error = session.Run(script).OnlyError();
        Check(error, "PfNotFound", ErrorCategory.ObjectNotFound, script[..9] == "Get-MlxPf" ? "GetMlxPfCommand" : "GetMlxVfCommand");
        Assert.Contains(hint, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(script[10..], error.TargetObject);
    }

    /// <summary>A name may be one of another kind of thing, and then what it is is said.</summary>
    [Theory]
    [InlineData("Get-MlxPf eth2v3", "There is no mlx5 physical function 'eth2v3': it is eth2 vf 3.", "(eth2 3)")]
    [InlineData("Set-MlxVf 05:00.5 -Index 0 -Trust On", "There is no mlx5 physical function '05:00.5': it is eth2 vf 3.", "-Name 05:00.5")]
    [InlineData("Set-MlxPf mlx5_5 -NumVfs 0", "There is no mlx5 physical function 'mlx5_5': it is eth2 vf 3.", "(eth2 3)")]
    [InlineData("Get-MlxVf -Name eth2", "There is no virtual function 'eth2': it is a physical function.", "Get-MlxVf eth2")]
    [InlineData("Enable-MlxVfTrust -Name mlx5_0", "There is no virtual function 'mlx5_0': it is a physical function.", "without -Name")]
    [InlineData("Get-MlxVf -Name eth2v33", "There is no virtual function 'eth2v33'.", "Did you mean eth2v3")]
    [InlineData("Get-MlxVf -Name 5:00.5", "There is no virtual function '5:00.5'.", "Did you mean 0000:05:00.5 or 05:00.5")]
    public void A_name_of_another_kind_of_thing_says_what_it_is(string script, string message, string hint)
    {
        using var session = new ModuleSession("");
        var error = session.Run(script).OnlyError();
        Assert.Equal(message, $"{error}");
        Assert.Contains(hint, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("Get-MlxVf eth2 8", "eth2 has no virtual function 8: 8 are enabled, numbers 0 to 7.")]
    [InlineData("Get-MlxVf eth2 100-200,99", "eth2 has no virtual function 99-200: 8 are enabled, numbers 0 to 7.")]
    [InlineData("Get-MlxVf eth3 0", "eth3 has no virtual function 0: none is enabled.")]
    [InlineData("Get-MlxVf -Index 55", "eth2 has no virtual function 55: 8 are enabled, numbers 0 to 7.")]
    [InlineData("Get-MlxPf eth3 | Get-MlxVf -Index 1", "eth3 has no virtual function 1: none is enabled.")]
    public void An_index_that_is_not_enabled_is_named(string script, string message)
    {
        using var session = new ModuleSession("");
        var error = session.Run(script).OnlyError();
        Check(error, "VfIndexOutOfRange", ErrorCategory.ObjectNotFound, "GetMlxVfCommand");
        Assert.Equal(message, error.ToString());
    }

    [Fact]
    public void The_VFs_that_are_there_come_beside_the_error_for_the_others()
    {
        using var session = new ModuleSession("");
        var result = session.Run("Get-MlxVf eth2 6-9");
        Assert.Equal([6, 7], result.Output.Select(o => ((VirtualFunction)o.BaseObject).Index));
        Assert.Contains("8-9", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MlxVf eth2 three", "'three' is not the index of a virtual function")]
    [InlineData("Get-MlxVf eth2 7-3", "'7-3' runs backwards: write 3-7.")]
    [InlineData("Get-MlxVf eth2 (-1)", "is not the index")]
    [InlineData("Get-MlxVf eth2 1,x", "'x' is not the index")]
    [InlineData("Get-MlxVf eth2 99999999999", "is not the index")]
    [InlineData("Enter-MlxSimulation -Profile ConnectX99", "ConnectX99")]
    [InlineData("Enter-MlxSimulation -NumVfs 251", "250")]
    [InlineData("Enter-MlxSimulation -NumVfs 1,2,3", "There are 2 physical functions")]
    public void A_wrong_argument_is_refused_with_what_is_accepted(string script, string message)
    {
        using var session = new ModuleSession("");
        Assert.Contains(message, session.Run(script).OnlyError().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-MlxVf eth2 1 -VlanProtocol 802.1ad", "ProtocolNeedsVlan")]
    [InlineData("Set-MlxVf eth2 1 -NodeGuid ff:ff:ff:ff:ff:ff:ff:ff", "GuidInvalid")]
    [InlineData("New-MlxVfGroup eth2 7", "GroupNeedsMember")]
    public void What_would_do_nothing_or_cannot_be_is_refused(string script, string id)
    {
        using var session = new ModuleSession("");
        var result = session.Run(script);
        Assert.StartsWith($"{id},", result.OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void A_bond_is_told_with_its_ports()
    {
        using var session = new ModuleSession();
        var host = new SimulatedHost(new SimulationOptions());
        session.Enter(host, host.Seams with
        {
            KernelFiles = new AlteredSysfs(host.Seams.KernelFiles, "?", new() { ["/sys/class/net/bond0/bonding/slaves"] = "eth2 eth3" }),
        });
        var error = session.Run("Set-MlxPf bond0 -NumVfs 0").OnlyError();
        Assert.Equal("There is no mlx5 physical function 'bond0': it is the bond of eth2 and eth3.", $"{error}");
    }

    [Theory]
    [InlineData("Get-MlxChange 'a/b'", "GetMlxChangeCommand")]
    [InlineData("Get-MlxChange ../a", "GetMlxChangeCommand")]
    [InlineData("Undo-MlxChange 'a/b'", "UndoMlxChangeCommand")]
    public void What_cannot_be_an_id_is_that_of_no_change(string script, string cmdlet)
    {
        using var session = new ModuleSession("");
        Check(session.Run(script).OnlyError(), "ChangeNotFound", ErrorCategory.ObjectNotFound, cmdlet);
    }

    [Fact]
    public void A_damaged_newest_journal_is_told_by_its_file_and_passed_over()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVf eth2 5 -Trust On").ThrowOnError();
        session.Simulation.Seams.Changes.Save("9-newest", "rubbish\n");

        foreach (var verb in new[] { "Get", "Undo" })
        {
            var error = session.Run($"$null = {verb}-MlxChange").OnlyError();
            Check(error, "JournalDamaged", ErrorCategory.InvalidData, $"{verb}MlxChangeCommand");
            Assert.Contains("journal/9-newest", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(OnOff.Off, session.One<VirtualFunction>("Get-MlxVf eth2 5").Trust);
    }

    [Fact]
    public void A_name_that_no_VF_has_is_not_found()
    {
        using var session = new ModuleSession("");
        var error = session.Run("Get-MlxVf -Name eth2v99").OnlyError();
        Check(error, "VfNotFound", ErrorCategory.ObjectNotFound, "GetMlxVfCommand");
        Assert.Equal("eth2v99", error.TargetObject);
    }

    [Theory]
    [InlineData("Get-MlxVf 05:00.0")]
    [InlineData("Get-MlxVf")]
    [InlineData("Get-MlxPf 05:00.0 | Get-MlxVf")]
    public void A_port_without_a_driver_has_no_VFs(string script)
    {
        using var session = new ModuleSession("");
        session.Simulation.UnbindDriver(PciAddress.Parse("05:00.0"));
        var error = session.Run(script).OnlyError();
        Check(error, "DriverNotLoaded", ErrorCategory.ResourceUnavailable, "GetMlxVfCommand");
        Assert.Contains("modprobe mlx5_core", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_without_a_driver_is_still_shown()
    {
        using var session = new ModuleSession("");
        session.Simulation.UnbindDriver(PciAddress.Parse("05:00.0"));
        var pf = session.One<PhysicalFunction>("Get-MlxPf 05:00.0");
        Assert.Equal(("0000:05:00.0", null, null), (pf.Name, pf.Driver, pf.Dialect));
        Assert.Equal("ConnectX-7", pf.DeviceName);
    }

    [Fact]
    public void A_port_that_was_given_away_whole_is_shown_and_passed_over()
    {
        using var session = new ModuleSession("");
        session.Simulation.UnbindDriver(PciAddress.Parse("05:00.1"));
        session.Simulation.BindDriver(PciAddress.Parse("05:00.1"), "vfio-pci");
        Assert.Equal("vfio-pci", session.One<PhysicalFunction>("Get-MlxPf 05:00.1").Driver);
        Assert.Equal(8, session.All<VirtualFunction>("Get-MlxVf").Count);
        Assert.Contains("vfio-pci is bound", session.Run("Get-MlxVf 05:00.1").OnlyError().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_for_want_of_a_right_says_run_as_root()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault($"{Pf0}/sriov_numvfs", Errno.EACCES, operation: SimulatedOperation.Read);
        var error = session.Run("Get-MlxVf eth2").OnlyError();
        Check(error, "PermissionDenied", ErrorCategory.PermissionDenied, "GetMlxVfCommand");
        Assert.Contains("root", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_no_driver_writes_is_shown()
    {
        using var session = new ModuleSession("");
        session.Simulation.ReplaceText($"{Pf0}/sriov/2/config", "MAC : not a mac\n");
        var result = session.Run("Get-MlxVf");
        Assert.Equal(7, result.Output.Count);
        var error = Assert.Single(result.Errors);
        Check(error, "MalformedText", ErrorCategory.InvalidData, "GetMlxVfCommand");
        Assert.Equal("eth2 vf 2", error.TargetObject);
        Assert.Contains("not a mac", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Errno.EBUSY, ErrorCategory.ResourceBusy)]
    [InlineData(Errno.EIO, ErrorCategory.DeviceError)]
    [InlineData(Errno.ENOMEM, ErrorCategory.ResourceUnavailable)]
    public void Any_other_refusal_by_the_kernel_carries_its_errno(Errno errno, ErrorCategory category)
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("ip *link show dev eth2*", errno, operation: SimulatedOperation.Read, kernelText: "not now");
        var error = session.Run("Get-MlxVf eth2").OnlyError();
        Check(error, $"Kernel.{errno}", category, "GetMlxVfCommand");
        Assert.Contains("not now", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Exit-MlxSimulation", "ExitMlxSimulationCommand")]
    [InlineData("Get-MlxSimulatedWrite", "GetMlxSimulatedWriteCommand")]
    [InlineData("Add-MlxSimulatedFault * EIO", "AddMlxSimulatedFaultCommand")]
    [InlineData("Remove-MlxSimulatedFault", "RemoveMlxSimulatedFaultCommand")]
    public void The_simulations_cmdlets_need_a_simulation(string script, string command)
    {
        using var session = new ModuleSession();
        Check(session.Run(script).OnlyError(), "NotSimulated", ErrorCategory.InvalidOperation, command);
    }

    private static void Check(ErrorRecord error, string id, ErrorCategory category, string command)
    {
        var type = typeof(MlxCmdlet).Assembly.GetTypes().Single(t => t.Name == command);
        Assert.Equal($"{id},{type.FullName}", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.RecommendedAction));
    }
}
