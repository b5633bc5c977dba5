using Mlx5Sriov.Changes;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Changes of every kind of step, on every kind of host that has it.</summary>
internal static class ChangeCases
{
    private static readonly MacAddress s_mac1 = MacAddress.Parse("02:00:00:00:00:01");
    private static readonly MacAddress s_mac2 = MacAddress.Parse("02:00:00:00:00:02");
    private static readonly InfinibandGuid s_guid1 = InfinibandGuid.Parse("00:11:22:33:44:55:01:00");
    private static readonly InfinibandGuid s_guid2 = InfinibandGuid.Parse("00:11:22:33:44:55:02:00");
    private static readonly Bandwidth s_slow = Bandwidth.Parse("1Gbit");
    private static readonly Bandwidth s_fast = Bandwidth.Parse("5Gbit");

    private static readonly VfWish s_nothing = new();
    private static readonly VfWish s_tag = new() { VlanId = 100, Qos = 3 };
    private static readonly VfWish s_trunk = new() { Trunk = VlanSet.Parse("4-15,17,30-40") };
    private static readonly VfWish s_all = new()
    {
        MacAddress = s_mac1, VlanId = 100, Qos = 3, SpoofCheck = OnOff.On, Trust = OnOff.On, LinkState = VfLinkState.Disable, MinTxRate = s_slow, MaxTxRate = s_fast,
    };

    private static readonly IReadOnlyDictionary<string, ChangeCase> s_cases = All().ToDictionary(c => c.Name);

    public static IEnumerable<object[]> Names => s_cases.Keys.Select(n => new object[] { n });

    public static ChangeCase Find(string name) => s_cases[name];

    private static IEnumerable<ChangeCase> All() =>
        [.. Ethernet.SelectMany(p => Legacy(p).Concat(Switchdev(p))), .. Ofed.SelectMany(p => OfedOnly(p).Concat(Away(p))), .. Infiniband(), .. GroupCases.All()];

    private static SimulationProfile[] Ofed => [SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Ofed2407];

    private static SimulationProfile[] Ethernet => [.. Ofed, SimulationProfile.ConnectX7Inbox];

    private static IEnumerable<ChangeCase> Legacy(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) => new($"{profile}: {name}", profile, before, after);
        yield return Case("first MAC", s_nothing, new() { MacAddress = s_mac1 });
        yield return Case("other MAC", new() { MacAddress = s_mac1 }, new() { MacAddress = s_mac2 });
        yield return Case("VGT to VST", s_nothing, s_tag);
        yield return Case("other VST", s_tag, new() { VlanId = 200 });
        yield return Case("VST to VGT", s_tag, new() { VlanId = 0 });
        yield return Case("priority alone", s_nothing, new() { Qos = 5 });
        yield return Case("spoof check", s_nothing, new() { SpoofCheck = OnOff.On });
        yield return Case("trust", new() { Trust = OnOff.On }, new() { Trust = OnOff.Off });
        yield return Case("link state", s_nothing, new() { LinkState = VfLinkState.Enable });
        yield return Case("rates", s_nothing, new() { MinTxRate = s_slow, MaxTxRate = s_fast });
        yield return Case("one rate", new() { MinTxRate = s_slow, MaxTxRate = s_fast }, new() { MaxTxRate = Bandwidth.Zero });
        yield return Case("all", s_nothing, s_all);
        yield return Case("all back", s_all, new()
        {
            MacAddress = MacAddress.Zero, VlanId = 0, SpoofCheck = OnOff.Off, Trust = OnOff.Off, LinkState = VfLinkState.Auto, MinTxRate = Bandwidth.Zero, MaxTxRate = Bandwidth.Zero,
        });
        yield return Case("rebind", s_all with { Rebind = true }, new() { MacAddress = s_mac2, Trust = OnOff.Off, LinkState = VfLinkState.Auto, Rebind = true });
    }

    private static IEnumerable<ChangeCase> OfedOnly(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) => new($"{profile}: {name}", profile, before, after);
        yield return Case("802.1ad", s_tag, new() { VlanProtocol = VlanProtocol.Dot1Ad });
        yield return Case("first trunk", s_nothing, s_trunk);
        yield return Case("trunk edit", s_trunk, new() { Trunk = VlanSet.Parse("5-8,17,20,100-200") });
        yield return Case("trunk added and removed", s_trunk, new() { TrunkAdded = VlanSet.Parse("16,50"), TrunkRemoved = VlanSet.Parse("0-9,40") });
        yield return Case("trunk end", s_trunk, new() { Trunk = VlanSet.Empty });
        yield return Case("VST to trunk", s_tag, s_trunk);
        yield return Case("802.1ad to trunk", s_tag with { VlanProtocol = VlanProtocol.Dot1Ad }, s_trunk);
        yield return Case("trunk to VST", s_trunk, s_tag);
        yield return Case("trunk to priority", s_trunk, new() { Qos = 5 });
        yield return Case("node GUID", s_nothing, new() { NodeGuid = s_guid1 });
        yield return Case("MAC over node GUID", new() { NodeGuid = s_guid1 }, new() { MacAddress = s_mac1 });
        yield return Case("MAC and node GUID", new() { MacAddress = s_mac1, NodeGuid = s_guid1 }, new() { MacAddress = s_mac2, NodeGuid = s_guid2 });
        yield return Case("MAC and the same node GUID", new() { NodeGuid = s_guid1 }, new() { MacAddress = s_mac1, NodeGuid = s_guid1 });
        yield return Case("all with GUID and trunk", s_all with { NodeGuid = s_guid1 }, s_trunk with
        {
            MacAddress = s_mac2, NodeGuid = s_guid2, SpoofCheck = OnOff.Off, MinTxRate = Bandwidth.Zero, MaxTxRate = s_slow,
        });
    }

    private static IEnumerable<ChangeCase> Away(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) => new($"{profile}: away, {name}", profile, before, after) { IsAway = true };
        yield return Case("all", s_nothing, s_all with { NodeGuid = s_guid1 });
        yield return Case("trunk to VST", s_trunk, s_all);
        yield return Case("VST to trunk", s_all, s_trunk with { MacAddress = s_mac2, MinTxRate = Bandwidth.Zero, MaxTxRate = Bandwidth.Zero });
    }

    private static IEnumerable<ChangeCase> Switchdev(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) => new($"{profile}: switchdev, {name}", profile, before, after) { IsSwitchdev = true };
        yield return Case("MAC", new() { MacAddress = s_mac1 }, new() { MacAddress = s_mac2 });
        yield return Case("rates", s_nothing, new() { MinTxRate = s_slow, MaxTxRate = s_fast });
        yield return Case("one rate", new() { MinTxRate = s_slow, MaxTxRate = s_fast }, new() { MinTxRate = Bandwidth.Zero });
        yield return Case("rebind", new() { MacAddress = s_mac1, Rebind = true }, new() { MacAddress = s_mac2, MaxTxRate = s_fast, Rebind = true });
    }

    private static IEnumerable<ChangeCase> Infiniband()
    {
        const SimulationProfile Profile = SimulationProfile.ConnectX6Infiniband;
        var before = new VfWish { NodeGuid = s_guid1, PortGuid = s_guid1, Policy = VfLinkState.Auto, Rebind = true };
        yield return new("InfiniBand: node GUID", Profile, s_nothing, new() { NodeGuid = s_guid1 });
        yield return new("InfiniBand: port GUID", Profile, s_nothing, new() { PortGuid = s_guid1 });
        yield return new("InfiniBand: policy", Profile, s_nothing, new() { Policy = VfLinkState.Enable });
        yield return new("InfiniBand: all", Profile, before, new() { NodeGuid = s_guid2, PortGuid = s_guid2, Policy = VfLinkState.Disable, Rebind = true });
        yield return new("InfiniBand: away, all", Profile, before, new() { NodeGuid = s_guid2, PortGuid = s_guid2, Policy = VfLinkState.Disable }) { IsAway = true };
    }
}
