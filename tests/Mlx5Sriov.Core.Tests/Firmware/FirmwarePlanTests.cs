using Mlx5Sriov.Firmware;
using Mlx5Sriov.Firmware.Boots;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Planning.Firmware;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Core.Tests.Firmware;

/// <summary>Firmware settings that are planned, set, undone, and waited for over restarts of the host.</summary>
public sealed class FirmwarePlanTests
{
    private static readonly PciAddress s_eth2 = PciAddress.Parse("0000:05:00.0");
    private static readonly PciAddress s_eth3 = PciAddress.Parse("0000:05:00.1");

    private static readonly (string Name, string Value, string Id)[] s_refusals =
    [
        ("HOST_CHAINING_MODE", "1", "FirmwareReadOnly"),
        ("VF_MIGRATION_MODE", "ON", "FirmwareValueInvalid"),
        ("SRIOV_EN", "2", "FirmwareValueInvalid"),
        ("SRIOV_EN", "yes", "FirmwareValueInvalid"),
        ("NUM_OF_VFS", "many", "FirmwareValueInvalid"),
        ("NUM_OF_VFS", "-1", "FirmwareValueInvalid"),
        ("NUM_OF_VFS", "65536", "FirmwareValueInvalid"),
        ("NUM_OF_VFS", "1 -yy", "FirmwareValueInvalid"),
        ("HOST_CHAINING_DESCRIPTORS", "1", "FirmwareValueInvalid"),
        ("HOST_CHAINING_DESCRIPTORS[0]", "1", "FirmwareSettingNotFound"),
        ("NUM_OF_PF", "1", "FirmwareSettingNotFound"),
        ("NUM_OF_VF", "1", "FirmwareSettingNotFound"),
        ("-yy", "1", "FirmwareSettingNotFound"),
    ];

    private readonly SimulatedHost _host = new(new SimulationOptions());

    public static TheoryData<SimulatedFirmwareTool> Tools =>
        [SimulatedFirmwareTool.Mstconfig421, SimulatedFirmwareTool.Mstconfig426, SimulatedFirmwareTool.Mlxconfig436];

    public static TheoryData<string, string, string> Refusals
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (name, value, id) in s_refusals) data.Add(name, value, id);
            return data;
        }
    }

    /// <summary>Why settings are refused here.</summary>
    internal static IEnumerable<RefusalReason> Reasons =>
        s_refusals.Select(r => r.Id).Where(id => Enum.TryParse<RefusalReason>(id, out _)).Select(Enum.Parse<RefusalReason>)
            .Append(RefusalReason.FirmwareValueConflict);

    [Theory]
    [MemberData(nameof(Tools))]
    public void All_releases_tell_the_same(SimulatedFirmwareTool tool)
    {
        var host = new SimulatedHost(new SimulationOptions { FirmwareTool = tool });
        var settings = Read(host, s_eth3);
        Assert.Equal(
            ["0 127 127 Card False True", "DEVICE_DEFAULT(0) DEVICE_DEFAULT(0) DEVICE_DEFAULT(0) Card False False", "IB(1) ETH(2) ETH(2) Port False True"],
            settings.Where(s => s.Name is "NUM_OF_VFS" or "VF_MIGRATION_MODE" or "LINK_TYPE_P2")
                .Select(s => $"{s.Default} {s.Current} {s.Next} {s.Owner} {s.RestartRequired} {s.Customised}"));
        Assert.Equal(13, settings.Count);
        Assert.Equal(tool != SimulatedFirmwareTool.Mstconfig421, settings.Single(s => s.Name == "HOST_CHAINING_MODE").ReadOnly);
        Run(host, (s_eth3, "NUM_OF_VFS", "16"));
        Assert.Equal(("127", "16", true), Values(host, s_eth2, "NUM_OF_VFS"));
        Assert.EndsWith("config -d 0000:05:00.1 -y set NUM_OF_VFS=16", Assert.Single(host.Writes).Act, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_is_written_once_and_its_other_ports_are_named()
    {
        var plan = Plan((s_eth3, "NUM_OF_VFS", "16"), (s_eth2, "sriov_en", "0"), (s_eth3, "LINK_TYPE_P1", "IB"), (s_eth3, "NUM_VF_MSIX", "20"));
        Assert.Equal(
            ["mlxconfig -d 0000:05:00.0 -y set SRIOV_EN=0 NUM_OF_VFS=16 LINK_TYPE_P1=IB", "mlxconfig -d 0000:05:00.1 -y set NUM_VF_MSIX=20"],
            plan.Steps.Select(s => s.Command));
        Assert.Equal(
            ["mlxconfig -d 0000:05:00.0 -y set SRIOV_EN=1 NUM_OF_VFS=127 LINK_TYPE_P1=2", "mlxconfig -d 0000:05:00.1 -y set NUM_VF_MSIX=11"],
            plan.Steps.SelectMany(s => s.UndoCommands));
        Assert.Equal("SRIOV_EN: True(1) -> 0, NUM_OF_VFS: 127 -> 16, LINK_TYPE_P1: ETH(2) -> IB", plan.Steps[0].Description);
        Assert.Contains("NUM_OF_VFS is a setting of the card: it changes for eth2 too.", plan.Warnings);
        Assert.Contains("SRIOV_EN is a setting of the card: it changes for eth3 too.", plan.Warnings);
        Assert.Contains("LINK_TYPE_P1 is a setting of port 1: it changes for eth2.", plan.Warnings);
        Assert.Contains("NUM_VF_MSIX: whether it is the card's is not known here, so that it may change for eth2 too.", plan.Warnings);
        Assert.Contains("NUM_OF_VFS is of no account while SRIOV_EN is False at the next restart: set that to True too.", plan.Warnings);
        Assert.Equal("firmware-0000:05:00.0", $"{plan.Scope}");
        Assert.True(plan.IsReversible);
    }

    [Fact]
    public void Where_nothing_differs_nothing_is_written()
    {
        Assert.True(Plan((s_eth2, "NUM_OF_VFS", "127"), (s_eth2, "SRIOV_EN", "true"), (s_eth2, "LINK_TYPE_P1", "eth")).IsEmpty);
        Run(_host, (s_eth2, "NUM_OF_VFS", "16"));
        Run(_host, (s_eth3, "NUM_OF_VFS", "16"));
        Assert.Single(_host.Writes);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_is_refused_before_the_tool_sets_anything(string name, string value, string id)
    {
        var refusal = Assert.ThrowsAny<SriovException>(() => Run(_host, (s_eth2, "SRIOV_EN", "0"), (s_eth2, name, value)));
        Assert.Equal(name == "SRIOV_EN" ? "FirmwareValueConflict" : id, refusal.Id);
        Assert.Equal(id, Assert.ThrowsAny<SriovException>(() => Run(_host, (s_eth2, name, value))).Id);
        Assert.Empty(_host.Writes);
        Assert.Empty(_host.Seams.Changes.List());
    }

    [Fact]
    public void Two_values_for_one_card_are_refused_and_two_words_for_one_value_are_not()
    {
        var refusal = Assert.Throws<RefusedSettingException>(() => Plan((s_eth2, "NUM_OF_VFS", "16"), (s_eth3, "num_of_vfs", "32")));
        Assert.Equal(RefusalReason.FirmwareValueConflict, refusal.Reason);
        Assert.Contains("as 16 and as 32, and eth2, eth3 are of one card", refusal.Message, StringComparison.Ordinal);
        Assert.Single(Plan((s_eth2, "SRIOV_EN", "0"), (s_eth3, "SRIOV_EN", "False")).Steps);
        Assert.Equal(2, Plan((s_eth2, "NUM_VF_MSIX", "16"), (s_eth3, "NUM_VF_MSIX", "32")).Steps.Count);
    }

    [Fact]
    public void What_the_firmware_refuses_is_put_back_and_told()
    {
        var failed = Assert.Throws<PlanFailedException>(() => Run(_host, (s_eth2, "NUM_OF_VFS", "300")));
        Assert.Equal("FirmwareRefused", failed.Id);
        Assert.Contains("larger than maximum allowed 250. Nothing had been changed.", failed.Message, StringComparison.Ordinal);
        Assert.Contains("NUM_VF_MSIX", failed.NextStep, StringComparison.Ordinal);
        Assert.Equal(ChangeState.RolledBack, Entry(_host).State);
    }

    [Fact]
    public void A_fault_at_each_step_leaves_the_firmware_as_it_was()
    {
        for (var nth = 1; nth <= 2; nth++)
        {
            var host = new SimulatedHost(new SimulationOptions());
            host.AddFault("*config*set*", Errno.EIO, nth);
            Assert.Throws<PlanFailedException>(() => Run(host, (s_eth2, "NUM_OF_VFS", "16"), (s_eth3, "NUM_VF_MSIX", "20")));
            Assert.Equal(("127", "127", false), Values(host, s_eth2, "NUM_OF_VFS"));
            Assert.Equal(("11", "11", false), Values(host, s_eth2, "NUM_VF_MSIX"));
            Assert.Equal(ChangeState.RolledBack, Entry(host).State);
        }
    }

    // The tool writes one group of settings after the other: of a run that fails, some may be set.
    [Fact]
    public void What_a_failed_run_has_set_in_part_is_put_back()
    {
        var half = new HalfTool();
        _host.InstallTool(half);
        var failed = Assert.Throws<PlanFailedException>(() => Run(_host, (s_eth2, "SRIOV_EN", "0"), (s_eth2, "NUM_OF_VFS", "16")));
        Assert.Contains("Everything was put back (1 act).", failed.Message, StringComparison.Ordinal);
        Assert.Equal(("True(1)", "True(1)", false), Values(_host, s_eth2, "SRIOV_EN"));
    }

    [Fact]
    public void An_undo_writes_the_value_before_and_nothing_where_that_is_there()
    {
        Run(_host, (s_eth2, "NUM_OF_VFS", "16"));
        _host.Restart();
        Undo();
        Assert.Equal(("16", "127", true), Values(_host, s_eth3, "NUM_OF_VFS"));
        Assert.Equal(ChangeState.Undone, Entry(_host).State);

        _host.ClearWrites();
        Undo();
        Assert.Empty(_host.Writes);
    }

    [Fact]
    public void An_undo_overwrites_no_later_value_unasked()
    {
        Run(_host, (s_eth2, "NUM_OF_VFS", "16"));
        Run(_host, (s_eth3, "NUM_OF_VFS", "32"));
        var entry = new Journal(_host.Seams).Read(_host.Seams.Changes.List()[0])!;
        var later = Assert.Single(new PlanRunner(_host.Seams, TimeSpan.Zero).OverwrittenByUndo(entry));
        Assert.StartsWith(
            "the firmware of 0000:05:00.0: NUM_OF_VFS is 32, and this change left it 16: Set-MlxFirmwareSetting set it since", later, StringComparison.Ordinal);
    }

    [Fact]
    public void VFs_can_be_made_as_many_only_after_the_restart()
    {
        Run(_host, (s_eth2, "NUM_OF_VFS", "200"));
        Assert.Equal("127\n", _host.Seams.KernelFiles.Read("/sys/bus/pci/devices/0000:05:00.0/sriov_totalvfs"));
        _host.Restart();
        Assert.Equal("200\n", _host.Seams.KernelFiles.Read("/sys/bus/pci/devices/0000:05:00.1/sriov_totalvfs"));
        Assert.Equal(("200", "200", false), Values(_host, s_eth2, "NUM_OF_VFS"));
        Run(_host, (s_eth2, "SRIOV_EN", "0"));
        _host.Restart();
        Assert.Null(_host.Seams.KernelFiles.Read("/sys/bus/pci/devices/0000:05:00.1/sriov_totalvfs"));
    }

    [Fact]
    public void A_value_that_never_comes_proposes_one_restart_over_three_boots()
    {
        var host = new SimulatedHost(new SimulationOptions { IsFirmwareStuck = true });
        var proposed = 0;
        for (var boot = 0; boot < 4; boot++)
        {
            Run(host, (s_eth2, "NUM_OF_VFS", "16"));
            var setting = Read(host, s_eth3).Single(s => s.Name == "NUM_OF_VFS");
            if (setting.RestartRequired == true) proposed++;
            Assert.Equal(boot > 0, setting.Note?.Contains("turn the host's power off and on", StringComparison.Ordinal) == true);
            host.Restart();
        }

        Assert.Equal(1, proposed);
        Assert.Single(host.Writes);

        // Set to another value, it may come with the next restart.
        Run(host, (s_eth2, "NUM_OF_VFS", "32"));
        Assert.Equal(("127", "32", true), Values(host, s_eth2, "NUM_OF_VFS"));
    }

    [Fact]
    public void Without_the_current_value_the_journal_tells_whether_a_restart_is_due()
    {
        var next = "16";
        _host.InstallTool(new AnsweringTool("mlxconfig", _ => new ToolResult(0, $"Configurations:     Next Boot\n    NUM_OF_VFS   {next}\n", ""), line =>
            next = line.Split("NUM_OF_VFS=")[^1]));
        Assert.Null(Read(_host, s_eth2).Single().RestartRequired);
        Run(_host, (s_eth2, "NUM_OF_VFS", "20"));
        var setting = Read(_host, s_eth2).Single();
        Assert.Equal((true, null, null), (setting.RestartRequired, setting.Current, setting.Customised));
        _host.Restart();
        Assert.Equal((false, null), (Read(_host, s_eth2).Single().RestartRequired, Read(_host, s_eth2).Single().Note));
    }

    [Theory]
    [InlineData(3, "-E- Failed to open the device\n", "", "FirmwareUnavailable", "Failed to open the device")]
    [InlineData(3, "", "noise\n-E- Failed to identify the device\n", "FirmwareUnavailable", "Failed to identify the device")]
    [InlineData(3, "-E- Device doesn't support any configuration changes.\n", "", "FirmwareRefused", "Device doesn't support any configuration changes")]
    [InlineData(5, "", "Segmentation fault\n", "FirmwareRefused", "Segmentation fault")]
    [InlineData(1, "", "", "FirmwareRefused", "exit status 1")]
    [InlineData(0, "Hello\n", "", "MalformedText", "mlxconfig -d 0000:05:00.0 -e q reads 'Hello'")]
    public void Both_streams_are_read_and_the_exit_status_decides(int code, string output, string error, string id, string words)
    {
        _host.InstallTool(new AnsweringTool("mlxconfig", _ => new ToolResult(code, output, error)));
        var refusal = Assert.ThrowsAny<SriovException>(() => Read(_host, s_eth2));
        Assert.Equal(id, refusal.Id);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_what_was_read_in_part_that_is_told()
    {
        _host.InstallTool(new AnsweringTool("mlxconfig", _ => new ToolResult(
            3, "Configurations:     Next Boot\n    NUM_OF_VFS   16\n-E- Failed to query some of the TLVs:\n    Failed to query the next values of\n", "")));
        var warnings = new List<string>();
        Assert.Single(new FirmwareReader(new HostSnapshot(_host.Seams)).Read(Site(_host, s_eth2), [], _ => { }, warnings.Add));
        Assert.Equal("eth2: not all settings could be read: Failed to query some of the TLVs.", Assert.Single(warnings));
    }

    [Theory]
    [InlineData(SimulatedLockdown.Integrity, "(integrity)")]
    [InlineData(SimulatedLockdown.Confidentiality, "(confidentiality)")]
    [InlineData(SimulatedLockdown.None, null)]
    public void Lockdown_is_named_by_its_word_in_brackets(SimulatedLockdown lockdown, string? word)
    {
        var host = new SimulatedHost(new SimulationOptions { Lockdown = lockdown }) { IsRoot = false };
        var refusal = Assert.Throws<FirmwareUnavailableException>(() => Read(host, s_eth2));
        Assert.Equal(word is not null, refusal.Message.Contains("lockdown", StringComparison.Ordinal));
        if (word is not null) Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("root", word is null ? "" : refusal.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_tool_both_are_named()
    {
        var host = new SimulatedHost(new SimulationOptions { FirmwareTool = SimulatedFirmwareTool.None });
        var refusal = Assert.Throws<FirmwareToolNotFoundException>(() => Read(host, s_eth2));
        Assert.Equal(("ToolNotFound", "None of the programs mlxconfig and mstconfig is installed or on the PATH."), (refusal.Id, refusal.Message));
    }

    [Fact]
    public void Names_of_any_case_are_found_and_missing_ones_told()
    {
        var missing = new List<SriovException>();
        var reader = new FirmwareReader(new HostSnapshot(_host.Seams));
        var found = reader.Read(Site(_host, s_eth2), ["sriov_en", "NUM_OF_VFZ"], missing.Add, _ => { });
        Assert.Equal("SRIOV_EN", Assert.Single(found).Name);
        Assert.Contains("Did you mean NUM_OF_VFS", Assert.Single(missing).NextStep, StringComparison.Ordinal);
        Assert.Equal(["DEVICE_DEFAULT", "MIGRATION_DISABLED", "MIGRATION_ENABLED"], reader.Words(Site(_host, s_eth2), "VF_MIGRATION_MODE"));
    }

    [Theory]
    [InlineData("S1", "S1", 4)]
    [InlineData("S1", "S2", 2)]
    [InlineData(null, null, 2)]
    public void A_card_is_what_has_one_serial_number_or_one_slot(string? first, string? second, int ports)
    {
        var host = new SimulatedHost(new SimulationOptions { AdapterCount = 2 });
        var sites = new HostSnapshot(host.Seams).Sites;
        var card = AdapterCard.Of(sites[1], sites, site => site.PciAddress.Bus == 5 ? first : second);
        Assert.Equal((ports, s_eth2), (card.Ports.Count, card.PciAddress));
    }

    [Fact]
    public void A_wish_for_ports_in_two_slots_of_one_card_locks_both()
    {
        var other = PciAddress.Parse("0000:15:00.0");
        var wish = new FirmwareSettingsWish("test", s_eth2, [new(s_eth2, "NUM_OF_VFS", "16"), new(other, "NUM_VF_MSIX", "20")]);
        Assert.Equal("firmware-0000:05:00.0, firmware-0000:15:00.0", $"{wish.Scope}");
    }

    [Theory]
    [InlineData("\"Program\":\"mlxconfig\"", "\"Program\":\"rm\"")]
    [InlineData("NUM_OF_VFS=127", "-yy=1")]
    [InlineData("NUM_OF_VFS=127", "NUM_OF_VFS=1 2")]
    [InlineData("NUM_OF_VFS=127", "NUM_OF_VFS")]
    [InlineData("\"Device\":\"0000:05:00.0\"", "\"Device\":\"0000:15:00.0\"")]
    [InlineData("\"Card\":\"0000:05:00.0\"", "\"Card\":\"0000:15:00.0\"")]
    [InlineData("\"BootId\":\"6f1d", "\"BootId\":\"\\n")]
    public void A_journal_that_says_more_than_the_module_writes_is_not_undone(string written, string forged)
    {
        Run(_host, (s_eth2, "NUM_OF_VFS", "16"));
        var id = _host.Seams.Changes.List()[0];
        var text = _host.Seams.Changes.Load(id)!;
        Assert.Contains(written, text, StringComparison.Ordinal);
        _host.Seams.Changes.Save(id, text.Replace(written, forged, StringComparison.Ordinal));
        Assert.Throws<DamagedJournalException>(() => Entry(_host));
    }

    private static PfSite Site(SimulatedHost host, PciAddress pf) => new HostSnapshot(host.Seams).Site(pf);

    private static IReadOnlyList<FirmwareSetting> Read(SimulatedHost host, PciAddress pf) =>
        new FirmwareReader(new HostSnapshot(host.Seams)).Read(Site(host, pf), [], refusal => throw refusal, _ => { });

    private static (string Current, string Next, bool? RestartRequired) Values(SimulatedHost host, PciAddress pf, string name) =>
        Read(host, pf).Where(s => s.Name == name).Select(s => ($"{s.Current}", $"{s.Next}", s.RestartRequired)).Single();

    private static FirmwareSettingsWish Wish(SimulatedHost host, (PciAddress Pf, string Name, string Value)[] values)
    {
        var snapshot = new HostSnapshot(host.Seams);
        var wishes = values.Select(v => new FirmwareAssignment(v.Pf, v.Name, v.Value));
        return FirmwareSettingsWish.Of("Set-MlxFirmwareSetting", snapshot.Card(snapshot.Site(s_eth2)), wishes);
    }

    private static void Run(SimulatedHost host, params (PciAddress Pf, string Name, string Value)[] values) =>
        new PlanRunner(host.Seams, TimeSpan.Zero).Run(Wish(host, values), null, CancellationToken.None);

    private static JournalEntry Entry(SimulatedHost host) => new Journal(host.Seams).Read(host.Seams.Changes.List()[^1])!;

    private ChangePlan Plan(params (PciAddress Pf, string Name, string Value)[] values) => Wish(_host, values).Plan(new HostSnapshot(_host.Seams));

    private void Undo() => new PlanRunner(_host.Seams, TimeSpan.Zero).Undo(Entry(_host), isForced: false, agreed: null, CancellationToken.None);

    /// <summary>A tool whose answers are what a test says.</summary>
    private sealed class AnsweringTool(string name, Func<IReadOnlyList<string>, ToolResult> answer, Action<string>? set = null) : ISimulatedTool
    {
        public string Name => name;

        public bool Changes(IReadOnlyList<string> arguments) => arguments.Contains("set");

        public ToolResult Run(IReadOnlyList<string> arguments)
        {
            if (!Changes(arguments)) return answer(arguments);
            set?.Invoke(string.Join(' ', arguments));
            return new ToolResult(0, "", "");
        }
    }

    /// <summary>An mlxconfig that fails when it has set the first of several values.</summary>
    private sealed class HalfTool : ISimulatedTool
    {
        private readonly SimulatedHost _inner = new(new SimulationOptions());

        public string Name => "mlxconfig";

        public bool Changes(IReadOnlyList<string> arguments) => arguments.Contains("set");

        public ToolResult Run(IReadOnlyList<string> arguments)
        {
            if (arguments.Count <= 5) return _inner.Seams.Tools.Run(Name, arguments, CancellationToken.None);
            var isSet = arguments.Contains("set") && !arguments.Contains("NUM_OF_VFS=127");
            var result = _inner.Seams.Tools.Run(Name, isSet ? [.. arguments.Take(5)] : arguments, CancellationToken.None);
            return isSet ? new ToolResult(3, "Applying... Failed!\n-E- Failed to set configuration\n", "") : result;
        }
    }
}
