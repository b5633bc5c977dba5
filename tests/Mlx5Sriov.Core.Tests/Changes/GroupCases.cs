using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Changes of rate groups of every kind, on every kind of host that has them.</summary>
internal static class GroupCases
{
    private static readonly RateGroupWish s_limited = new(RateGroupAct.Create) { MinTxRate = Bandwidth.Parse("1Gbit"), MaxTxRate = Bandwidth.Parse("5Gbit") };

    private static readonly SimulationProfile[] s_ofed = [SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Ofed2407];
    private static readonly SimulationProfile[] s_ethernet = [SimulationProfile.ConnectX7Inbox, .. s_ofed];

    public static IEnumerable<ChangeCase> All() =>
    [
        .. s_ofed.SelectMany(p => Groups(p, "7", "8", isSwitchdev: false).Concat(Numbered(p))),
        .. Groups(SimulationProfile.ConnectX7, "7", "8", isSwitchdev: true),
        .. s_ethernet.SelectMany(p => Groups(p, "gold", "silver", isSwitchdev: true).Concat(Nodes(p))),
        .. NestedNodes(),
        .. s_ofed.SelectMany(NumberedKept),
        .. s_ethernet.SelectMany(NodesKept),
    ];

    /// <summary>A wish for groups: of each the act, the members and the limits.</summary>
    public static RateGroupsWish Wish(params (string Group, RateGroupWish Wish)[] wishes) =>
        new("Set-MlxVfGroup", ChangeCase.Pf, wishes.ToDictionary(w => w.Group, w => w.Wish));

    public static RateGroupWish Create(string? members, string? max = null, string? min = null) => Of(RateGroupAct.Create, members, max, min);

    public static RateGroupWish Set(string? members = null, string? max = null, string? min = null) => Of(RateGroupAct.Set, members, max, min);

    public static RateGroupWish Remove() => new(RateGroupAct.Remove);

    /// <summary>A wish that VFs are in groups: <c>1: 7, 3: 0</c>.</summary>
    public static VfSettingsWish Members(params (int Vf, string Group)[] moves) =>
        new("Set-MlxVf", ChangeCase.Pf, moves.ToDictionary(m => m.Vf, m => new VfWish { Group = m.Group }));

    private static RateGroupWish Of(RateGroupAct act, string? members, string? max, string? min) => new(act)
    {
        Members = members is null ? null : VfIndexSet.Parse(members),
        MaxTxRate = max is null ? null : Bandwidth.Parse(max),
        MinTxRate = min is null ? null : Bandwidth.Parse(min),
    };

    private static RateGroupWish Limited(string members) => s_limited with { Members = VfIndexSet.Parse(members) };

    private static IEnumerable<ChangeCase> Groups(SimulationProfile profile, string one, string two, bool isSwitchdev)
    {
        var kind = $"{(isSwitchdev ? "switchdev, " : "")}{(char.IsDigit(one[0]) ? "group" : "node")}";
        ChangeCase Case(string name, IWish wish, params IWish[] scene) =>
            new($"{profile}: {kind}, {name}", profile, wish) { IsOfGroups = true, IsSwitchdev = isSwitchdev, Scene = scene };
        yield return Case("new", Wish((one, Limited("1,3"))));
        yield return Case("new without limits", Wish((one, Create("1,3"))));
        yield return Case("two new", Wish((one, Limited("0,1")), (two, Limited("2-3"))));
        yield return Case("new with all VFs of another", Wish((two, Limited("1,3"))), Wish((one, Limited("1,3"))));
        yield return Case("new with one VF of another", Wish((two, Limited("0,1"))), Wish((one, Limited("1,3"))));
        yield return Case("limits", Wish((one, Set(max: "7Gbit", min: "2Gbit"))), Wish((one, Limited("1,3"))));
        yield return Case("one limit", Wish((one, Set(max: "0"))), Wish((one, Limited("1,3"))));
        yield return Case("members", Wish((one, Set("2-3"))), Wish((one, Limited("0,3"))));
        yield return Case("all members exchanged, and limits", Wish((one, Set("0,2", max: "7Gbit"))), Wish((one, Limited("1,3"))));
        yield return Case("members exchanged between two",
            Wish((one, Set("2,3")), (two, Set("0,1"))),
            Wish((one, Limited("0,1")), (two, Limited("2,3") with { MaxTxRate = Bandwidth.Parse("9Gbit") })));
        yield return Case("removed", Wish((one, Remove())), Wish((one, Limited("1,3"))));
        yield return Case("two removed and one set",
            Wish((one, Remove()), (two, Remove()), ($"{one}1", Set("0-3"))),
            Wish((one, Limited("0")), (two, Limited("1,3")), ($"{one}1", Limited("2"))));
        yield return Case("VFs of another moved in", Members((1, one), (3, one)), Wish((one, Limited("0")), (two, Limited("1,3"))));
        yield return Case("last VF leaves", Members((1, "0"), (3, "0")), Wish((one, Limited("1,3"))));
        yield return Case("only VFs exchanged", Members((1, two), (3, one)), Wish((one, Limited("1")), (two, Limited("3"))));
        yield return Case("VFs in a circle",
            Members((0, two), (1, $"{one}1"), (3, one)),
            Wish((one, Limited("0")), (two, Limited("1")), ($"{one}1", Limited("3"))));
        yield return Case("VF and its rates", new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish>
        {
            [1] = new() { Group = one, MaxTxRate = Bandwidth.Parse("2Gbit"), MacAddress = MacAddress.Parse("02:00:00:00:00:01") },
            [2] = new() { Group = "0", MinTxRate = Bandwidth.Parse("1Gbit") },
        }), Wish((one, Limited("2"))));
    }

    private static IEnumerable<ChangeCase> Numbered(SimulationProfile profile)
    {
        ChangeCase Case(string name, IWish wish, IWish scene) => new($"{profile}: {name}", profile, wish) { Scene = [scene], IsOfGroups = true };
        yield return Case("group, VFs found a new one", Members((1, "7"), (3, "7")), Wish(("5", Limited("0-3"))));
        yield return Case("group, all VFs found a new one", Members((1, "7"), (3, "7")), Wish(("5", Limited("1,3"))));
        if (profile == SimulationProfile.ConnectX7Ofed2407)
        {
            yield return Case("group 0, limits",
                Wish(("0", Set(max: "7Gbit", min: "1Gbit")), ("5", Limited("2"))),
                Wish(("0", Set(max: "9Gbit"))));
        }
    }

    private static IEnumerable<ChangeCase> Nodes(SimulationProfile profile)
    {
        ChangeCase Case(string name, IWish wish, params IWish[] scene) =>
            new($"{profile}: node, {name}", profile, wish) { IsOfGroups = true, IsSwitchdev = true, Scene = scene };
        yield return Case("new without VFs", Wish(("gold", Create(null, "5Gbit"))));
        yield return Case("removed without VFs", Wish(("gold", Remove())), Wish(("gold", Create(null, "5Gbit"))));
        yield return Case("set without VFs", Wish(("gold", Set(min: "5Gbit"))), Wish(("gold", Create(null))));
    }

    // Another tool put one node below the other: only the latest driver can.
    private static IEnumerable<ChangeCase> NestedNodes()
    {
        var above = Wish(("all", Create(null, "50Gbit")), ("gold", Create(null, "5Gbit")), ("tin", Create(null)));
        var below = new ParentWish("gold", "all");
        yield return new("ConnectX7: nodes, one below the other removed", SimulationProfile.ConnectX7, Wish(("all", Remove()), ("gold", Remove())))
        {
            IsSwitchdev = true,
            Scene = [above, below, Members((1, "gold"))],
            IsOfGroups = true,
        };
        yield return new("ConnectX7: nodes, the lower removed", SimulationProfile.ConnectX7, Wish(("gold", Remove()), ("tin", Set("1"))))
        {
            IsSwitchdev = true,
            Scene = [above, below, Members((1, "gold"))],
            IsOfGroups = true,
        };
    }

    // Numbered groups end with their last VF, and begin again with the first that comes back.
    private static IEnumerable<ChangeCase> NumberedKept(SimulationProfile profile)
    {
        IWish[] groups = [Wish(("7", Limited("0,1")), ("8", Limited("3") with { MaxTxRate = Bandwidth.Parse("9Gbit") }), ("9", Create("2")))];
        yield return Kept(profile, "more", new() { NumVfs = 6 }, groups);
        yield return Kept(profile, "fewer, one group gone", new() { NumVfs = 3 }, groups);
        yield return Kept(profile, "fewer, part of a group gone", new() { NumVfs = 1 }, groups);
        yield return Kept(profile, "to 0", new() { NumVfs = 0 }, groups);
        yield return Kept(profile, "discarded", new() { NumVfs = 6, Discard = true }, groups) with { KeepsVfs = false };
        var settings = new Dictionary<int, VfWish> { [1] = SampleSettings.Everything with { Rebind = true } };
        yield return Kept(profile, "more, with settings", new() { NumVfs = 6 }, [.. groups, new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, settings)]);
        yield return Kept(profile, "switchdev", new() { EswitchMode = EswitchMode.Switchdev }, groups) with { KeepsVfs = false };
        yield return Kept(profile, "legacy", new() { EswitchMode = EswitchMode.Legacy }, groups) with { KeepsVfs = false, IsSwitchdev = true };
        yield return Kept(profile, "switchdev and more", new() { EswitchMode = EswitchMode.Switchdev, NumVfs = 6 }, groups) with { KeepsVfs = false };
        yield return Kept(profile, "127", new() { NumVfs = 127 }, groups);
        if (profile == SimulationProfile.ConnectX7Ofed2407)
            yield return Kept(profile, "more, with limits of group 0", new() { NumVfs = 6 }, [.. groups, Wish(("0", Set(max: "9Gbit")))]);
    }

    // Nodes outlast the VFs in them.
    private static IEnumerable<ChangeCase> NodesKept(SimulationProfile profile)
    {
        IWish[] nodes = [Wish(("gold", Limited("0,1")), ("silver", Limited("3")), ("tin", Create(null)))];
        yield return Kept(profile, "more, nodes", new() { NumVfs = 6 }, nodes) with { IsSwitchdev = true };
        yield return Kept(profile, "fewer, nodes", new() { NumVfs = 1 }, nodes) with { IsSwitchdev = true };
        yield return Kept(profile, "to 0, nodes", new() { NumVfs = 0 }, nodes) with { IsSwitchdev = true };
    }

    private static ChangeCase Kept(SimulationProfile profile, string name, PfWish wish, IWish[] scene) =>
        new($"{profile}: PF with groups, {name}", profile, new PfSettingsWish("Set-MlxPf", ChangeCase.Pf, wish))
        {
            Scene = scene,
            NumVfs = [4, 0],
            KeepsVfs = true,
        };
}
