using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>How the number of VFs is changed: what is waited for, what the kernel refuses, and what older drivers have instead.</summary>
public sealed class VfCountTests
{
    private const string Pf = "/sys/bus/pci/devices/0000:05:00.0";

    private readonly SimulatedHost _host = new(new SimulationOptions { NumVfs = [4, 0] });

    [Fact]
    public void New_VFs_are_waited_for_and_their_coming_is_told()
    {
        var reports = new List<PlanProgress>();

        new PlanRunner(_host.Seams, TimeSpan.Zero, reports.Add).Run(Wish(new() { NumVfs = 127 }), null, CancellationToken.None);

        var waiting = reports.Where(p => p.Waiting is not null).ToArray();
        Assert.Equal(Enumerable.Range(0, 127).Where(n => waiting.Any(w => w.Waiting == $"{n} of 127 virtual functions")).Count(), waiting.Length);
        Assert.Equal("0 of 127 virtual functions", waiting[0].Waiting);
        Assert.True(waiting.Length > 2, $"{waiting.Length} reports");
        Assert.All(waiting, w => Assert.Equal((false, 1, 2, TimeSpan.FromSeconds(63.5)), (w.IsUndo, w.Done, w.Total, w.Expected)));
        Assert.All(Enumerable.Range(0, 127), i => Assert.NotNull(_host.Seams.KernelFiles.ReadLink($"{Pf}/virtfn{i}/driver")));
    }

    [Fact]
    public void Without_probing_nobody_waits_for_drivers()
    {
        var reports = new List<PlanProgress>();

        var wish = Wish(new() { NumVfs = 127, AutoProbe = OnOff.Off, Discard = true });
        var plan = new PlanRunner(_host.Seams, TimeSpan.Zero, reports.Add).Run(wish, null, CancellationToken.None);

        Assert.DoesNotContain(reports, p => p.Waiting is not null);
        Assert.Equal(["AutoProbe: On -> Off", "NumVfs: 4 -> 0", "NumVfs: 0 -> 127"], plan.Steps.Select(s => s.Description));
        Assert.Equal([null, 0.6, 19.05], plan.Steps.Select(s => s.Expected?.TotalSeconds));
        Assert.Equal([Disruption.None, Disruption.VfsDestroyed, Disruption.None], plan.Steps.Select(s => s.Disruption));
    }

    [Theory]
    [InlineData(6, false, "gold silver", "")]
    [InlineData(1, false, "gold silver", "")]
    [InlineData(6, true, "", "gold silver")]
    [InlineData(0, false, "", "gold silver")]
    public void Rate_nodes_which_the_kernel_destroys_with_the_VFs_are_made_anew_or_warned_of(int count, bool discard, string left, string warned)
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = SimulationProfile.ConnectX7Inbox, NumVfs = [4, 0] });
        Run(host.Seams, new() { EswitchMode = EswitchMode.Switchdev });
        var groups = GroupCases.Wish(("gold", GroupCases.Create("0-1", max: "5Gbit")), ("silver", GroupCases.Create(null, min: "1Gbit")));
        new PlanRunner(host.Seams, TimeSpan.Zero).Run(groups, null, CancellationToken.None);

        var plan = Wish(new() { NumVfs = count, Discard = discard }).Plan(new HostSnapshot(host.Seams));
        Run(host.Seams, new() { NumVfs = count, Discard = discard });

        var snapshot = new HostSnapshot(host.Seams);
        Assert.Equal(left, string.Join(' ', snapshot.Groups(snapshot.Sites[0]).Select(g => g.Name)));
        Assert.Equal(warned.Length == 0 ? [] : warned.Split(' '), plan.Warnings.Select(w => w.Split(' ')[2]));
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(2, 1)]
    public void A_limited_group_that_ends_with_its_VFs_is_warned_of(int count, int warnings)
    {
        var groups = GroupCases.Wish(("7", GroupCases.Create("3", max: "5Gbit")), ("8", GroupCases.Create("2")));
        new PlanRunner(_host.Seams, TimeSpan.Zero).Run(groups, null, CancellationToken.None);

        var plan = Wish(new() { NumVfs = count }).Plan(new HostSnapshot(_host.Seams));

        Assert.Equal(
            Enumerable.Repeat("eth2 group 7 loses its last VF and ends, and with it its limit 5Gbit.", warnings),
            plan.Warnings);
        Assert.All(plan.Losses, loss => Assert.Equal(RemedyKind.UndoRestoresGroup, plan.RemedyOf(loss)?.Kind));
    }

    [Theory]
    [InlineData(OnOff.On, "virtfn5/driver", "0000:05:00.0: of 8 virtual functions only 5 came up with a driver.")]
    [InlineData(OnOff.Off, "virtfn6", "0000:05:00.0: of 8 virtual functions only 6 came up.")]
    public void Fewer_VFs_than_asked_are_an_error_in_the_end_and_the_old_ones_come_back(OnOff probe, string absent, string message)
    {
        var before = HostState.Read(_host);
        var start = _host.Clock.Now;
        var host = _host.Seams with { KernelFiles = new AlteredSysfs(_host.Seams.KernelFiles, absent) };

        var failure = Assert.Throws<PlanFailedException>(() => Run(host, new() { NumVfs = 8, AutoProbe = probe }));

        var missing = Assert.IsType<VfsMissingException>(failure.InnerException);
        Assert.Equal((message, 8), (missing.Message, missing.Wanted));
        Assert.Contains($" only {missing.Present} ", message, StringComparison.Ordinal);
        Assert.Contains("dmesg", failure.NextStep, StringComparison.Ordinal);
        Assert.InRange(_host.Clock.Now - start, TimeSpan.FromSeconds(46), TimeSpan.FromSeconds(47));
        Assert.Empty(failure.Residue);
        Assert.Equal(before, HostState.Read(_host));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_wait_can_be_cancelled(int wait)
    {
        var before = HostState.Read(_host);
        using var ctrlC = new CancellationTokenSource();
        var waits = 0;

        Assert.Throws<OperationCanceledException>(() => new PlanRunner(_host.Seams, TimeSpan.Zero, p =>
        {
            if (p is { Waiting: not null, IsUndo: false } && ++waits == wait) ctrlC.Cancel();
        }).Run(Wish(new() { NumVfs = 127 }), null, ctrlC.Token));

        Assert.Equal(wait, waits);
        Assert.Equal(before, HostState.Read(_host));
        Assert.Equal(ChangeState.RolledBack, Assert.Single(Entries.Of(_host)).State);
    }

    [Theory]
    [InlineData(Errno.ERANGE, "the firmware allows fewer", "mlxconfig")]
    [InlineData(Errno.EBUSY, "made by another program meanwhile", "once the other program is done")]
    [InlineData(Errno.ENOENT, "no driver is bound", "modprobe mlx5_core")]
    [InlineData(Errno.ENOSYS, "no driver is bound", "modprobe mlx5_core")]
    [InlineData(Errno.ENOMEM, "no room for them on the bus", "pci=realloc")]
    [InlineData(Errno.ETIMEDOUT, "in use and was not let go", "Shut the guest down")]
    [InlineData(Errno.EIO, "the driver or the firmware could not make them", "dmesg")]
    public void A_number_that_the_kernel_refuses_has_its_cause_and_advice(Errno errno, string cause, string advice)
    {
        var before = HostState.Read(_host);
        _host.AddFault("*/sriov_numvfs", errno, nth: 2, kernelText: "mlx5_core: no");

        var failure = Assert.Throws<PlanFailedException>(() => Run(_host.Seams, new() { NumVfs = 8 }));

        var refusal = Assert.IsType<VfCountRefusedException>(failure.InnerException);
        Assert.Equal(errno, refusal.Errno);
        Assert.StartsWith("0000:05:00.0: the kernel refused 8 virtual functions: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(cause, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("mlx5_core: no", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refusal.NextStep, StringComparison.Ordinal);
        Assert.Equal(refusal.NextStep, failure.NextStep);
        Assert.Equal(before, HostState.Read(_host));
    }

    [Theory]
    [InlineData(Errno.EACCES)]
    [InlineData(Errno.EPERM)]
    public void A_want_of_permission_is_the_kernels_own_error(Errno errno)
    {
        _host.AddFault("*/sriov_numvfs", errno);

        var failure = Assert.Throws<PlanFailedException>(() => Run(_host.Seams, new() { NumVfs = 8 }));

        Assert.Equal(errno, Assert.IsType<KernelException>(failure.InnerException).Errno);
    }

    [Fact]
    public void VFs_that_are_not_let_go_are_left_alone()
    {
        _host.GiveToVirtualMachine(PciAddress.Parse("0000:05:00.3"), "web01");
        Set(_host, new() { [2] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:01") } });
        var before = HostState.Read(_host);
        _host.ClearWrites();

        var failure = Assert.Throws<PlanFailedException>(() => Run(_host.Seams, new() { NumVfs = 0, Force = true }));

        Assert.Equal(Errno.ETIMEDOUT, Assert.IsType<VfCountRefusedException>(failure.InnerException).Errno);
        Assert.Contains("Nothing had been changed.", failure.Message, StringComparison.Ordinal);
        Assert.Single(_host.Writes);
        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void Where_only_mlx5_num_vfs_exists_the_number_is_set_by_it()
    {
        Set(_host, new() { [1] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:01"), Rebind = true } });
        var before = HostState.Read(_host);
        var sysfs = new AlteredSysfs(_host.Seams.KernelFiles, "/sriov_numvfs");
        var host = _host.Seams with { KernelFiles = sysfs };

        Assert.False(Run(host, new() { NumVfs = 6 }).IsEmpty);

        Assert.Equal([$"{Pf}/mlx5_num_vfs 0", $"{Pf}/mlx5_num_vfs 6"], sysfs.Writes.Where(w => w.Contains("num_vfs", StringComparison.Ordinal)));
        Assert.Equal(HostState.VfsBelow(before, "eth2", 4), HostState.VfsBelow(HostState.Read(_host), "eth2", 4));
        Assert.True(Run(host, new() { NumVfs = 6 }).IsEmpty);

        new PlanRunner(host, TimeSpan.Zero).Undo(Entries.Of(_host)[^1], isForced: false, agreed: [], CancellationToken.None);
        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void Where_only_probe_vf_exists_probing_is_switched_by_it()
    {
        const string Parameter = "/sys/module/mlx5_core/parameters/probe_vf";
        Set(_host, new() { [1] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:01"), Rebind = true }, [2] = new() { Driver = VfDriver.VfioPci } });
        var before = HostState.Read(_host);
        var sysfs = new AlteredSysfs(_host.Seams.KernelFiles, "/sriov_drivers_autoprobe");
        sysfs.AddParameter(Parameter, true);
        var host = _host.Seams with { KernelFiles = sysfs };

        Run(host, new() { AutoProbe = OnOff.Off, NumVfs = 5 });

        Assert.Equal("N\n", sysfs.Read(Parameter));
        Assert.Equal([$"{Parameter} 0"], sysfs.Writes.Where(w => w.StartsWith(Parameter, StringComparison.Ordinal)));
        Assert.Equal(HostState.VfsBelow(before, "eth2", 4), HostState.VfsBelow(HostState.Read(_host), "eth2", 4));
        Assert.True(Run(host, new() { AutoProbe = OnOff.Off }).IsEmpty);

        new PlanRunner(host, TimeSpan.Zero).Undo(Entries.Of(_host)[^1], isForced: false, agreed: [], CancellationToken.None);
        Assert.Equal("Y\n", sysfs.Read(Parameter));
        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void Where_probing_cannot_be_switched_the_number_can_still_be_set()
    {
        Set(_host, new()
        {
            [1] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:01"), Rebind = true },
            [2] = new() { Driver = VfDriver.VfioPci },
            [3] = new() { Driver = VfDriver.None },
        });
        var before = HostState.Read(_host);
        var host = _host.Seams with { KernelFiles = new AlteredSysfs(_host.Seams.KernelFiles, "/sriov_drivers_autoprobe") };

        var refusal = Assert.Throws<NoAutoProbeException>(() => Run(host, new() { AutoProbe = OnOff.Off }));
        Assert.StartsWith("eth2: neither sriov_drivers_autoprobe (Linux 4.12) nor the module parameter probe_vf", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("unbind the virtual functions after they were made", refusal.NextStep, StringComparison.Ordinal);

        Run(host, new() { NumVfs = 5 });
        Assert.Equal(HostState.VfsBelow(before, "eth2", 4), HostState.VfsBelow(HostState.Read(_host), "eth2", 4));
        Assert.Equal("mlx5_core", HostState.Read(_host)["eth2 vf 4: Driver"]);

        new PlanRunner(host, TimeSpan.Zero).Undo(Entries.Of(_host)[^1], isForced: false, agreed: [], CancellationToken.None);
        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void Drivers_bind_after_probing_is_on_again()
    {
        Set(_host, new() { [1] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:01"), Rebind = true } });

        var plan = Run(_host.Seams, new() { NumVfs = 5 });

        Assert.Equal(
            [
                "AutoProbe: On -> Off",
                "NumVfs: 4 -> 0",
                "NumVfs: 0 -> 5",
                "MacAddress: 00:00:00:00:00:00 -> 02:00:00:00:00:01",
                "AutoProbe: Off -> On",
                .. Enumerable.Repeat("Driver: bind mlx5_core", 5),
            ],
            plan.Steps.Select(s => s.Description));
        Assert.All(plan.Steps.TakeLast(5), s => Assert.DoesNotContain("driver_override", s.Command, StringComparison.Ordinal));
    }

    [Fact]
    public void With_probing_off_a_driver_is_named_for_the_moment_that_it_is_bound()
    {
        Run(_host.Seams, new() { AutoProbe = OnOff.Off });
        var before = HostState.Read(_host);
        _host.ClearWrites();

        var plan = Run(_host.Seams, new() { NumVfs = 3 });

        var binding = plan.Steps[^1];
        Assert.Equal(
            $"echo mlx5_core > {Pf}/virtfn2/driver_override; "
            + $"echo $(basename $(readlink {Pf}/virtfn2)) > /sys/bus/pci/drivers/mlx5_core/bind; "
            + $"echo '' > {Pf}/virtfn2/driver_override",
            binding.Command);
        Assert.Equal(
            [
                "echo mlx5_core > /sys/bus/pci/devices/0000:05:00.4/driver_override",
                "echo 0000:05:00.4 > /sys/bus/pci/drivers/mlx5_core/bind",
                "echo '' > /sys/bus/pci/devices/0000:05:00.4/driver_override",
            ],
            _host.Writes.TakeLast(3).Select(w => w.Act));
        Assert.Equal(HostState.VfsBelow(before, "eth2", 3), HostState.VfsBelow(HostState.Read(_host), "eth2", 3));

        new PlanRunner(_host.Seams, TimeSpan.Zero).Undo(Entries.Of(_host)[^1], isForced: false, agreed: [], CancellationToken.None);
        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void With_probing_off_a_VF_still_gets_the_driver_that_is_wished()
    {
        Run(_host.Seams, new() { AutoProbe = OnOff.Off });
        Set(_host, new() { [2] = new() { Driver = VfDriver.VfioPci } });
        Set(_host, new() { [2] = new() { Driver = VfDriver.Mlx5Core } });
        Assert.Equal("mlx5_core", HostState.Read(_host)["eth2 vf 2: Driver"]);
        Assert.Equal("(null)\n", _host.Seams.KernelFiles.Read("/sys/bus/pci/devices/0000:05:00.4/driver_override"));

        Set(_host, new() { [2] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:01"), Rebind = true } });
        Assert.Equal("mlx5_core", HostState.Read(_host)["eth2 vf 2: Driver"]);
    }

    internal static void Set(SimulatedHost host, Dictionary<int, VfWish> wishes) =>
        new PlanRunner(host.Seams, TimeSpan.Zero).Run(new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, wishes), null, CancellationToken.None);

    internal static PfSettingsWish Wish(PfWish wish) => new("Set-MlxPf", ChangeCase.Pf, wish);

    internal static ChangePlan Run(SriovHost host, PfWish wish) => new PlanRunner(host, TimeSpan.Zero).Run(Wish(wish), null, CancellationToken.None);
}
