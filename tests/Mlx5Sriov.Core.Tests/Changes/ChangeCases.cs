using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Simulation.Options;

using static Mlx5Sriov.Core.Tests.Changes.SampleSettings;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Changes of every kind of step, on every kind of host that has it.</summary>
internal static class ChangeCases
{
    private static readonly IReadOnlyDictionary<string, ChangeCase> s_cases = All().ToDictionary(c => c.Name);

    public static IEnumerable<object[]> Names => s_cases.Keys.Select(n => new object[] { n });

    public static ChangeCase Find(string name) => s_cases[name];

    private static IEnumerable<ChangeCase> All() =>
    [
        .. Ethernet.SelectMany(p => Legacy(p).Concat(Switchdev(p))),
        .. Ofed.SelectMany(p => OfedOnly(p).Concat(Away(p))),
        .. Infiniband(),
        .. VfDriverCases.All(),
        .. PfCases.All(),
        .. GroupCases.All(),
        .. FirmwareCases.All(),
    ];

    private static SimulationProfile[] Ofed => [SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Ofed2407];

    private static SimulationProfile[] Ethernet => [.. Ofed, SimulationProfile.ConnectX7Inbox];

    private static IEnumerable<ChangeCase> Legacy(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) => ChangeCase.OfVfs($"{profile}: {name}", profile, before, after);
        yield return Case("first MAC", Nothing, new() { MacAddress = Mac1 });
        yield return Case("other MAC", new() { MacAddress = Mac1 }, new() { MacAddress = Mac2 });
        yield return Case("VGT to VST", Nothing, Tag);
        yield return Case("other VST", Tag, new() { VlanId = 200 });
        yield return Case("VST to VGT", Tag, new() { VlanId = 0 });
        yield return Case("priority alone", Nothing, new() { Qos = 5 });
        yield return Case("spoof check", Nothing, new() { SpoofCheck = OnOff.On });
        yield return Case("trust", new() { Trust = OnOff.On }, new() { Trust = OnOff.Off });
        yield return Case("link state", Nothing, new() { LinkState = VfLinkState.Enable });
        yield return Case("rates", Nothing, new() { MinTxRate = Slow, MaxTxRate = Fast });
        yield return Case("one rate", new() { MinTxRate = Slow, MaxTxRate = Fast }, new() { MaxTxRate = Bandwidth.Zero });
        yield return Case("all", Nothing, Everything);
        yield return Case("all back", Everything, new()
        {
            MacAddress = MacAddress.Zero,
            VlanId = 0,
            SpoofCheck = OnOff.Off,
            Trust = OnOff.Off,
            LinkState = VfLinkState.Auto,
            MinTxRate = Bandwidth.Zero,
            MaxTxRate = Bandwidth.Zero,
        });
        yield return Case("rebind",
            Everything with { Rebind = true },
            new() { MacAddress = Mac2, Trust = OnOff.Off, LinkState = VfLinkState.Auto, Rebind = true });
    }

    private static IEnumerable<ChangeCase> OfedOnly(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) => ChangeCase.OfVfs($"{profile}: {name}", profile, before, after);
        yield return Case("802.1ad", Tag, new() { VlanProtocol = VlanProtocol.Dot1Ad });
        yield return Case("first trunk", Nothing, Trunked);
        yield return Case("trunk edit", Trunked, new() { Trunk = VlanSet.Parse("5-8,17,20,100-200") });
        yield return Case("trunk added and removed", Trunked, new() { TrunkAdded = VlanSet.Parse("16,50"), TrunkRemoved = VlanSet.Parse("0-9,40") });
        yield return Case("trunk end", Trunked, new() { Trunk = VlanSet.Empty });
        yield return Case("VST to trunk", Tag, Trunked);
        yield return Case("802.1ad to trunk", Tag with { VlanProtocol = VlanProtocol.Dot1Ad }, Trunked);
        yield return Case("trunk to VST", Trunked, Tag);
        yield return Case("trunk to priority", Trunked, new() { Qos = 5 });
        yield return Case("node GUID", Nothing, new() { NodeGuid = Guid1 });
        yield return Case("MAC over node GUID", new() { NodeGuid = Guid1 }, new() { MacAddress = Mac1 });
        yield return Case("MAC and node GUID", new() { MacAddress = Mac1, NodeGuid = Guid1 }, new() { MacAddress = Mac2, NodeGuid = Guid2 });
        yield return Case("MAC and the same node GUID", new() { NodeGuid = Guid1 }, new() { MacAddress = Mac1, NodeGuid = Guid1 });
        yield return Case("all with GUID and trunk", Everything with { NodeGuid = Guid1 }, Trunked with
        {
            MacAddress = Mac2,
            NodeGuid = Guid2,
            SpoofCheck = OnOff.Off,
            MinTxRate = Bandwidth.Zero,
            MaxTxRate = Slow,
        });
    }

    private static IEnumerable<ChangeCase> Away(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) =>
            ChangeCase.OfVfs($"{profile}: away, {name}", profile, before, after) with { IsAway = true };
        yield return Case("all", Nothing, Everything with { NodeGuid = Guid1 });
        yield return Case("trunk to VST", Trunked, Everything);
        yield return Case("VST to trunk", Everything, Trunked with { MacAddress = Mac2, MinTxRate = Bandwidth.Zero, MaxTxRate = Bandwidth.Zero });
    }

    private static IEnumerable<ChangeCase> Switchdev(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) =>
            ChangeCase.OfVfs($"{profile}: switchdev, {name}", profile, before, after) with { IsSwitchdev = true };
        yield return Case("MAC", new() { MacAddress = Mac1 }, new() { MacAddress = Mac2 });
        yield return Case("rates", Nothing, new() { MinTxRate = Slow, MaxTxRate = Fast });
        yield return Case("one rate", new() { MinTxRate = Slow, MaxTxRate = Fast }, new() { MinTxRate = Bandwidth.Zero });
        yield return Case("rebind", new() { MacAddress = Mac1, Rebind = true }, new() { MacAddress = Mac2, MaxTxRate = Fast, Rebind = true });
    }

    private static IEnumerable<ChangeCase> Infiniband()
    {
        const SimulationProfile Profile = SimulationProfile.ConnectX6Infiniband;
        var before = new VfWish { NodeGuid = Guid1, PortGuid = Guid1, Policy = VfLinkState.Auto, Rebind = true };
        yield return ChangeCase.OfVfs("InfiniBand: node GUID", Profile, Nothing, new() { NodeGuid = Guid1 });
        yield return ChangeCase.OfVfs("InfiniBand: port GUID", Profile, Nothing, new() { PortGuid = Guid1 });
        yield return ChangeCase.OfVfs("InfiniBand: policy", Profile, Nothing, new() { Policy = VfLinkState.Enable });
        var after = new VfWish { NodeGuid = Guid2, PortGuid = Guid2, Policy = VfLinkState.Disable };
        yield return ChangeCase.OfVfs("InfiniBand: all", Profile, before, after with { Rebind = true });
        yield return ChangeCase.OfVfs("InfiniBand: away, all", Profile, before, after) with { IsAway = true };
    }
}
