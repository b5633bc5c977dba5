using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

public class SetMlxVfDriverTests
{
    private const string Vf3 = "/sys/bus/pci/devices/0000:05:00.5";
    private const string Drivers = "/sys/bus/pci/drivers";

    [Theory]
    [InlineData("Set-MlxVfDriver eth2 3 -Driver vfio-pci")]
    [InlineData("Set-MlxVfDriver -Pf mlx5_0 -Index 3 -Driver VfioPci")]
    [InlineData("Set-MlxVfDriver -Name eth2v3 -Driver vfio_pci")]
    [InlineData("Set-MlxVfDriver -Name 05:00.5, mlx5_5 -Driver vfio-pci")]
    [InlineData("Get-MlxVf eth2 3 | Set-MlxVfDriver -Driver vfio-pci")]
    [InlineData("Set-MlxVfDriver -InputObject (Get-MlxVf eth2 3) -Driver vfio-pci")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 3 } | Set-MlxVfDriver -Driver vfio-pci")]
    public void A_VF_gets_its_driver_by_whichever_way_it_is_named(string script)
    {
        using var session = new ModuleSession("");
        Assert.Empty(session.Run(script).ThrowOnError().Output);
        Assert.Equal(
            [
                $"echo 0000:05:00.5 > {Vf3}/driver/unbind",
                "modprobe vfio-pci",
                $"echo vfio-pci > {Vf3}/driver_override",
                $"echo 0000:05:00.5 > {Drivers}/vfio-pci/bind",
            ],
            Acts(session));
        Assert.Equal("vfio-pci", Assert.Single(session.All<VirtualFunction>("Get-MlxVf"), vf => vf.Driver != "mlx5_core").Driver);

        session.Run("Set-MlxVfDriver eth2 3 -Driver vfio-pci").ThrowOnError();
        Assert.Equal(4, Acts(session).Length);
    }

    [Theory]
    [InlineData("vfio-pci", "mlx5_core", "", "mlx5_core")]
    [InlineData("vfio-pci", "mlx5_vfio_pci", "mlx5_vfio_pci", "mlx5_vfio_pci")]
    [InlineData("vfio-pci", "None", "", null)]
    [InlineData("mlx5_vfio_pci", "vfio-pci", "vfio-pci", "vfio-pci")]
    [InlineData("mlx5_vfio_pci", "mlx5_core", "", "mlx5_core")]
    [InlineData("None", "mlx5_core", "", "mlx5_core")]
    [InlineData("None", "mlx5_vfio_pci", "mlx5_vfio_pci", "mlx5_vfio_pci")]
    [InlineData("mlx5_core", "None", "", null)]
    public void From_each_driver_to_each_the_override_is_what_the_driver_needs(string from, string to, string expectedOverride, string? driver)
    {
        using var session = new ModuleSession("");
        session.Run($"Set-MlxVfDriver eth2 3 -Driver {from}; Set-MlxVfDriver eth2 3 -Driver {to}").ThrowOnError();
        Assert.Equal(driver, session.One<VirtualFunction>("Get-MlxVf eth2 3").Driver);
        Assert.Equal(expectedOverride.Length == 0 ? "(null)\n" : $"{expectedOverride}\n", session.Simulation.Seams.KernelFiles.Read($"{Vf3}/driver_override"));

        var mark = Acts(session).Length;
        session.Run($"Set-MlxVfDriver eth2 3 -Driver {to}").ThrowOnError();
        Assert.Equal(mark, Acts(session).Length);

        session.Run("Undo-MlxChange").ThrowOnError();
        Assert.Equal(from == "None" ? null : from, session.One<VirtualFunction>("Get-MlxVf eth2 3").Driver);
    }

    [Theory]
    [InlineData("ConnectX7", "eth2")]
    [InlineData("ConnectX7Ofed2407", "eth2")]
    [InlineData("ConnectX7Inbox", "eth2")]
    [InlineData("ConnectX6Infiniband", "ib0")]
    public void Any_profile_and_mode_binds_many_VFs(string profile, string pf)
    {
        using var session = new ModuleSession($"{profile} -NumVfs 127, 0");
        session.Run($"Get-MlxVf | Set-MlxVfDriver -Driver vfio-pci").ThrowOnError();
        Assert.All(session.All<VirtualFunction>("Get-MlxVf"), vf => Assert.Equal("vfio-pci", vf.Driver));
        Assert.Equal(1, Acts(session).Count(a => a == "modprobe vfio-pci"));
        session.Run($"Set-MlxVfDriver {pf} 0-126 -Driver mlx5_core").ThrowOnError();
        Assert.All(session.All<VirtualFunction>("Get-MlxVf"), vf => Assert.Equal("mlx5_core", vf.Driver));
    }

    [Fact]
    public void In_switchdev_mode_the_representor_stays()
    {
        using var session = new ModuleSession("");
        var vf = session.One<VirtualFunction>("Set-MlxPf eth2 -EswitchMode Switchdev; Set-MlxVfDriver eth2 3 -Driver vfio-pci -PassThru");
        Assert.Equal(("vfio-pci", "eth2_3", null), (vf.Driver, vf.Representor, vf.Name));
    }

    [Fact]
    public void WhatIf_and_PlanOnly_tell_the_steps_and_write_nothing()
    {
        using var session = new ModuleSession("");
        var shown = session.Render("Set-MlxVfDriver eth2 3 -Driver vfio-pci -PassThru -WhatIf");
        var plan = session.One<ChangePlan>("$p = Set-MlxVfDriver eth2 3 -Driver vfio-pci -PlanOnly; $p");
        Assert.Equal(
            [$"echo 0000:05:00.5 > {Vf3}/driver/unbind", $"echo vfio-pci > {Vf3}/driver_override; echo 0000:05:00.5 > {Drivers}/vfio-pci/bind"],
            plan.Steps.Select(s => s.Command));
        Assert.All(plan.Steps, s => Assert.Contains(s.Command, shown, StringComparison.Ordinal));
        Assert.Equal(Disruption.VfTrafficStops, plan.Disruption);
        Assert.Empty(Acts(session));

        session.Run("$p | Invoke-MlxPlan").ThrowOnError();
        Assert.Equal("vfio-pci", session.One<VirtualFunction>("Get-MlxVf eth2 3").Driver);
    }

    [Fact]
    public void Confirm_asks_for_each_VF_and_leaves_the_declined_as_it_is()
    {
        using var session = new ModuleSession("");
        var (result, questions) = session.RunAnswered("Set-MlxVfDriver eth2 2-4 -Driver None -Confirm -PassThru", "Yes", "No", "Yes");
        Assert.Equal([2, 4], result.ThrowOnError().Output.Select(o => ((VirtualFunction)o.BaseObject).Index));
        Assert.Equal(3, questions.Count);
        Assert.Contains("eth2 vf 3", questions[1], StringComparison.Ordinal);
        Assert.Equal([null, "mlx5_core", null], session.All<VirtualFunction>("Get-MlxVf eth2 2-4").Select(v => v.Driver));
    }

    [Fact]
    public void A_VF_in_use_keeps_its_driver_and_its_user_is_named()
    {
        using var session = new ModuleSession("");
        var guest = session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:00.5"), "web01");
        var program = session.Simulation.GiveToProcess(PciAddress.Parse("05:00.6"), "dpdk-testpmd");
        session.Simulation.MoveToNamespace("eth2v5", "blue");
        var result = session.Run("Set-MlxVfDriver eth2 2-5 -Driver None -PassThru");
        Assert.Equal(
            [$"eth2 vf 3: VM web01 (pid {guest})", $"eth2 vf 4: process dpdk-testpmd (pid {program})", "eth2 vf 5: netns blue"],
            result.Errors.Select(e => e.ToString()["A virtual function is in use: ".Length..].TrimEnd('.')));
        Assert.All(result.Errors, e => Assert.Equal("VfInUse,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfDriverCommand", e.FullyQualifiedErrorId));
        Assert.Equal(["eth2 vf 3", "eth2 vf 4", "eth2 vf 5"], result.Errors.Select(e => e.TargetObject));
        Assert.Equal(2, ((VirtualFunction)Assert.Single(result.Output).BaseObject).Index);
        Assert.Single(Acts(session));
    }

    [Fact]
    public void Force_takes_the_driver_from_a_VF_in_use_once_its_user_lets_go()
    {
        using var session = new ModuleSession("");
        var vf = PciAddress.Parse("05:00.5");
        session.Simulation.GiveToVirtualMachine(vf, "web01");
        session.Simulation.LetGo(vf, TimeSpan.FromSeconds(20));
        session.Simulation.MoveToNamespace("eth2v5", "blue");
        var result = session.Run("Set-MlxVfDriver eth2 3,5 -Driver None -Force").ThrowOnError();
        Assert.Contains("eth2 vf 3: held by VM web01", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.All(session.All<VirtualFunction>("Get-MlxVf eth2 3,5"), v => Assert.Null(v.Driver));
    }

    [Fact]
    public void Who_holds_a_VF_must_be_known()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVfDriver eth2 3 -Driver vfio-pci").ThrowOnError();
        session.Simulation.IsRoot = false;
        var error = session.Run("Set-MlxVfDriver eth2 3 -Driver None").OnlyError();
        Assert.StartsWith("VfInUse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("unknown, for want of the right to look", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_that_does_not_bind_is_an_error_of_its_own_and_the_old_one_comes_back()
    {
        using var session = new ModuleSession("");
        session.Simulation.AddFault("modprobe mlx5_vfio_pci", Errno.ENOENT);
        var error = session.Run("Set-MlxVfDriver eth2 2-3 -Driver mlx5_vfio_pci").Errors[0];
        Assert.Contains("mlx5_vfio_pci", error.ToString(), StringComparison.Ordinal);
        Assert.All(session.All<VirtualFunction>("Get-MlxVf eth2 2-3"), vf => Assert.Equal("mlx5_core", vf.Driver));

        session.Run("Remove-MlxSimulatedFault").ThrowOnError();
        session.Simulation.AddFault($"echo 0000:05:00.5 > {Drivers}/vfio-pci/bind", Errno.EINVAL);
        error = session.Run("Set-MlxVfDriver eth2 2-3 -Driver vfio-pci").OnlyError();
        Assert.Equal("PlanFailed,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfDriverCommand", error.FullyQualifiedErrorId);
        Assert.All(session.All<VirtualFunction>("Get-MlxVf eth2 2-3"), vf => Assert.Equal("mlx5_core", vf.Driver));
        Assert.Equal("(null)\n", session.Simulation.Seams.KernelFiles.Read($"{Vf3}/driver_override"));
    }

    [Fact]
    public void A_driver_that_says_nothing_and_does_not_bind_is_told()
    {
        using var session = new ModuleSession("");
        session.Run("Set-MlxVfDriver eth2 3 -Driver None").ThrowOnError();
        var seams = session.Simulation.Seams;
        session.Enter(session.Simulation, seams with { KernelFiles = new AlteredSysfs(seams.KernelFiles, "0000:05:00.5/driver", []) });
        var error = session.Run("Set-MlxVfDriver eth2 3 -Driver vfio-pci").OnlyError();
        Assert.Equal("DriverNotBound,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfDriverCommand", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("", "eth2 8 -Driver None", "VfIndexOutOfRange")]
    [InlineData("", "eth9 0 -Driver None", "PfNotFound")]
    [InlineData("", "-Name eth9v0 -Driver None", "VfNotFound")]
    [InlineData("Empty", "eth2 0 -Driver None", "NoAdapter")]
    public void Refuses_before_any_write(string profile, string arguments, string id)
    {
        using var session = new ModuleSession(profile);
        Assert.Equal($"{id},Mlx5Sriov.Cmdlets.Vfs.SetMlxVfDriverCommand", session.Run($"Set-MlxVfDriver {arguments}").OnlyError().FullyQualifiedErrorId);
        Assert.Empty(Acts(session));
    }

    [Fact]
    public void A_word_that_is_no_driver_is_refused_when_it_is_bound()
    {
        using var session = new ModuleSession("");
        var error = session.Run("Set-MlxVfDriver eth2 3 -Driver e1000").OnlyError();
        Assert.Contains("'e1000' is not one of", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("vfio-pci", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-MlxVfDriver eth2 3 -Driver ", "mlx5_core vfio-pci mlx5_vfio_pci None")]
    [InlineData("Set-MlxVfDriver eth2 3 -Driver m", "mlx5_core mlx5_vfio_pci")]
    [InlineData("Set-MlxVfDriver eth2 3 -Driver V", "vfio-pci")]
    [InlineData("Set-MlxVfDriver -Name eth2v3", "eth2v3")]
    public void Arguments_are_completed(string line, string proposals)
    {
        using var session = new ModuleSession("");
        Assert.Equal(proposals.Split(' '), session.Complete(line));
    }

    private static string[] Acts(ModuleSession session) => [.. session.Simulation.Writes.Select(w => w.Act)];
}
