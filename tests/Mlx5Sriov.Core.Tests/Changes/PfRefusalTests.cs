using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What of a physical function is refused before anything is written.</summary>
public sealed class PfRefusalTests
{
    private static readonly IReadOnlyList<(RefusalReason Reason, SimulationProfile Profile, string Scene, PfWish Wish, string Message)> s_refusals =
    [
        (RefusalReason.NoEswitch, SimulationProfile.ConnectX6Infiniband, "", new() { EswitchMode = EswitchMode.Switchdev }, "no e-switch"),
        (RefusalReason.NoEswitch, SimulationProfile.ConnectX6Infiniband, "", new() { EncapMode = EswitchEncapMode.None, NumVfs = 5 }, "no e-switch"),
        (RefusalReason.NoEswitch, SimulationProfile.ConnectX6Infiniband, "", new() { InlineMode = EswitchInlineMode.None }, "no e-switch"),
        (RefusalReason.NoInlineMode, SimulationProfile.ConnectX7, "", new() { InlineMode = EswitchInlineMode.Transport }, "needs no inline headers"),
        (RefusalReason.NoInlineMode, SimulationProfile.ConnectX7Inbox, "",
            new() { NumVfs = 2, EncapMode = EswitchEncapMode.None, InlineMode = EswitchInlineMode.Link }, "needs no inline headers"),
        (RefusalReason.RateNodesExist, SimulationProfile.ConnectX7, "rate nodes", new() { EswitchMode = EswitchMode.Legacy }, "gold"),
        (RefusalReason.FiltersInHardware, SimulationProfile.ConnectX7, "flows", new() { EswitchMode = EswitchMode.Legacy }, "1 on eth2_1"),
        (RefusalReason.RateNodesExist, SimulationProfile.ConnectX7Inbox, "rate nodes", new() { EswitchMode = EswitchMode.Legacy, NumVfs = 0 }, "gold"),
    ];

    public static IEnumerable<object[]> Rows => Enumerable.Range(0, s_refusals.Count).Select(i => new object[] { i });

    internal static IEnumerable<RefusalReason> Reasons => s_refusals.Select(r => r.Reason);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_refused_wish_writes_nothing(int row)
    {
        var (reason, profile, scene, wish, message) = s_refusals[row];
        var host = NewHost(scene, profile);

        var refusal = Refused<RefusedSettingException>(host, wish);

        Assert.Equal(reason, refusal.Reason);
        Assert.StartsWith($"{refusal.Target}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rate_nodes_stand_only_in_the_way_of_another_mode_of_their_own_port()
    {
        var host = NewHost("rate nodes");

        Assert.True(VfCountTests.Run(host.Seams, new() { EswitchMode = EswitchMode.Switchdev }).IsEmpty);
        var other = new PfSettingsWish("Set-MlxPf", PciAddress.Parse("0000:05:00.1"), new PfWish { EncapMode = EswitchEncapMode.None });
        Assert.Single(new PlanRunner(host.Seams, TimeSpan.Zero).Run(other, null, CancellationToken.None).Steps);
    }

    [Theory]
    [InlineData(128, "eth2 allows 127 virtual functions, not 128.", "mlxconfig")]
    [InlineData(-1, "-1 is no number of virtual functions: eth2 can have 0 to 127.", "from 0 to 127")]
    public void A_number_that_the_firmware_does_not_allow_is_refused(int number, string message, string advice)
    {
        var refusal = Refused<VfCountException>(NewHost(), new() { NumVfs = number, Force = true });
        Assert.Equal(message, refusal.Message);
        Assert.Contains(advice, refusal.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_SR_IOV_the_firmware_is_pointed_to()
    {
        var host = NewHost();
        var seams = host.Seams with { KernelFiles = new AlteredSysfs(host.Seams.KernelFiles, "/sriov_totalvfs") };
        var refusal = Assert.Throws<VfCountException>(() => VfCountTests.Run(seams, new() { NumVfs = 5 }));
        Assert.Equal("eth2 has no SR-IOV capability.", refusal.Message);
        Assert.Contains("SRIOV_EN=1", refusal.NextStep, StringComparison.Ordinal);
        Assert.Empty(host.Writes);
    }

    [Fact]
    public void Without_a_driver_there_can_be_no_VFs()
    {
        var host = NewHost();
        host.UnbindDriver(ChangeCase.Pf);
        Refused<DriverNotLoadedException>(host, new() { NumVfs = 5 }, compares: false);
        Refused<DriverNotLoadedException>(host, new() { EswitchMode = EswitchMode.Switchdev }, compares: false);
    }

    [Theory]
    [InlineData("VM", "web01")]
    [InlineData("process", "dpdk-testpmd")]
    [InlineData("namespace", "blue")]
    [InlineData("container", "nginx")]
    public void VFs_in_use_are_not_taken_away_and_their_holder_is_named(string scene, string holder)
    {
        PfWish[] wishes =
        [
            new() { NumVfs = 8 },
            new() { NumVfs = 0 },
            new() { NumVfs = 2, Discard = true },
            new() { EswitchMode = EswitchMode.Switchdev },
        ];
        foreach (var wish in wishes)
        {
            var refusal = Refused<VfInUseException>(NewHost(scene), wish);
            Assert.Contains(holder, refusal.Message, StringComparison.Ordinal);
            Assert.StartsWith("A virtual function is in use: eth2 vf 1: ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Detach it from its guest or container first", refusal.NextStep, StringComparison.Ordinal);
            Assert.Equal([1], refusal.Vfs.Select(v => v.Vf));
        }
    }

    [Fact]
    public void What_takes_no_VF_away_asks_for_no_holder()
    {
        var host = NewHost("VM");
        VfCountTests.Run(host.Seams, new() { NumVfs = 4, AutoProbe = OnOff.Off, EncapMode = EswitchEncapMode.None, EswitchMode = EswitchMode.Legacy });
        Assert.Equal(2, host.Writes.Count);
    }

    [Theory]
    [InlineData("VM")]
    [InlineData("process")]
    public void By_force_the_kernel_waits_until_a_VF_is_let_go(string scene)
    {
        var host = NewHost(scene);
        var before = HostState.Read(host);
        var start = host.Clock.Now;
        host.LetGo(Vf(1), TimeSpan.FromSeconds(5));

        var plan = VfCountTests.Run(host.Seams, new() { NumVfs = 6, Force = true });

        Assert.Contains("The kernel waits until it lets go", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.StartsWith("eth2 vf 1: held by ", plan.Warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("eth2 vf 1: ", Assert.Single(plan.Affected), StringComparison.Ordinal);
        Assert.True(host.Clock.Now - start >= TimeSpan.FromSeconds(5));
        Assert.Equal("6", HostState.Read(host)["eth2: NumVfs"]);
        Assert.Equal("vfio-pci", HostState.Read(host)["eth2 vf 1: Driver"]);
        Assert.Equal(before["eth2 vf 1: override"], HostState.Read(host)["eth2 vf 1: override"]);
    }

    [Fact]
    public void By_force_a_mode_change_waits_too()
    {
        var host = NewHost("VM");
        host.LetGo(Vf(1), TimeSpan.FromSeconds(5));

        var plan = VfCountTests.Run(host.Seams, new() { EswitchMode = EswitchMode.Switchdev, Force = true });

        Assert.Contains("The kernel waits", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.Equal(("Switchdev", "vfio-pci"), (HostState.Read(host)["eth2: EswitchMode"], HostState.Read(host)["eth2 vf 1: Driver"]));
    }

    [Fact]
    public void By_force_a_VF_is_taken_from_a_namespace_without_a_wait()
    {
        var host = NewHost("namespace");

        var plan = VfCountTests.Run(host.Seams, new() { NumVfs = 6, Force = true });

        Assert.Empty(plan.Warnings);
        Assert.Contains("blue", Assert.Single(plan.Affected), StringComparison.Ordinal);
        Assert.Equal("False", HostState.Read(host)["eth2 vf 1: IsHeld"]);
    }

    [Fact]
    public void What_may_not_be_looked_at_counts_as_in_use()
    {
        var host = NewHost();
        VfCountTests.Set(host, new() { [1] = new() { Driver = VfDriver.VfioPci } });
        Assert.Single(VfCountTests.Wish(new() { NumVfs = 0 }).Plan(new HostSnapshot(host.Seams)).Steps);
        host.IsRoot = false;

        var refusal = Assert.Throws<VfInUseException>(() => VfCountTests.Wish(new() { NumVfs = 0 }).Plan(new HostSnapshot(host.Seams)));
        Assert.Contains("eth2 vf 1: unknown, for want of the right to look", refusal.Message, StringComparison.Ordinal);

        var driver = new VfSettingsWish("Set-MlxVfDriver", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = new() { Driver = VfDriver.None } });
        Assert.IsType<VfInUseException>(Assert.Single(driver.Plan(new HostSnapshot(host.Seams)).Refusals).ToException());
    }

    [Theory]
    [InlineData("VM")]
    [InlineData("process")]
    [InlineData("namespace")]
    [InlineData("container")]
    public void A_VF_in_use_keeps_its_driver(string scene)
    {
        var host = NewHost(scene);
        var refusal = Assert.Throws<VfInUseException>(() => VfCountTests.Set(host, new() { [1] = new() { Driver = VfDriver.None } }));
        Assert.Contains("eth2 vf 1: ", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(host.Writes);
    }

    [Fact]
    public void By_force_a_VF_gets_its_driver_when_it_is_let_go()
    {
        var host = NewHost("VM");
        host.LetGo(Vf(1), TimeSpan.FromSeconds(5));
        var wishes = new Dictionary<int, VfWish> { [1] = new() { Driver = VfDriver.Mlx5Core, Force = true } };
        var wish = new VfSettingsWish("Set-MlxVfDriver", ChangeCase.Pf, wishes);

        var plan = new PlanRunner(host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);

        Assert.Contains("The kernel waits until it lets go", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.Equal(("mlx5_core", "eth2v1"), (HostState.Read(host)["eth2 vf 1: Driver"], HostState.Read(host)["eth2 vf 1: Name"]));
    }

    [Fact]
    public void A_reception_that_is_out_of_reach_names_who_has_the_net_device()
    {
        var host = NewHost("namespace");
        var refusal = Assert.Throws<RefusedSettingException>(() => VfCountTests.Set(host, new() { [1] = new() { Trust = OnOff.On, Promiscuous = OnOff.On } }));
        Assert.Equal(RefusalReason.NoVfNetDevice, refusal.Reason);
        Assert.Contains("blue", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(host.Writes);
    }

    [Fact]
    public void Rate_nodes_are_named_as_they_are_removed()
    {
        var refusal = Refused<RefusedSettingException>(NewHost("rate nodes"), new() { EswitchMode = EswitchMode.Legacy });
        Assert.Equal((RemedyKind.RemoveNodes, "eth2"), (refusal.Remedy?.Kind, refusal.Remedy?.Pf));
        Assert.Equal(["gold"], refusal.Remedy!.Nodes);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(2, true)]
    public void A_mode_that_only_newer_drivers_have_is_told_and_all_is_put_back(int? vfs, bool isAgain)
    {
        var host = NewHost();
        var before = HostState.Read(host);
        var wish = new PfWish { EswitchMode = EswitchMode.SwitchdevInactive, NumVfs = vfs };

        Assert.Contains("SwitchdevInactive", Assert.Single(VfCountTests.Wish(wish).Plan(new HostSnapshot(host.Seams)).Warnings), StringComparison.Ordinal);
        var failure = Assert.Throws<PlanFailedException>(() => VfCountTests.Run(host.Seams, wish));

        Assert.Equal($"{EswitchMode.SwitchdevInactive}", Assert.IsType<EswitchModeRefusedException>(failure.InnerException).Mode);
        Assert.Contains("Use the mode Switchdev", failure.NextStep, StringComparison.Ordinal);
        Assert.Empty(failure.Residue);
        Assert.Equal(isAgain, host.Writes.Any(w => w.Act.EndsWith("sriov_numvfs", StringComparison.Ordinal)));
        Assert.Equal(before, HostState.Read(host));
    }

    [Fact]
    public void Without_VFs_such_a_mode_is_asked_for_at_no_cost()
    {
        var host = NewHost();
        VfCountTests.Run(host.Seams, new() { NumVfs = 0 });
        var failure = Assert.Throws<PlanFailedException>(() => VfCountTests.Run(host.Seams, new() { EswitchMode = EswitchMode.SwitchdevInactive }));
        Assert.Contains("Nothing had been changed.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0x1013")]
    [InlineData("0x1015")]
    public void Where_an_inline_mode_may_be_had_it_is_asked_for_before_anything_is_taken_down(string device)
    {
        var host = NewHost();
        var before = HostState.Read(host);
        var seams = host.Seams with { KernelFiles = new AlteredSysfs(host.Seams.KernelFiles).Reads("/sys/bus/pci/devices/0000:05:00.0/device", device) };

        var wish = new PfWish { NumVfs = 2, EswitchMode = EswitchMode.Switchdev, InlineMode = EswitchInlineMode.Transport };
        var failure = Assert.Throws<PlanFailedException>(() => VfCountTests.Run(seams, wish));

        Assert.Contains("at step 1 of ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Inline mode can't be set", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing had been changed.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, HostState.Read(host));
    }

    private static PciAddress Vf(int index) => PciAddress.Parse($"0000:05:00.{index + 2}");

    private static T Refused<T>(SimulatedHost host, PfWish wish, bool compares = true)
        where T : SriovException
    {
        var before = compares ? HostState.Read(host) : null;
        var refusal = Assert.Throws<T>(() => VfCountTests.Run(host.Seams, wish));
        Assert.NotEmpty(refusal.NextStep);
        Assert.Empty(host.Writes);
        Assert.Empty(host.Seams.Changes.List());
        Assert.Null(host.Seams.Changes.HolderOf($"{ChangeCase.Pf}"));
        if (before is not null) Assert.Equal(before, HostState.Read(host));
        return refusal;
    }

    private static SimulatedHost NewHost(string scene = "", SimulationProfile profile = SimulationProfile.ConnectX7)
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = profile, NumVfs = [4, 2] });
        switch (scene)
        {
            case "VM":
                host.GiveToVirtualMachine(Vf(1), "web01");
                break;
            case "process":
                host.GiveToProcess(Vf(1), "dpdk-testpmd");
                break;
            case "namespace":
                host.MoveToNamespace("eth2v1", "blue");
                break;
            case "container":
                host.MoveToContainer("eth2v1", "nginx");
                break;
            case "flows":
                host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
                host.AddFilter("eth2_1", new PacketFilter { Classifier = "flower", IsInHardware = true });
                break;
            case "rate nodes":
                host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
                host.Seams.Devlink.AddRateNode(ChangeCase.Pf, "gold", new RateLimits());
                break;
        }

        host.ClearWrites();
        return host;
    }
}
