using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Simulation.Options;

using static Mlx5Sriov.Core.Tests.Changes.SampleSettings;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Changes of physical functions: the number of VFs, their probing, the e-switch modes, alone and together.</summary>
internal static class PfCases
{
    private static readonly SimulationProfile[] s_ofed = [SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Ofed2407];
    private static readonly SimulationProfile[] s_ethernet = [.. s_ofed, SimulationProfile.ConnectX7Inbox];

    // VF 0 is as it came, VF 1 has all that every driver offers, VF 2 an address alone.
    private static readonly Dictionary<int, VfWish> s_settings = new()
    {
        [1] = Everything with { Rebind = true },
        [2] = new() { MacAddress = Mac2, Trust = OnOff.On, Rebind = true },
    };

    private static readonly Dictionary<int, VfWish> s_trunks = new()
    {
        [0] = Everything with { VlanProtocol = VlanProtocol.Dot1Ad, NodeGuid = Guid1, Rebind = true },
        [2] = Trunked with { MacAddress = Mac2, MaxTxRate = Fast, Rebind = true },
    };

    private static readonly Dictionary<int, VfWish> s_drivers = new()
    {
        [0] = new() { Driver = VfDriver.VfioPci, MacAddress = Mac1 },
        [1] = new() { Driver = VfDriver.None },
        [2] = new() { Driver = VfDriver.Mlx5VfioPci, Trust = OnOff.On },
    };

    private static readonly Dictionary<int, VfWish> s_switchdev = new()
    {
        [0] = new() { MacAddress = Mac1, MinTxRate = Slow, MaxTxRate = Fast, Rebind = true },
        [2] = new() { Driver = VfDriver.VfioPci },
    };

    // VF 0 may not use RoCE, VF 1 has queues of its own number, VF 2 is migratable.
    private static readonly FunctionsWish s_functions = new(new Dictionary<int, PortFunction>
    {
        [0] = new() { Roce = OnOff.Off, Migratable = OnOff.Off, MaxIoEventQueues = 16 },
        [1] = new() { Roce = OnOff.On, Migratable = OnOff.Off, MaxIoEventQueues = 32 },
        [2] = new() { Roce = OnOff.Off, Migratable = OnOff.On, MaxIoEventQueues = 16 },
    });

    private static readonly Dictionary<int, VfWish> s_infiniband = new()
    {
        [0] = new() { NodeGuid = Guid1, PortGuid = Guid2, Policy = VfLinkState.Enable, Rebind = true },
        [2] = new() { Driver = VfDriver.VfioPci, PortGuid = Guid1 },
    };

    public static IEnumerable<ChangeCase> All() =>
    [
        .. s_ethernet.SelectMany(Counts),
        .. Modes(SimulationProfile.ConnectX7),
        .. Modes(SimulationProfile.ConnectX7Inbox),
        .. s_ofed.SelectMany(OfedOnly),
        .. Probes(),
        .. Infiniband(),
        .. Many(),
    ];

    private static ChangeCase Case(string name, SimulationProfile profile, PfWish wish, Dictionary<int, VfWish>? before = null, bool keeps = true) =>
        new($"{profile}: PF, {name}", profile, new PfSettingsWish("Set-MlxPf", ChangeCase.Pf, wish))
        {
            NumVfs = [3, 1],
            Before = before is null ? null : new VfSettingsWish("setup", ChangeCase.Pf, before),
            KeepsVfs = keeps,
        };

    private static IEnumerable<ChangeCase> Counts(SimulationProfile profile)
    {
        yield return Case("from 0", profile, new() { NumVfs = 3 }) with { NumVfs = [0, 1] };
        yield return Case("to 0", profile, new() { NumVfs = 0 }, s_settings);
        yield return Case("more", profile, new() { NumVfs = 5 }, s_settings);
        yield return Case("fewer", profile, new() { NumVfs = 2 }, s_settings);
        yield return Case("more, discarded", profile, new() { NumVfs = 4, Discard = true }, s_settings, keeps: false);
        yield return Case("fewer, with drivers", profile, new() { NumVfs = 2 }, s_drivers);
        yield return Case("more, drivers discarded", profile, new() { NumVfs = 4, Discard = true }, s_drivers, keeps: false);
    }

    private static IEnumerable<ChangeCase> OfedOnly(SimulationProfile profile)
    {
        yield return Case("more, with trunks", profile, new() { NumVfs = 4 }, s_trunks);
        yield return Case("away, more", profile, new() { NumVfs = 4 }, s_settings) with { IsAway = true };
        yield return Case("switchdev with trunks", profile, new() { EswitchMode = EswitchMode.Switchdev }, s_trunks, keeps: false);
        yield return Case("legacy, with rates", profile, new() { EswitchMode = EswitchMode.Legacy }, s_switchdev, keeps: false) with { IsSwitchdev = true };
        yield return Case("switchdev and fewer, with trunks", profile, new() { EswitchMode = EswitchMode.Switchdev, NumVfs = 2 }, s_trunks, keeps: false);
    }

    private static IEnumerable<ChangeCase> Probes()
    {
        const SimulationProfile Profile = SimulationProfile.ConnectX7;
        yield return Case("no probing", Profile, new() { AutoProbe = OnOff.Off });
        yield return Case("probing", Profile, new() { AutoProbe = OnOff.On }) with { IsUnprobed = true };
        yield return Case("no probing and more", Profile, new() { AutoProbe = OnOff.Off, NumVfs = 4 }, s_settings);
        yield return Case("no probing and to 0", Profile, new() { AutoProbe = OnOff.Off, NumVfs = 0 }, s_settings);
        yield return Case("no probing and discarded", Profile, new() { AutoProbe = OnOff.Off, NumVfs = 2, Discard = true }, s_drivers, keeps: false);
        yield return Case("probing and more", Profile, new() { AutoProbe = OnOff.On, NumVfs = 4 }, s_settings) with { IsUnprobed = true };
        yield return Case("probing and more, as they came", Profile, new() { AutoProbe = OnOff.On, NumVfs = 4 }) with { IsUnprobed = true };
        yield return Case("probing and from 0", Profile, new() { AutoProbe = OnOff.On, NumVfs = 2 }) with { IsUnprobed = true, NumVfs = [0, 1] };
        yield return Case("more without probing", Profile, new() { NumVfs = 4 }, s_drivers) with { IsUnprobed = true };
    }

    private static IEnumerable<ChangeCase> Modes(SimulationProfile profile)
    {
        var switchdev = new PfWish { EswitchMode = EswitchMode.Switchdev };
        var legacy = new PfWish { EswitchMode = EswitchMode.Legacy };
        yield return Case("switchdev without VFs", profile, switchdev) with { NumVfs = [0, 1] };
        yield return Case("switchdev", profile, switchdev, s_settings, keeps: false);
        yield return Case("switchdev, with drivers", profile, switchdev, s_drivers, keeps: false);
        yield return Case("switchdev and more", profile, switchdev with { NumVfs = 4 }, s_settings, keeps: false);
        yield return Case("switchdev and from 0", profile, switchdev with { NumVfs = 2 }) with { NumVfs = [0, 1] };
        yield return Case("legacy", profile, legacy, s_switchdev, keeps: false) with { IsSwitchdev = true };
        yield return Case("legacy and fewer", profile, legacy with { NumVfs = 1 }, s_switchdev, keeps: false) with { IsSwitchdev = true };
        yield return Case("more in switchdev", profile, new() { NumVfs = 4 }, s_switchdev) with { IsSwitchdev = true };
        yield return Functions("more in switchdev, with functions", new() { NumVfs = 4 }, s_switchdev);
        yield return Functions("to 0 in switchdev, with functions", new() { NumVfs = 0 });
        yield return Functions("more in switchdev without probing, with functions", new() { NumVfs = 4, AutoProbe = OnOff.Off });
        yield return Functions("fewer in switchdev, functions discarded", new() { NumVfs = 2, Discard = true }, keeps: false);
        yield return Functions("legacy and fewer, with functions", legacy with { NumVfs = 1 }, keeps: false);
        yield return Functions("legacy, with functions", legacy, keeps: false);
        yield return Case("encapsulation", profile, new() { EncapMode = EswitchEncapMode.None, InlineMode = EswitchInlineMode.None }, s_settings);
        var all = switchdev with { NumVfs = 2, AutoProbe = OnOff.Off, EncapMode = EswitchEncapMode.None };
        yield return Case("all at once", profile, all, s_settings, keeps: false);

        ChangeCase Functions(string name, PfWish wish, Dictionary<int, VfWish>? before = null, bool keeps = true) =>
            Case(name, profile, wish, before, keeps) with { IsSwitchdev = true, Scene = [s_functions] };
    }

    private static IEnumerable<ChangeCase> Infiniband()
    {
        const SimulationProfile Profile = SimulationProfile.ConnectX6Infiniband;
        yield return Case("from 0", Profile, new() { NumVfs = 3 }) with { NumVfs = [0, 1] };
        yield return Case("to 0", Profile, new() { NumVfs = 0 }, s_infiniband);
        yield return Case("more", Profile, new() { NumVfs = 5 }, s_infiniband);
        yield return Case("fewer", Profile, new() { NumVfs = 1, AutoProbe = OnOff.Off }, s_infiniband);
        yield return Case("GUIDs stay even if discarded", Profile, new() { NumVfs = 2, Discard = true }, new() { [0] = s_infiniband[0] });
    }

    private static IEnumerable<ChangeCase> Many()
    {
        yield return Case("127", SimulationProfile.ConnectX7, new() { NumVfs = 127 }, s_settings);
        yield return Case("127 from 0", SimulationProfile.ConnectX7Inbox, new() { NumVfs = 127 }) with { NumVfs = [0, 1] };
        yield return Case("from 40", SimulationProfile.ConnectX7Inbox, new() { NumVfs = 2 }, s_settings) with { NumVfs = [40, 1] };
    }
}
