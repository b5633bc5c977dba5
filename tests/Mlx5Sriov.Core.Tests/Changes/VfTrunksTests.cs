using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Reading trunks: where there are any, what old releases tell, and what is not read for it.</summary>
public sealed class VfTrunksTests
{
    private const string Vf2 = "/sys/bus/pci/devices/0000:05:00.0/sriov/2";

    private readonly SimulatedHost _host = new(new SimulationOptions());

    [Fact]
    public void A_trunk_comes_with_the_names_of_its_VF()
    {
        _host.Seams.KernelFiles.Write($"{Vf2}/trunk", "add 4 15");

        var trunk = Open(_host.Seams).Read(2);

        Assert.Equal(("eth2", "0000:05:00.0", 2, "eth2 vf 2"), (trunk.Pf, $"{trunk.PfPciAddress}", trunk.Index, $"{trunk}"));
        Assert.Equal(("0000:05:00.4", "eth2v2", "mlx5_4"), ($"{trunk.PciAddress}", trunk.Name, trunk.RdmaDevice));
        Assert.Equal((VlanMode.VgtPlus, VlanTrunk.Parse("4-15"), true), (trunk.VlanMode, trunk.Trunk, trunk.IsComplete));
    }

    [Fact]
    public void A_VF_outside_VGTplus_has_an_empty_one()
    {
        _host.Seams.IpLink.SetVf(_host.Seams.IpLink.Find("eth2")!, 1, new VfSetting.Vlan(100));
        var trunks = Open(_host.Seams);

        Assert.Equal((VlanMode.Vgt, VlanTrunk.Parse("")), (trunks.Read(0).VlanMode, trunks.Read(0).Trunk));
        Assert.Equal((VlanMode.Vst, VlanTrunk.Parse("")), (trunks.Read(1).VlanMode, trunks.Read(1).Trunk));
        Assert.Throws<VfIndexException>(() => trunks.Read(8));
    }

    [Fact]
    public void A_trunk_that_the_driver_cut_is_not_complete()
    {
        _host.Seams.KernelFiles.Write($"{Vf2}/trunk", "add 0 4095");
        Assert.Equal((false, "0-1035,..."), (Open(_host.Seams).Read(2).IsComplete, $"{Open(_host.Seams).Read(2).Trunk}"));
    }

    [Theory]
    [InlineData("ConnectX7Inbox", "", RefusalReason.NeedsOfed,
        "eth2: a trunk (VGT+) cannot be read: the kernel's own driver does not offer it.", "MLNX_OFED or DOCA-OFED")]
    [InlineData("ConnectX7", "switchdev", RefusalReason.NotInSwitchdev,
        "eth2: a trunk (VGT+) cannot be read: the e-switch is in switchdev mode", "legacy mode")]
    [InlineData("ConnectX7Inbox", "switchdev", RefusalReason.NotInSwitchdev,
        "eth2: a trunk (VGT+) cannot be read: the e-switch is in switchdev mode", "legacy mode")]
    [InlineData("ConnectX6Infiniband", "", RefusalReason.EthernetOnly, "ib0: a trunk (VGT+) cannot be read: it is for Ethernet ports.", "InfiniBand")]
    public void Where_there_are_none_the_refusal_says_what_would_be_needed(string profile, string mode, RefusalReason reason, string message, string next)
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = Enum.Parse<SimulationProfile>(profile) });
        if (mode.Length > 0) host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });

        var refusal = Assert.Throws<RefusedSettingException>(() => Open(host.Seams));

        Assert.Equal(reason, refusal.Reason);
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(next, refusal.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_that_does_not_tell_VGTplus_is_asked_for_the_trunk_itself()
    {
        _host.Seams.KernelFiles.Write($"{Vf2}/trunk", "add 4 15");
        foreach (var vf in new[] { 2, 3 })
        {
            var path = $"/sys/bus/pci/devices/0000:05:00.0/sriov/{vf}/config";
            var lines = _host.Seams.KernelFiles.Read(path)!.Split('\n').Where(l => !l.StartsWith("VGT+", StringComparison.Ordinal));
            _host.ReplaceText(path, string.Join('\n', lines));
        }

        var trunks = Open(_host.Seams);
        Assert.Equal((VlanMode.VgtPlus, VlanTrunk.Parse("4-15")), (trunks.Read(2).VlanMode, trunks.Read(2).Trunk));
        Assert.Equal((VlanMode.Vgt, VlanTrunk.Parse("")), (trunks.Read(3).VlanMode, trunks.Read(3).Trunk));
    }

    [Fact]
    public void A_release_without_trunks_is_refused_by_name()
    {
        var path = $"{Vf2}/config";
        _host.ReplaceText(path, "MAC        : 00:00:00:00:00:00\n");

        var files = new ReadRecord(_host.Seams.KernelFiles, "trunk");
        var refusal = Assert.Throws<RefusedSettingException>(() => Open(_host.Seams with { KernelFiles = files }).Read(2));

        Assert.Equal((RefusalReason.NeedsOfed, ChangeTarget.OfVf("eth2", 2)), (refusal.Reason, refusal.Target));
        Assert.Contains("4.2", refusal.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_told_is_read()
    {
        _host.Seams.KernelFiles.Write($"{Vf2}/trunk", "add 4 15");
        var sysfs = new ReadRecord(_host.Seams.KernelFiles);
        var trunks = Open(_host.Seams with { KernelFiles = sysfs });

        sysfs.Read("/mark");
        trunks.Read(2);
        trunks.Read(3);

        var read = sysfs.Paths.SkipWhile(p => p != "/mark").Where(p => p.Contains("/sriov/", StringComparison.Ordinal));
        Assert.Equal(["2/config", "2/trunk", "3/config"], read.Select(p => p.Split("/sriov/")[1]));
        Assert.DoesNotContain(sysfs.Paths, p => p.StartsWith("/proc", StringComparison.Ordinal));
    }

    private static VfTrunks Open(SriovHost seams)
    {
        var snapshot = new HostSnapshot(seams);
        return VfTrunks.Open(snapshot, snapshot.Sites[0], "read");
    }

    /// <summary>Notes what is read; attributes of one name are not there.</summary>
    private sealed class ReadRecord(IKernelFiles sysfs, string absent = "-") : IKernelFiles
    {
        public List<string> Paths { get; } = [];

        public string? Read(string path)
        {
            Paths.Add(path);
            return path.EndsWith($"/{absent}", StringComparison.Ordinal) ? null : sysfs.Read(path);
        }

        public void Write(string path, string text) => sysfs.Write(path, text);

        public string? ReadLink(string path) => sysfs.ReadLink(path);

        public IReadOnlyList<string> List(string path) => sysfs.List(path);

        public bool Exists(string path) => sysfs.Exists(path);
    }
}
