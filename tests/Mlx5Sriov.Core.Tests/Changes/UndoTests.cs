using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Planning.Firmware;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>An undo is compared with what was there, says what did not come back, and overwrites nothing that came later without consent.</summary>
public sealed class UndoTests
{
    public static IEnumerable<object[]> Cases => ChangeCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Who_may_write_nothing_is_told_so_and_nothing_is_left_to_undo(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost(out var before);
        host.AddFault("*", Errno.EPERM);
        host.ClearWrites();

        var failure = Assert.Throws<PlanFailedException>(() => change.Run(host));

        if (change.Wish is FirmwareSettingsWish) Assert.IsType<FirmwareRefusedException>(failure.InnerException);
        else Assert.True(failure.InnerException is KernelException { IsPermission: true } or ModuleNotLoadedException);
        Assert.Contains("Nothing had been changed.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(failure.Residue);
        Assert.Single(host.Writes);
        Assert.Equal(ChangeState.RolledBack, RollbackTests.Entry(host).State);
        Assert.Equal(before, HostState.Read(host));
    }

    /// <summary>The kernel makes a request with two rates in part when it refuses one of them.</summary>
    [Fact]
    public void What_a_refused_request_did_in_part_is_put_back()
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [4, 2] });
        host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        var before = HostState.Read(host);
        var seams = host.Seams with { Devlink = HalfSeam.Over(host.Seams.Devlink) };
        var wish = Vfs(new() { MinTxRate = SampleSettings.Slow, MaxTxRate = SampleSettings.Fast }, new()).One;

        var failure = Assert.Throws<PlanFailedException>(() => new PlanRunner(seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None));

        Assert.Empty(failure.Residue);
        Assert.Equal(before, HostState.Read(host));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_undo_that_the_host_only_pretends_to_do_is_told_as_not_done(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost(out var before);
        change.Run(host);
        var after = HostState.Read(host);
        var deaf = DeafSeam.Over(host.Seams);

        var failure = Assert.Throws<PlanFailedException>(() =>
            new PlanRunner(deaf, TimeSpan.Zero).Undo(RollbackTests.Entry(host), isForced: false, agreed: [], CancellationToken.None));

        Assert.NotEmpty(failure.Residue);
        Assert.Equal(ChangeState.Incomplete, RollbackTests.Entry(host).State);
        Assert.Equal(after, HostState.Read(host));

        // Once the host does what it says, nothing is left.
        RollbackTests.Runner(host).Undo(RollbackTests.Entry(host), isForced: false, agreed: [], CancellationToken.None);
        Assert.Equal(before, HostState.Read(host));
        Assert.Equal(ChangeState.Undone, RollbackTests.Entry(host).State);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_undo_that_was_refused_half_way_is_finished_by_running_it_again(string name)
    {
        var change = ChangeCases.Find(name);
        foreach (var n in ChangeCase.Tried(1, 8))
        {
            var host = change.NewHost(out var before);
            change.Run(host);
            var fault = host.AddFault("*", Errno.EIO, n);
            try
            {
                RollbackTests.Runner(host).Undo(RollbackTests.Entry(host), isForced: false, agreed: [], CancellationToken.None);
                if (fault.Hits < n) break;
            }
            catch (PlanFailedException)
            {
                Assert.Equal(ChangeState.Incomplete, RollbackTests.Entry(host).State);
            }

            host.RemoveFault(fault.Id);
            if (RollbackTests.Entry(host).State == ChangeState.Incomplete)
                RollbackTests.Runner(host).Undo(RollbackTests.Entry(host), isForced: false, agreed: [], CancellationToken.None);
            RollbackTests.AssertSame(before, HostState.Read(host), $"write {n} of the undo");
        }
    }

    /// <summary>Every kind of what a change sets, as two changes of the same: the first is undone after the second.</summary>
    public static TheoryData<string> Pairs => [.. s_pairs.Keys];

    private static readonly Dictionary<string, (SimulationProfile Profile, IWish One, IWish Two)> s_pairs = new()
    {
        ["MacAddress"] = Vfs(new() { MacAddress = SampleSettings.Mac1 }, new() { MacAddress = SampleSettings.Mac2 }),
        ["VlanId"] = Vfs(new() { VlanId = 1 }, new() { VlanId = 2 }),
        ["Qos"] = Vfs(new() { VlanId = 1, Qos = 1 }, new() { VlanId = 1, Qos = 2 }),
        ["Trunk"] = Vfs(new() { Trunk = VlanSet.Parse("4-7") }, new() { Trunk = VlanSet.Parse("4-9") }),
        ["SpoofCheck"] = Vfs(new() { MacAddress = SampleSettings.Mac1, SpoofCheck = OnOff.On }, new() { MacAddress = SampleSettings.Mac2 }),
        ["LinkState"] = Vfs(new() { LinkState = VfLinkState.Enable }, new() { LinkState = VfLinkState.Disable }),
        ["MaxTxRate"] = Vfs(new() { MaxTxRate = SampleSettings.Slow }, new() { MaxTxRate = SampleSettings.Fast }),
        ["Group"] = Vfs(new() { Group = "7" }, new() { Group = "8" }),
        ["Driver"] = Vfs(new() { Driver = VfDriver.None }, new() { Driver = VfDriver.VfioPci }),
        ["NodeGuid"] = Vfs(
            new() { NodeGuid = SampleSettings.Guid1 }, new() { NodeGuid = SampleSettings.Guid2 }, SimulationProfile.ConnectX6Infiniband),
        ["Policy"] = Vfs(new() { Policy = VfLinkState.Enable }, new() { Policy = VfLinkState.Auto }, SimulationProfile.ConnectX6Infiniband),
        ["Limits of a group"] = (SimulationProfile.ConnectX7, Group(RateGroupAct.Create, SampleSettings.Slow), Group(RateGroupAct.Set, SampleSettings.Fast)),
        ["NumVfs"] = (SimulationProfile.ConnectX7, Pf(new() { NumVfs = 6 }), Pf(new() { NumVfs = 5 })),
        ["AutoProbe"] = (SimulationProfile.ConnectX7, Pf(new() { NumVfs = 6, AutoProbe = OnOff.Off }), Pf(new() { NumVfs = 5, AutoProbe = OnOff.On })),
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_a_later_change_set_is_overwritten_by_consent_alone_and_the_change_is_named(string pair)
    {
        var (profile, one, two) = s_pairs[pair];
        var host = new SimulatedHost(new SimulationOptions { Profile = profile, NumVfs = [4, 2] });
        var runner = RollbackTests.Runner(host);
        runner.Run(one, null, CancellationToken.None);
        runner.Run(two, null, CancellationToken.None);
        var entries = Entries.Of(host);
        var (state, writes) = (HostState.Read(host), host.Writes.Count);

        var refusal = Assert.Throws<ChangedSinceException>(() => runner.Undo(entries[0], isForced: true, agreed: [], CancellationToken.None));

        Assert.Contains(entries[1].Id, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(writes, host.Writes.Count);
        Assert.Equal(state, HostState.Read(host));
        Assert.Equal(ChangeState.Done, Entries.Of(host)[0].State);

        // In the right order nothing is overwritten.
        runner.Undo(entries[1], isForced: true, agreed: [], CancellationToken.None);
        runner.Undo(entries[0], isForced: true, agreed: [], CancellationToken.None);
        Assert.All(Entries.Of(host), e => Assert.Equal(ChangeState.Undone, e.State));
    }

    /// <summary>An undo refused half-way and a change that could not be put back whole know what they left: what is set after is another's.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_set_after_an_undo_that_was_refused_half_way_is_overwritten_by_consent_alone(bool isOfUndo)
    {
        var host = new SimulatedHost(new SimulationOptions());
        var runner = RollbackTests.Runner(host);
        var wish = Vlan(5);
        if (isOfUndo)
        {
            runner.Run(wish, null, CancellationToken.None);
            host.AddFault("*vf 0 vlan 0*", Errno.EBUSY);
            Assert.Throws<PlanFailedException>(() => runner.Undo(RollbackTests.Entry(host), false, agreed: [], CancellationToken.None));
        }
        else
        {
            host.AddFault("*vf 0 vlan 0*", Errno.EBUSY);
            host.AddFault("*vf 1 vlan 5*", Errno.EPERM);
            Assert.Throws<PlanFailedException>(() => runner.Run(wish, null, CancellationToken.None));
        }

        foreach (var fault in host.Faults) host.RemoveFault(fault.Id);
        var entry = RollbackTests.Entry(host);
        Assert.Equal(ChangeState.Incomplete, entry.State);
        var link = host.Seams.IpLink.Find("eth2")!;
        host.Seams.IpLink.SetVf(link, 0, new VfSetting.Vlan(7));
        host.Seams.IpLink.SetVf(link, 2, new VfSetting.Vlan(9));
        host.ClearWrites();

        var refusal = Assert.Throws<ChangedSinceException>(() => runner.Undo(entry, false, agreed: [], CancellationToken.None));

        Assert.Contains("eth2 vf 0: VlanId is 7, and this change left it 5", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(isOfUndo, refusal.Message.Contains("eth2 vf 2: VlanId is 9, and this change left it 0", StringComparison.Ordinal));
        Assert.Empty(host.Writes);

        // VF 2, which the failed change never came to, is none of its undo's.
        runner.Undo(entry, false, agreed: null, CancellationToken.None);
        Assert.Equal([0, 0, isOfUndo ? 0 : 9], Vlans(host));
        Assert.Equal(ChangeState.Undone, RollbackTests.Entry(host).State);
    }

    [Fact]
    public void An_undo_that_was_refused_half_way_is_finished_by_the_next_without_consent()
    {
        var host = new SimulatedHost(new SimulationOptions());
        var runner = RollbackTests.Runner(host);
        runner.Run(Vlan(5), null, CancellationToken.None);
        var fault = host.AddFault("*vf 1 vlan 0*", Errno.EBUSY);
        Assert.Throws<PlanFailedException>(() => runner.Undo(RollbackTests.Entry(host), false, agreed: [], CancellationToken.None));
        host.RemoveFault(fault.Id);
        runner.Undo(RollbackTests.Entry(host), false, agreed: [], CancellationToken.None);
        Assert.Equal([0, 0, 0], Vlans(host));
    }

    // Of a VF that is there or gone against expectation one clause tells all.
    [Fact]
    public void What_came_with_a_VF_is_told_as_the_VF()
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [4, 0] });
        var runner = RollbackTests.Runner(host);
        runner.Run(Pf(new() { NumVfs = 6 }), null, CancellationToken.None);
        var entry = RollbackTests.Entry(host);
        host.AddFault("*echo 0 > *sriov_numvfs*", Errno.EIO);
        var failure = Assert.Throws<PlanFailedException>(() => runner.Undo(entry, false, agreed: [], CancellationToken.None));
        Assert.DoesNotContain(failure.Residue, r => r.Contains("absent", StringComparison.Ordinal));

        var numVfs = new Fact(ChangeTarget.OfPort("eth2"), "NumVfs");
        var before = new Dictionary<Fact, string?> { [numVfs] = "4", [new(ChangeTarget.OfVf("eth2", 3), "VlanId")] = "0" };
        var now = new Dictionary<Fact, string?>
        {
            [numVfs] = "6",
            [new(ChangeTarget.OfVf("eth2", 4), "VlanId")] = "0",
            [new(ChangeTarget.OfVf("eth2", 4), "Trust")] = "Off",
        };
        Assert.Equal(
            ["eth2 port: NumVfs is 6, and was 4", "eth2 vf 3 is not there, and was", "eth2 vf 4 is there, and was not"],
            Facts.Told(Facts.Difference(before, now).Keys, before, now));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_the_mode_cannot_be_put_back_the_VFs_keep_their_drivers(bool hasNode)
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [3, 0] });
        var runner = RollbackTests.Runner(host);
        runner.Run(Pf(new() { EswitchMode = EswitchMode.Switchdev }), null, CancellationToken.None);
        var entry = RollbackTests.Entry(host);
        if (hasNode) host.Seams.Devlink.AddRateNode(ChangeCase.Pf, "gold", new RateLimits());
        else host.AddFault("*eswitch*", Errno.EBUSY);
        var before = HostState.Read(host);
        host.ClearWrites();

        var refusal = Record.Exception(() => runner.Undo(entry, false, agreed: [], CancellationToken.None));

        Assert.Equal(before, HostState.Read(host));
        if (hasNode)
        {
            Assert.Equal(RefusalReason.RateNodesExist, Assert.IsType<RefusedSettingException>(refusal).Reason);
            Assert.Empty(host.Writes);
            host.Seams.Devlink.DeleteRateNode(ChangeCase.Pf, "gold");
        }
        else
        {
            var failed = Assert.IsType<PlanFailedException>(refusal);
            Assert.Empty(failed.Undone);
            Assert.Contains("EBUSY", failed.Residue[0], StringComparison.Ordinal);
            host.RemoveFault(Assert.Single(host.Faults).Id);
        }

        runner.Undo(RollbackTests.Entry(host), false, agreed: [], CancellationToken.None);
        Assert.Equal(ChangeState.Undone, RollbackTests.Entry(host).State);
    }

    // The mode takes the drivers away and gives them again: one that was bound since is another's, and comes off by consent alone.
    [Fact]
    public void A_driver_that_was_bound_since_is_overwritten_by_consent_alone_and_wholly()
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [3, 0] });
        var runner = RollbackTests.Runner(host);
        var before = HostState.Read(host);
        runner.Run(Pf(new() { EswitchMode = EswitchMode.Switchdev }), null, CancellationToken.None);
        runner.Run(new VfSettingsWish("Set-MlxVfDriver", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = new() { Driver = VfDriver.VfioPci } }), null,
            CancellationToken.None);
        var entry = Entries.Of(host)[0];

        var refusal = Assert.Throws<ChangedSinceException>(() => runner.Undo(entry, isForced: true, agreed: [], CancellationToken.None));
        Assert.Contains("eth2 vf 1: Driver is vfio-pci, and this change left it mlx5_core", refusal.Message, StringComparison.Ordinal);

        runner.Undo(entry, isForced: true, agreed: null, CancellationToken.None);
        Assert.Equal(before, HostState.Read(host));
    }

    // A net device that went with its driver has nothing that an undo would overwrite.
    [Fact]
    public void What_went_with_a_driver_was_set_by_nobody()
    {
        var host = new SimulatedHost(new SimulationOptions());
        var runner = RollbackTests.Runner(host);
        runner.Run(Vfs(new() { Trust = OnOff.On }, new()).One, null, CancellationToken.None);
        runner.Run(Vfs(new() { Promiscuous = OnOff.On }, new()).One, null, CancellationToken.None);
        var entry = Entries.Of(host)[1];
        runner.Run(Vfs(new() { Driver = VfDriver.None }, new()).One, null, CancellationToken.None);
        Assert.Empty(runner.OverwrittenByUndo(entry));
    }

    [Fact]
    public void What_another_program_set_is_overwritten_by_consent_alone_and_is_told_as_anothers()
    {
        var host = new SimulatedHost(new SimulationOptions());
        var runner = RollbackTests.Runner(host);
        var before = HostState.Read(host);
        runner.Run(Vfs(new() { VlanId = 1 }, new()).One, null, CancellationToken.None);
        var link = host.Seams.IpLink.Find("eth2")!;
        host.Seams.IpLink.SetVf(link, 1, new VfSetting.Vlan(7));

        var refusal = Assert.Throws<ChangedSinceException>(() => runner.Undo(RollbackTests.Entry(host), false, agreed: [], CancellationToken.None));
        Assert.Contains("eth2 vf 1: VlanId is 7, and this change left it 1: it was set since by something that left no journal here.", refusal.Message,
            StringComparison.Ordinal);

        runner.Undo(RollbackTests.Entry(host), isForced: false, agreed: null, CancellationToken.None);
        Assert.Equal(before, HostState.Read(host));
    }

    [Fact]
    public void What_is_back_already_and_what_others_set_besides_is_no_hindrance()
    {
        var host = new SimulatedHost(new SimulationOptions());
        var runner = RollbackTests.Runner(host);
        runner.Run(Vfs(new() { VlanId = 1, SpoofCheck = OnOff.On, MacAddress = SampleSettings.Mac1 }, new()).One, null, CancellationToken.None);
        runner.Run(Vfs(new() { Trust = OnOff.On }, new()).One, null, CancellationToken.None);
        host.Seams.IpLink.SetVf(host.Seams.IpLink.Find("eth2")!, 1, new VfSetting.Vlan(0));

        var undone = runner.Undo(Entries.Of(host)[0], isForced: false, agreed: [], CancellationToken.None);

        Assert.Equal(ChangeState.Undone, undone.State);
        Assert.Equal("On", HostState.Read(host)["eth2 vf 1: Trust"]);
    }

    [Fact]
    public void A_journal_of_an_older_version_that_holds_no_state_is_undone_as_it_says()
    {
        var host = new SimulatedHost(new SimulationOptions());
        var before = HostState.Read(host);
        RollbackTests.Runner(host).Run(Vfs(new() { VlanId = 1 }, new()).One, null, CancellationToken.None);
        var old = RollbackTests.Entry(host) with { Before = null, After = null, Host = null };
        host.Seams.Changes.Save(old.Id, JournalText.Of(old));

        RollbackTests.Runner(host).Undo(RollbackTests.Entry(host), isForced: false, agreed: [], CancellationToken.None);

        Assert.Equal(before, HostState.Read(host));
    }

    /// <summary>
    /// Random walks through all that can be wished: settings, groups, group 0, numbers of VFs, e-switch modes, drivers. Each act is either done, and is undone
    /// whole in the end, or put back whole.
    /// </summary>
    [Theory]
    [InlineData(SimulationProfile.ConnectX7, 1)]
    [InlineData(SimulationProfile.ConnectX7, 2)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, 3)]
    [InlineData(SimulationProfile.ConnectX7Ofed2407, 4)]
    [InlineData(SimulationProfile.ConnectX7Inbox, 5)]
    [InlineData(SimulationProfile.ConnectX7Inbox, 6)]
    public void Whatever_is_done_on_a_walk_is_undone_step_by_step(SimulationProfile profile, int seed)
    {
        var random = new Random(seed);
        for (var walk = 0; walk < 25; walk++)
        {
            var host = new SimulatedHost(new SimulationOptions { Profile = profile, NumVfs = [3, 1] });
            var runner = RollbackTests.Runner(host);
            var states = new List<(IReadOnlyDictionary<string, string> State, string Act)>();
            for (var step = 0; step < 6; step++)
            {
                var (act, wish) = RandomWish(random);
                var before = HostState.Read(host);
                var fault = random.Next(3) == 0 ? host.AddFault("*", Errno.EIO, random.Next(1, 8)) : null;
                try
                {
                    if (!runner.Run(wish, null, CancellationToken.None).IsEmpty) states.Add((before, act));
                }
                catch (PlanFailedException failure)
                {
                    Assert.True(failure.Residue.Count == 0, $"{seed}/{walk}: {Told(act)}: {failure.Message}");
                    RollbackTests.AssertSame(before, HostState.Read(host), $"{seed}/{walk}: {Told(act)} was put back");
                }
                catch (SriovException)
                {
                    RollbackTests.AssertSame(before, HostState.Read(host), $"{seed}/{walk}: {Told(act)} was refused");
                }

                if (fault is not null) host.RemoveFault(fault.Id);
            }

            while (states.Count > 0)
            {
                var entry = Entries.Of(host).Last(e => e.State == ChangeState.Done);
                runner.Undo(entry, isForced: true, agreed: [], CancellationToken.None);
                RollbackTests.AssertSame(states[^1].State, HostState.Read(host), $"{seed}/{walk}: {Told(states[^1].Act)} was undone");
                states.RemoveAt(states.Count - 1);
            }

            string Told(string act) => string.Join("; ", states.Select(s => s.Act).Append(act));
        }
    }

    private static (string Act, IWish Wish) RandomWish(Random random)
    {
        var vf = random.Next(3);
        return random.Next(9) switch
        {
            0 => Of(Pf(new() { NumVfs = random.Next(5) }), w => $"NumVfs {w.Wish.NumVfs}"),
            1 => Of(Pf(new() { EswitchMode = EswitchMode.Switchdev }), _ => "Switchdev"),
            2 => Of(Pf(new() { EswitchMode = EswitchMode.Legacy }), _ => "Legacy"),
            3 => ("group 0", new RateGroupsWish("walk", ChangeCase.Pf, new Dictionary<string, RateGroupWish>
            {
                ["0"] = new(RateGroupAct.Set) { MaxTxRate = Bandwidth.FromMegabits(1000 * random.Next(1, 9)) },
            })),
            4 => ($"VF {vf} in a group", Vf(vf, new() { Group = random.Next(2) == 0 ? "7" : "0" })),
            5 => ($"link of VF {vf}", Vf(vf, new() { LinkState = (VfLinkState)random.Next(3) })),
            6 => ($"rates of VF {vf}", Vf(vf, new() { MaxTxRate = Bandwidth.FromMegabits(1000 * random.Next(9)) })),
            7 => ($"driver of VF {vf}", Vf(vf, new() { Driver = (VfDriver)random.Next(3) })),
            _ => ($"address and VLAN of VF {vf}", Vf(vf, new()
            {
                MacAddress = MacAddress.Parse($"02:00:00:00:0{vf}:0{random.Next(1, 9)}"),
                VlanId = random.Next(2) == 0 ? null : random.Next(1, 9),
                Rebind = true,
            })),
        };

        static (string Act, IWish Wish) Of<T>(T wish, Func<T, string> told)
            where T : IWish => (told(wish), wish);

        static VfSettingsWish Vf(int vf, VfWish wish) => new("walk", ChangeCase.Pf, new Dictionary<int, VfWish> { [vf] = wish });
    }

    private static PfSettingsWish Pf(PfWish wish) => new("Set-MlxPf", ChangeCase.Pf, wish with { Force = true });

    private static RateGroupsWish Group(RateGroupAct act, Bandwidth max) => new("Set-MlxVfGroup", ChangeCase.Pf, new Dictionary<string, RateGroupWish>
    {
        ["7"] = new(act) { Members = act == RateGroupAct.Create ? VfIndexSet.Parse("1") : null, MaxTxRate = max },
    });

    private static (SimulationProfile Profile, IWish One, IWish Two) Vfs(
        VfWish one, VfWish two, SimulationProfile profile = SimulationProfile.ConnectX7) => (profile, Wish(one), Wish(two));

    private static VfSettingsWish Wish(VfWish wish) => new("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = wish with { Force = true } });

    private static VfSettingsWish Vlan(int id) =>
        new("Set-MlxVf", ChangeCase.Pf, Enumerable.Range(0, 3).ToDictionary(i => i, _ => new VfWish { VlanId = id }));

    private static int?[] Vlans(SimulatedHost host)
    {
        var snapshot = new HostSnapshot(host.Seams);
        var vfs = snapshot.OpenVfs(snapshot.Sites[0]);
        return [.. Enumerable.Range(0, 3).Select(i => vfs.Read(i).VlanId)];
    }
}
