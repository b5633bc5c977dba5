using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

using static Mlx5Sriov.Core.Tests.Changes.GroupCases;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What is refused of rate groups before anything is written, and why.</summary>
public sealed class GroupRefusalTests
{
    // On OFED there is group 7 with VF 1 and a limit of 5 Gbit/s, in switchdev mode node gold with VF 2.
    private static readonly IReadOnlyList<(RefusalReason Reason, SimulationProfile Profile, string Mode, string Target, IWish Wish)> s_refusals =
    [
        (RefusalReason.GroupOutOfRange, SimulationProfile.ConnectX7, "", "eth2 group 256", Wish(("256", Create("3")))),
        (RefusalReason.GroupOutOfRange, SimulationProfile.ConnectX7, "", "eth2 group -1", Wish(("-1", Create("3")))),
        (RefusalReason.GroupOutOfRange, SimulationProfile.ConnectX7, "", "eth2 group 0", Wish(("0", Create("3")))),
        (RefusalReason.GroupOutOfRange, SimulationProfile.ConnectX7Ofed2407, "", "eth2 group 0", Wish(("0", Set("3")))),
        (RefusalReason.GroupOutOfRange, SimulationProfile.ConnectX7Ofed2407, "", "eth2 group 0", Wish(("0", Remove()))),
        (RefusalReason.GroupOutOfRange, SimulationProfile.ConnectX7, "", "eth2 vf 3", Members((3, "300"))),
        (RefusalReason.GroupOutOfRange, SimulationProfile.ConnectX7, "", "eth2 vf 3", Members((3, "99999999999"))),
        (RefusalReason.GroupNameInvalid, SimulationProfile.ConnectX7Inbox, "switchdev", "eth2 group a/b", Wish(("a/b", Create("3")))),
        (RefusalReason.GroupNameInvalid, SimulationProfile.ConnectX7Inbox, "switchdev", "eth2 group two words", Wish(("two words", Create("3")))),
        (RefusalReason.GroupNameInvalid, SimulationProfile.ConnectX7Inbox, "switchdev", "eth2 vf 3", Members((3, ""))),
        (RefusalReason.GroupExists, SimulationProfile.ConnectX7, "", "eth2 group 7", Wish(("7", Create("1")))),
        (RefusalReason.GroupExists, SimulationProfile.ConnectX7, "", "eth2 group 7", Wish(("7", Create("1-2", "5Gbit")))),
        (RefusalReason.GroupExists, SimulationProfile.ConnectX7Inbox, "switchdev", "eth2 group gold", Wish(("gold", Create(null, "6Gbit")))),
        (RefusalReason.GroupNeedsMember, SimulationProfile.ConnectX7, "", "eth2 group 8", Wish(("8", Create(null, "5Gbit")))),
        (RefusalReason.GroupNeedsMember, SimulationProfile.ConnectX7, "", "eth2 group 7", Wish(("7", Set() with { Members = new VfIndexSet([]) }))),
        (RefusalReason.GroupHasChildren, SimulationProfile.ConnectX7, "switchdev nested", "eth2 group all", Wish(("all", Remove()))),
        (RefusalReason.VfInTwoGroups, SimulationProfile.ConnectX7, "", "eth2 group 9", Wish(("8", Create("2-3")), ("9", Create("3")))),
        (RefusalReason.VfInTwoGroups, SimulationProfile.ConnectX7, "", "eth2 group 8", Wish(("7", Set("3")), ("8", Create("3")))),
        (RefusalReason.MixedGroups, SimulationProfile.ConnectX7, "switchdev", "eth2 vf 1", Members((1, "gold"))),
        (RefusalReason.MixedGroups, SimulationProfile.ConnectX7, "switchdev", "eth2 vf 2", Members((2, "7"))),
        (RefusalReason.MixedGroups, SimulationProfile.ConnectX7, "switchdev", "eth2 group 8", Wish(("8", Create("2,3")))),
        (RefusalReason.MixedGroups, SimulationProfile.ConnectX7, "switchdev", "eth2 group silver", Wish(("silver", Create("1,3")))),
        (RefusalReason.MixedGroups, SimulationProfile.ConnectX7, "switchdev mixed", "eth2 vf 2", Members((2, "0"))),
        (RefusalReason.MixedGroups, SimulationProfile.ConnectX7, "switchdev mixed", "eth2 group gold", Wish(("gold", Remove()))),
        (RefusalReason.NeedsSwitchdev, SimulationProfile.ConnectX7, "", "eth2 group gold", Wish(("gold", Create("3")))),
        (RefusalReason.NeedsSwitchdev, SimulationProfile.ConnectX7Inbox, "", "eth2 group gold", Wish(("gold", Create("3")))),
        (RefusalReason.NeedsSwitchdev, SimulationProfile.ConnectX7Inbox, "", "eth2 vf 3", Members((3, "gold"))),
        (RefusalReason.NeedsOfed, SimulationProfile.ConnectX7Inbox, "", "eth2 group 8", Wish(("8", Create("3")))),
        (RefusalReason.NeedsOfed, SimulationProfile.ConnectX7Inbox, "switchdev", "eth2 group 8", Wish(("8", Create("3")))),
        (RefusalReason.NeedsOfed, SimulationProfile.ConnectX7Inbox, "switchdev", "eth2 vf 3", Members((3, "8"))),
        (RefusalReason.EthernetOnly, SimulationProfile.ConnectX6Infiniband, "", "ib0 group 8", Wish(("8", Create("3")))),
        (RefusalReason.EthernetOnly, SimulationProfile.ConnectX6Infiniband, "", "ib0 vf 3", Members((3, "gold"))),
        (RefusalReason.MinAboveMax, SimulationProfile.ConnectX7, "", "eth2 group 8", Wish(("8", Create("3", max: "1Gbit", min: "2Gbit")))),
        (RefusalReason.MinAboveMax, SimulationProfile.ConnectX7, "", "eth2 group 7", Wish(("7", Set(min: "6Gbit")))),
        (RefusalReason.RateAboveLink, SimulationProfile.ConnectX7, "", "eth2 group 7", Wish(("7", Set(max: "201Gbit")))),
        (RefusalReason.RateAboveLink, SimulationProfile.ConnectX7Inbox, "switchdev", "eth2 group gold", Wish(("gold", Set(max: "201Gbit")))),
        (RefusalReason.RateNotWhole, SimulationProfile.ConnectX7, "", "eth2 group 7", Wish(("7", Set(max: "1500kbit")))),
        (RefusalReason.RateNotWhole, SimulationProfile.ConnectX7Inbox, "switchdev", "eth2 group tin", Wish(("tin", Create(null, min: "1500kbit")))),
        (RefusalReason.GroupsNotSupported, SimulationProfile.ConnectX7, "no groups", "eth2 group 8", Wish(("8", Create("3")))),
        (RefusalReason.GroupsNotSupported, SimulationProfile.ConnectX7, "no groups", "eth2 vf 3", Members((3, "8"))),
    ];

    public static IEnumerable<object[]> Rows => Enumerable.Range(0, s_refusals.Count).Select(i => new object[] { i });

    /// <summary>The reasons that are tried here.</summary>
    internal static IEnumerable<RefusalReason> Reasons => s_refusals.Select(r => r.Reason);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_refused_wish_writes_nothing(int row)
    {
        var (reason, profile, mode, target, wish) = s_refusals[row];
        var host = NewHost(profile, mode);
        var before = HostState.Read(host);

        var refusal = Assert.Throws<RefusedSettingException>(() => Run(host, wish, mode));

        Assert.Equal((reason, target), (refusal.Reason, $"{refusal.Target}"));
        Assert.StartsWith($"{refusal.Target}: ", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.NextStep);
        Assert.Empty(host.Writes);
        Assert.Empty(host.Seams.Changes.List());
        Assert.Equal(before, HostState.Read(host));
    }

    [Fact]
    public void In_legacy_mode_the_kernels_own_driver_names_what_it_takes()
    {
        var host = NewHost(SimulationProfile.ConnectX7Inbox, "");
        foreach (var wish in new[] { Wish(("8", Create("3"))), Wish(("gold", Create("3"))) })
        {
            var refusal = Assert.Throws<RefusedSettingException>(() => Run(host, wish));
            Assert.Equal(RemedyKind.UseNodesOrOfed, refusal.Remedy?.Kind);
            Assert.Contains("into switchdev mode", refusal.NextStep, StringComparison.Ordinal);
            Assert.Contains("MLNX_OFED", refusal.NextStep, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_group_that_is_not_there_cannot_be_set()
    {
        var host = NewHost(SimulationProfile.ConnectX7, "switchdev");
        foreach (var (wish, group) in new (IWish, string)[]
        {
            (Wish(("8", Set(max: "1Gbit"))), "8"),
            (Wish(("0", Set(max: "1Gbit"))), "0"),
            (Wish(("silver", Set(max: "1Gbit"))), "silver"),
            (Members((3, "silver")), "silver"),
        })
        {
            var refusal = Assert.Throws<RateGroupNotFoundException>(() => Run(host, wish));
            Assert.Equal((group, $"eth2 has no rate group {group}: there are 7, gold."), (refusal.Group, refusal.Message));
        }

        Assert.Empty(host.Writes);
    }

    [Fact]
    public void A_VF_that_is_not_enabled_is_in_no_group()
    {
        var host = NewHost(SimulationProfile.ConnectX7, "");
        Assert.Throws<VfIndexException>(() => Run(host, Wish(("8", Create("3-4")))));
        Assert.Throws<VfIndexException>(() => Run(host, Wish(("7", Set("1,4")))));
        Assert.Empty(host.Writes);
    }

    private static SimulatedHost NewHost(SimulationProfile profile, string mode)
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = profile, NumVfs = [4, 2] });
        var isOfed = profile is SimulationProfile.ConnectX7 or SimulationProfile.ConnectX7Ofed2407;
        if (mode.Contains("switchdev", StringComparison.Ordinal))
        {
            host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
            Run(host, Wish(("gold", Create(null, "5Gbit"))));
            if (mode.EndsWith("nested", StringComparison.Ordinal))
            {
                Run(host, Wish(("all", Create(null))));
                Run(host, new ParentWish("gold", "all"));
            }

            Run(host, Wish(("gold", Set("2"))));
        }

        if (isOfed && mode != "no groups") Run(host, Wish(("7", Create("1", "5Gbit"))));
        if (mode.EndsWith("mixed", StringComparison.Ordinal)) host.Seams.KernelFiles.Write($"/sys/bus/pci/devices/{ChangeCase.Pf}/sriov/2/group", "9");
        foreach (var id in host.Seams.Changes.List()) host.Seams.Changes.Delete(id);
        host.ClearWrites();
        return host;
    }

    private static void Run(SimulatedHost host, IWish wish, string mode = "")
    {
        var seams = mode == "no groups" ? host.Seams with { KernelFiles = new OldFirmware(host.Seams.KernelFiles) } : host.Seams;
        new PlanRunner(seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);
    }

    /// <summary>A driver on firmware that cannot group VFs makes no folder for groups.</summary>
    private sealed class OldFirmware(IKernelFiles inner) : IKernelFiles
    {
        public string? Read(string path) => inner.Read(path);

        public void Write(string path, string text) => inner.Write(path, text);

        public string? ReadLink(string path) => inner.ReadLink(path);

        public IReadOnlyList<string> List(string path) => inner.List(path);

        public bool Exists(string path) => !path.EndsWith("/groups", StringComparison.Ordinal) && inner.Exists(path);
    }
}
