using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Records;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What journals hold, and what becomes of them.</summary>
public sealed class JournalTests
{
    private static readonly PciAddress s_vf = PciAddress.Parse("0001:05:00.2");

    private static readonly PciAddress s_eth3 = PciAddress.Parse("0000:05:00.1");

    // Of a port and its card, so that operations of both are tried.
    private static readonly PlanScope s_scope = PlanScope.OfPort(ChangeCase.Pf, "eth2").And(PlanScope.OfFirmware(ChangeCase.Pf));

    private static readonly ChangeTarget s_vf1 = ChangeTarget.OfVf("eth2", 1);

    private static readonly Operation[] s_operations =
    [
        new WriteSysfs("/sys/bus/pci/devices/0000:05:00.0/sriov_drivers_autoprobe", "0"),
        new WriteGroupFile(ChangeCase.Pf, 7, "max_tx_rate", "5000"),
        new WriteVfFile(ChangeCase.Pf, 1, "trunk", "add 4 15"),
        .. new VfSetting[]
        {
            new VfSetting.Mac(MacAddress.Parse("02:00:00:00:00:01")), new VfSetting.Vlan(100, 3, VlanProtocol.Dot1Ad), new VfSetting.Vlan(0),
            new VfSetting.Rate(Bandwidth.Parse("1500Mbit"), Bandwidth.Parse("5Gbit")), new VfSetting.SpoofCheck(OnOff.On), new VfSetting.Trust(OnOff.Off),
            new VfSetting.LinkState(VfLinkState.Disable), new VfSetting.NodeGuid(InfinibandGuid.Parse("00:11:22:33:44:55:01:00")),
            new VfSetting.PortGuid(InfinibandGuid.Parse("ff:11:22:33:44:55:01:ff")),
        }.Select(s => new SetVfLink("eth2", 4, 249, s)),
        new SetVfFunction(ChangeCase.Pf, 65_536, 3,
            new PortFunction { HardwareAddress = MacAddress.Zero, Roce = OnOff.On, Migratable = OnOff.Off, MaxIoEventQueues = 8 }),
        new SetVfFunction(ChangeCase.Pf, null, 3, new PortFunction { HardwareAddress = MacAddress.Zero }),
        new SetVfRate(ChangeCase.Pf, 1, 3, new RateLimits { TxShare = Bandwidth.Zero, TxMax = Bandwidth.FromBits(8), Parent = "gold" }),
        new SetVfRate(ChangeCase.Pf, null, 3, new RateLimits { Parent = "" }),
        new SetVfDriver(ChangeCase.Pf, 3, s_vf, "vfio-pci", "vfio-pci"),
        new SetVfDriver(ChangeCase.Pf, 3, s_vf, null, ""),
        new SetVfDriver(ChangeCase.Pf, 3, null, "mlx5_core", null),
        new SetVfDriver(ChangeCase.Pf, 3, null, null, null) { ToSee = MacAddress.Parse("02:00:00:00:00:01") },
        new SetVfRxMode("eth2v3", RxMode.Promiscuous, OnOff.On),
        new SetVfRxMode("eth2v3", RxMode.AllMulticast, OnOff.Off),
        new SetVfCount(ChangeCase.Pf, 0, 127, "sriov_numvfs", IsProbed: true),
        new SetVfCount(ChangeCase.Pf, 4, 0, "mlx5_num_vfs", IsProbed: false),
        new SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev }),
        new SetEswitch(ChangeCase.Pf, new Eswitch { InlineMode = EswitchInlineMode.None, EncapMode = EswitchEncapMode.Basic }),
        new SetGroupRates(ChangeCase.Pf, 7, Bandwidth.Zero, Bandwidth.Parse("5Gbit")),
        new AddRateNode(ChangeCase.Pf, "gold", new RateLimits { TxShare = Bandwidth.Parse("1Gbit"), TxMax = Bandwidth.Parse("5Gbit"), Parent = "all" }),
        new AddRateNode(ChangeCase.Pf, "gold", new RateLimits()),
        new SetRateNode(ChangeCase.Pf, "gold", new RateLimits { TxShare = Bandwidth.Zero, TxMax = Bandwidth.Parse("5Gbit") }),
        new DeleteRateNode(ChangeCase.Pf, "gold"),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, ChangeCase.Pf, "SRIOV_EN=1 NUM_OF_VFS=16"),
        new SetFirmwareSettings("mstconfig", ChangeCase.Pf, s_eth3, "HOST_CHAINING_DESCRIPTORS[3]=7"),
    ];

    private static readonly PciAddress s_other = PciAddress.Parse("0000:05:00.1");

    private static readonly Operation[] s_forged =
    [
        new WriteSysfs("/any/file", "text"),
        new WriteSysfs("/etc/passwd", "0"),
        new WriteSysfs("/sys/bus/pci/devices/0000:05:00.0/../../../../../etc/passwd", "0"),
        new WriteSysfs("/sys/bus/pci/devices/0000:05:00.0/remove", "1"),
        new WriteSysfs("/sys/bus/pci/devices/0000:05:00.1/sriov_drivers_autoprobe", "0"),
        new WriteSysfs("/sys/bus/pci/devices/0000:05:00.0/sriov_drivers_autoprobe", "0\n1"),
        new WriteSysfs(null!, null!),
        new WriteVfFile(ChangeCase.Pf, 1, "../../../../../etc/passwd", "x"),
        new WriteVfFile(ChangeCase.Pf, 1, "config", "x"),
        new WriteVfFile(ChangeCase.Pf, -1, "trunk", "x"),
        new WriteVfFile(ChangeCase.Pf, 1, "trunk", "add 1 1\nx"),
        new WriteVfFile(s_other, 1, "trunk", "add 1 1"),
        new WriteVfFile(ChangeCase.Pf, 1, null!, "x"),
        new WriteGroupFile(ChangeCase.Pf, 7, "../x", "1"),
        new WriteGroupFile(s_other, 7, "max_tx_rate", "1"),
        new SetVfLink("../../x", null, 1, new VfSetting.Trust(OnOff.On)),
        new SetVfLink("eth2", null, 1, null!),
        new SetVfRxMode("..", RxMode.Promiscuous, OnOff.On),
        new SetVfFunction(s_other, 1, 3, new PortFunction()),
        new SetVfRate(ChangeCase.Pf, 1, 3, null!),
        new SetVfRate(s_other, 1, 3, new RateLimits()),
        new SetVfDriver(ChangeCase.Pf, 3, s_vf, "../../x", null),
        new SetVfDriver(ChangeCase.Pf, 3, s_vf, "--config=/tmp/x", null),
        new SetVfDriver(ChangeCase.Pf, 3, s_vf, "", null),
        new SetVfDriver(ChangeCase.Pf, 3, s_vf, null, "a b"),
        new SetVfDriver(s_other, 3, s_vf, null, null),
        new SetVfCount(ChangeCase.Pf, 0, 1, "remove", IsProbed: true),
        new SetVfCount(ChangeCase.Pf, 0, 1, "../0000:05:00.1/sriov_numvfs", IsProbed: true),
        new SetVfCount(s_other, 0, 1, "sriov_numvfs", IsProbed: true),
        new SetEswitch(s_other, new Eswitch { Mode = EswitchMode.Legacy }),
        new SetGroupRates(s_other, 7, Bandwidth.Zero, Bandwidth.Zero),
        new AddRateNode(s_other, "gold", new RateLimits()),
        new SetRateNode(ChangeCase.Pf, "a/b", new RateLimits()),
        new DeleteRateNode(s_other, "gold"),
        new SetFirmwareSettings("rm", ChangeCase.Pf, ChangeCase.Pf, "NUM_OF_VFS=16"),
        new SetFirmwareSettings("/tmp/mlxconfig", ChangeCase.Pf, ChangeCase.Pf, "NUM_OF_VFS=16"),
        new SetFirmwareSettings(null!, ChangeCase.Pf, ChangeCase.Pf, "NUM_OF_VFS=16"),
        new SetFirmwareSettings("mlxconfig", s_other, ChangeCase.Pf, "NUM_OF_VFS=16"),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, s_vf, "NUM_OF_VFS=16"),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, ChangeCase.Pf, null!),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, ChangeCase.Pf, ""),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, ChangeCase.Pf, "NUM_OF_VFS"),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, ChangeCase.Pf, "-yy=1"),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, ChangeCase.Pf, "NUM_OF_VFS=16 -yy"),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, ChangeCase.Pf, "NUM_OF_VFS=$(id)"),
        new SetFirmwareSettings("mlxconfig", ChangeCase.Pf, ChangeCase.Pf, "NUM_OF_VFS=1\n2"),
    ];

    private readonly SimulatedHost _host = new(new SimulationOptions());

    public static IEnumerable<object[]> Operations => Enumerable.Range(0, s_operations.Length).Select(i => new object[] { i });

    public static IEnumerable<object[]> Forged => Enumerable.Range(0, s_forged.Length).Select(i => new object[] { i });

    public static IEnumerable<object[]> States => Enum.GetValues<ChangeState>().Select(s => new object[] { s });

    private Journal Journal => new(_host.Seams);

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_reads_back_as_it_was(int index)
    {
        var operation = s_operations[index];
        var saved = new JournalStep(s_vf1, "Trust: Off -> On", operation.Command, [operation, operation]) { IsReversible = false };
        Journal.Save(Entry("a") with { Scope = s_scope, Steps = [saved] });

        var step = Assert.Single(Journal.Read("a")!.Steps);

        Assert.Equal([operation, operation], step.Undo);
        Assert.Equal((operation.Command, s_vf1, "Trust: Off -> On", false), (step.Command, step.Target, step.Description, step.IsReversible));
        Assert.Equal(operation.Command, step.Undo[0].Command);
    }

    [Fact]
    public void Every_operation_and_setting_is_among_those_that_were_tried()
    {
        static IEnumerable<Type> KindsOf(Type type) => type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type) && !t.IsAbstract).OrderBy(t => t.Name);
        Assert.Equal(KindsOf(typeof(Operation)), s_operations.Select(o => o.GetType()).Distinct().OrderBy(t => t.Name));
        Assert.Equal(KindsOf(typeof(VfSetting)), s_operations.OfType<SetVfLink>().Select(o => o.Setting.GetType()).Distinct().OrderBy(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void An_entry_reads_back_as_it_was(ChangeState state)
    {
        var entry = Entry("a") with { State = state, Failure = "It failed.", Residue = ["eth2 vf 1: something"], IsReversible = false };
        using var running = _host.Seams.Changes.TryLock($"{entry.Scope.Ports[0]}", new LockHolder(entry.ProcessId, "Set-MlxVf", entry.Started));
        Journal.Save(entry);

        var read = Journal.Read("a")!;

        Assert.Equal(entry with { Steps = [], Residue = [] }, read with { Steps = [], Residue = [] });
        Assert.Equal(entry.Residue, read.Residue);
    }

    [Fact]
    public void A_running_change_is_interrupted_once_its_process_has_let_go()
    {
        Journal.Save(Entry("a"));
        Assert.Equal(ChangeState.Interrupted, Journal.Read("a")!.State);

        using (Lock(4711)) Assert.Equal(ChangeState.Running, Journal.Read("a")!.State);

        using (Lock(4712)) Assert.Equal(ChangeState.Interrupted, Assert.Single(Entries.Of(_host)).State);

        IDisposable? Lock(int processId) =>
            _host.Seams.Changes.TryLock($"{ChangeCase.Pf}", new LockHolder(processId, "Set-MlxVf", _host.Clock.Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"Id\": \"a\", \"Tit")]
    [InlineData("GOOD\"Done\"", "\"Finished\"")]
    [InlineData("GOOD\"0000:05:00.0 (eth2)\"", "\"05:00.99 (eth2)\"")]
    [InlineData("GOOD\"0000:05:00.0 (eth2)\"", "5")]
    [InlineData("GOOD\"0000:05:00.0 (eth2)\"", "\"\"")]
    [InlineData("GOOD\"0000:05:00.0 (eth2)\"", "\", \"")]
    [InlineData("GOOD\"Steps\":1", "\"Steps\":9")]
    [InlineData("GOOD\"Steps\":1", "\"Steps\":-1")]
    [InlineData("GOOD\"Steps\":1", "\"Steps\":0")]
    [InlineData("GOOD\"Steps\":1", "\"Steps\":2")]
    [InlineData("GOOD\"Id\":\"a\"", "\"Id\":null")]
    [InlineData("GOOD\"Undo\":[", "\"Undo\":[null,")]
    [InlineData("GOOD\"Undo\":[", "\"Redo\":[")]
    [InlineData("GOOD\"Target\":{\"Kind\":\"Vf\",\"Name\":\"eth2\",\"Vf\":1}", "\"Target\":null")]
    [InlineData("GOOD\"Done\"", "\"Done, Incomplete\"")]
    [InlineData("GOOD\"Done\"", "\"1\"")]
    [InlineData("GOOD\"Done\"", "1")]
    [InlineData("GOOD{\"State\":\"Done\"}\n", "rubbish\n{\"State\":\"Done\"}\n")]
    [InlineData("GOOD\"Title\":\"Set-MlxVf\",", "")]
    [InlineData("GOOD{\"State\":\"Done\"}\n", "")]
    [InlineData("{\"Format\":1,\"Change\":null,\"Steps\":0}\n{\"State\":\"Done\"}\n")]
    [InlineData("GOOD{\"State\":\"Done\"}", "{}")]
    [InlineData("GOOD\"operation\":\"write\",", "")]
    [InlineData("GOOD\"Format\":1,", "")]
    [InlineData("GOOD\"Format\":1", "\"Format\":-1")]
    [InlineData("GOOD\"operation\":\"write\"", "\"operation\":\"format-disk\"")]
    public void A_damaged_journal_says_so(string text, string? replacement = null)
    {
        if (replacement is not null)
        {
            Journal.Save(Entry("a") with { State = ChangeState.Done, Steps = [new JournalStep(s_vf1, "Trunk", "echo", [s_operations[0]])] });
            var good = _host.Seams.Changes.Load("a")!;
            Assert.Contains(text[4..], good, StringComparison.Ordinal);
            text = good.Replace(text[4..], replacement, StringComparison.Ordinal);
        }

        _host.Seams.Changes.Save("a", text);

        var damaged = Assert.Throws<DamagedJournalException>(() => Journal.Read("a"));
        Assert.Equal("journal/a", damaged.Path);
    }

    [Theory]
    [InlineData("\"Format\":2,\"Acts\":")]
    [InlineData("\"Format\":2147483647,\"Change\":")]
    public void A_journal_of_a_newer_format_is_refused_and_kept(string head)
    {
        Journal.Save(Entry("a") with { State = ChangeState.Done });
        var text = _host.Seams.Changes.Load("a")!.Replace("\"Format\":1,\"Change\":", head, StringComparison.Ordinal);
        _host.Seams.Changes.Save("a", text);

        var refusal = Assert.Throws<NewerJournalException>(() => Journal.Read("a"));

        Assert.Contains("journal/a", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<NewerJournalException>(() => JournalText.StateOf("journal/a", text));
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public void A_journal_that_holds_what_the_module_does_not_write_is_refused(int index)
    {
        Journal.Save(Entry("a") with
        {
            Scope = s_scope,
            State = ChangeState.Done,
            Steps = [new JournalStep(s_vf1, "Trust: Off -> On", "echo", [s_forged[index]])],
        });

        var refusal = Assert.Throws<DamagedJournalException>(() => Journal.Read("a"));

        Assert.Contains("the undo of its step 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_under_another_name_is_refused()
    {
        Journal.Save(Entry("a") with { State = ChangeState.Done });
        _host.Seams.Changes.Save("z", _host.Seams.Changes.Load("a")!);

        Assert.Throws<DamagedJournalException>(() => Journal.Read("z"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("../a")]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    public void What_cannot_be_an_id_is_that_of_no_change(string id) => Assert.Null(Journal.Read(id));

    [Fact]
    public void A_net_device_that_is_another_ports_by_now_is_left_alone()
    {
        var undo = new SetVfLink("eth3", null, 0, new VfSetting.Trust(OnOff.On));
        var step = new JournalStep(ChangeTarget.OfVf("eth2", 0), "Trust: On -> Off", "ip link", [undo]);
        Journal.Save(Entry("a") with { State = ChangeState.Done, Steps = [step] });

        var failure = Assert.Throws<PlanFailedException>(
            () => new PlanRunner(_host.Seams, TimeSpan.Zero).Undo(Journal.Read("a")!, isForced: false, agreed: [], CancellationToken.None));

        Assert.Contains("not that of 0000:05:00.0", Assert.Single(failure.Residue), StringComparison.Ordinal);
        Assert.Empty(_host.Writes);
    }

    [Fact]
    public void The_last_outcome_holds_and_one_that_was_not_written_whole_counts_for_nothing()
    {
        Journal.Save(Entry("a") with { Steps = [new JournalStep(s_vf1, "Trust: Off -> On", "ip link", [s_operations[0]])] });
        Journal.Close(Entry("a") with { State = ChangeState.Done });
        Assert.Equal((ChangeState.Done, 1), (Journal.Read("a")!.State, Journal.Read("a")!.Steps.Count));

        _host.Seams.Changes.Append("a", "{\"State\":\"Und");
        Assert.Equal(ChangeState.Done, Journal.Read("a")!.State);
    }

    [Fact]
    public void A_journal_that_was_not_written_whole_never_tells_what_it_does_not_hold()
    {
        Journal.Save(Entry("a") with { Steps = [.. s_operations.Take(3).Select(o => new JournalStep(s_vf1, "Trust: Off -> On", "ip link", [o]))] });
        var begun = _host.Seams.Changes.Load("a")!;
        Journal.Close(Entry("a") with { State = ChangeState.Done });
        var whole = _host.Seams.Changes.Load("a")!;

        for (var length = 0; length <= whole.Length; length++)
        {
            _host.Seams.Changes.Save("a", whole[..length]);
            if (length < begun.Length)
            {
                Assert.Throws<DamagedJournalException>(() => Journal.Read("a"));
                continue;
            }

            var cut = Journal.Read("a")!;
            Assert.Equal((length == whole.Length ? ChangeState.Done : ChangeState.Interrupted, 3), (cut.State, cut.Steps.Count));
        }
    }

    [Fact]
    public void The_line_that_is_damaged_is_told()
    {
        Journal.Save(Entry("a") with { Steps = [.. s_operations.Take(3).Select(o => new JournalStep(s_vf1, "Trust: Off -> On", "ip link", [o]))] });
        var lines = _host.Seams.Changes.Load("a")!.Split('\n');
        lines[2] = "rubbish";
        _host.Seams.Changes.Save("a", string.Join('\n', lines));

        var damaged = Assert.Throws<DamagedJournalException>(() => Journal.Read("a"));

        Assert.Contains("line 3 reads", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("rubbish", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_deleted_while_its_plan_runs_is_there_again_at_its_end()
    {
        var wish = new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [0] = new() { Trust = OnOff.On } });

        new PlanRunner(_host.Seams, TimeSpan.Zero, DeleteJournal).Run(wish, null, CancellationToken.None);

        var entry = Assert.Single(Entries.Of(_host));
        Assert.Equal((ChangeState.Done, 1), (entry.State, entry.Steps.Count));

        void DeleteJournal(PlanProgress progress)
        {
            if (progress.Step is not null) _host.Seams.Changes.Delete(Assert.Single(_host.Seams.Changes.List()));
        }
    }

    [Fact]
    public void A_journal_reads_by_eye_a_line_for_each_step()
    {
        Journal.Save(Entry("a") with { State = ChangeState.Done, Steps = [new JournalStep(s_vf1, "Trust: Off -> On", "ip link", [s_operations[0]])] });

        var lines = _host.Seams.Changes.Load("a")!.Split('\n');

        Assert.Equal(("{\"State\":\"Done\"}", ""), (lines[2], lines[3]));
        Assert.Contains("\"Trust: Off -> On\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_null_and_nothing() => Assert.Equal((null, 0), (Journal.Read("nosuch"), Entries.Of(_host).Count));

    [Fact]
    public void Fifty_finished_changes_are_kept()
    {
        for (var i = 0; i < 55; i++) Toggle(i);

        var entries = Entries.Of(_host);
        Assert.Equal(50, entries.Count);
        Assert.All(entries, e => Assert.Equal(ChangeState.Done, e.State));
        Assert.Equal(entries.OrderBy(e => e.Started).Select(e => e.Id), entries.Select(e => e.Id));
        Assert.Equal(_host.Clock.Now, entries[^1].Started, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void What_awaits_its_undo_is_kept_however_old()
    {
        Journal.Save(Entry("0-incomplete") with { State = ChangeState.Incomplete });
        Journal.Save(Entry("0-interrupted"));
        Journal.Save(Entry("0-rolled-back") with { State = ChangeState.RolledBack });
        Journal.Save(Entry("0-undone") with { State = ChangeState.Undone });

        for (var i = 0; i < 55; i++) Toggle(i);

        Assert.Equal(["0-incomplete", "0-interrupted"], _host.Seams.Changes.List().Take(2));
        Assert.Equal(2 + 50, _host.Seams.Changes.List().Count);
    }

    [Fact]
    public void A_damaged_journal_stops_no_change()
    {
        _host.Seams.Changes.Save("0", "rubbish");

        for (var i = 0; i < 55; i++) Toggle(i);

        Assert.Equal("rubbish", _host.Seams.Changes.Load("0"));
    }

    [Fact]
    public void Without_a_journal_nothing_is_written()
    {
        _host.AddFault("tee journal/*", Errno.ENOSPC, operation: SimulatedOperation.Read);

        Assert.Equal(Errno.ENOSPC, Assert.Throws<KernelException>(() => Toggle(0)).Errno);

        Assert.Empty(_host.Writes);
        Assert.Null(_host.Seams.Changes.HolderOf($"{ChangeCase.Pf}"));
    }

    [Fact]
    public void Where_the_end_cannot_be_noted_everything_is_put_back_and_said()
    {
        _host.AddFault("tee -a journal/*", Errno.ENOSPC, operation: SimulatedOperation.Read);
        _host.AddFault("tee journal/*", Errno.ENOSPC, nth: 2, SimulatedOperation.Read);
        var before = HostState.Read(_host);

        var failure = Assert.Throws<PlanFailedException>(() => Toggle(0));

        Assert.Equal(Errno.ENOSPC, Assert.IsType<KernelException>(failure.InnerException).Errno);
        Assert.Empty(failure.Residue);
        Assert.Equal(before, HostState.Read(_host));
        Assert.Equal(ChangeState.Interrupted, Assert.Single(Entries.Of(_host)).State);
    }

    private static JournalEntry Entry(string id) => new()
    {
        Id = id,
        Title = "Set-MlxVf",
        Scope = PlanScope.OfPort(ChangeCase.Pf, "eth2"),
        Started = SimulatedClock.Start,
        ProcessId = 4711,
        State = ChangeState.Running,
        Steps = [],
    };

    private void Toggle(int round)
    {
        var wishes = new Dictionary<int, VfWish> { [0] = new() { Trust = round % 2 == 0 ? OnOff.On : OnOff.Off } };
        new PlanRunner(_host.Seams, TimeSpan.Zero).Run(new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, wishes), null, CancellationToken.None);
    }
}
