using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Simulation.Options;

using static Mlx5Sriov.Core.Tests.Changes.SampleSettings;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Changes of VFs' drivers and of what their net devices receive, and the reset of VFs.</summary>
internal static class VfDriverCases
{
    private static readonly SimulationProfile[] s_ethernet = [SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Inbox];

    public static IEnumerable<ChangeCase> All() =>
        [.. s_ethernet.SelectMany(p => Drivers(p).Concat(RxModes(p)).Concat(Switchdev(p))), .. Resets(), .. Infiniband()];

    private static IEnumerable<ChangeCase> Drivers(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) => ChangeCase.OfVfs($"{profile}: {name}", profile, before, after);
        yield return Case("mlx5_core to vfio-pci", new() { MacAddress = Mac1, Rebind = true }, new() { Driver = VfDriver.VfioPci });
        yield return Case("mlx5_core to mlx5_vfio_pci", Nothing, new() { Driver = VfDriver.Mlx5VfioPci });
        yield return Case("mlx5_core to none", new() { MacAddress = Mac1, Rebind = true }, new() { Driver = VfDriver.None });
        yield return Case("none to mlx5_core", new() { Driver = VfDriver.None }, new() { Driver = VfDriver.Mlx5Core });
        yield return Case("none to vfio-pci", new() { Driver = VfDriver.None }, new() { Driver = VfDriver.VfioPci });
        yield return Case("vfio-pci to none", new() { Driver = VfDriver.VfioPci }, new() { Driver = VfDriver.None });
        yield return Case("vfio-pci to mlx5_core", new() { Driver = VfDriver.VfioPci }, new() { Driver = VfDriver.Mlx5Core });
        yield return Case("vfio-pci to mlx5_vfio_pci", new() { Driver = VfDriver.VfioPci }, new() { Driver = VfDriver.Mlx5VfioPci });
        yield return Case("vfio-pci with a new MAC",
            new() { MacAddress = Mac1, Rebind = true },
            new() { MacAddress = Mac2, Trust = OnOff.On, Driver = VfDriver.VfioPci });
        yield return Case("mlx5_core with a new MAC",
            new() { Driver = VfDriver.Mlx5VfioPci, MacAddress = Mac1 },
            new() { Driver = VfDriver.Mlx5Core, MacAddress = Mac2 });
        yield return Case("rebind of vfio-pci", new() { Driver = VfDriver.VfioPci, MacAddress = Mac1 }, new() { MacAddress = Mac2, Rebind = true });
    }

    private static IEnumerable<ChangeCase> RxModes(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) => ChangeCase.OfVfs($"{profile}: {name}", profile, before, after);
        yield return Case("promiscuous", new() { Trust = OnOff.On }, new() { Promiscuous = OnOff.On });
        yield return Case("reception and trust", Nothing, new() { Trust = OnOff.On, Promiscuous = OnOff.On, AllMulticast = OnOff.On });
        yield return Case("no reception, no trust", new() { Trust = OnOff.On, Promiscuous = OnOff.On, AllMulticast = OnOff.On },
            new() { Trust = OnOff.Off, Promiscuous = OnOff.Off, AllMulticast = OnOff.Off });
    }

    private static IEnumerable<ChangeCase> Switchdev(SimulationProfile profile)
    {
        ChangeCase Case(string name, VfWish before, VfWish after) =>
            ChangeCase.OfVfs($"{profile}: switchdev, {name}", profile, before, after) with { IsSwitchdev = true };
        yield return Case("vfio-pci with a new MAC", Nothing, new() { MacAddress = Mac1, Driver = VfDriver.VfioPci });
        yield return Case("reset",
            new() { MacAddress = Mac1, MinTxRate = Slow, MaxTxRate = Fast, Rebind = true },
            new() { Reset = true, Rebind = true });
    }

    private static IEnumerable<ChangeCase> Resets()
    {
        const SimulationProfile Ofed = SimulationProfile.ConnectX7;
        const SimulationProfile Inbox = SimulationProfile.ConnectX7Inbox;
        const SimulationProfile Older = SimulationProfile.ConnectX7Ofed2407;
        var whole = Everything with { NodeGuid = Guid1, VlanProtocol = VlanProtocol.Dot1Ad };
        yield return ChangeCase.OfVfs($"{Ofed}: reset of all", Ofed, whole, new() { Reset = true });
        yield return ChangeCase.OfVfs($"{Ofed}: reset of all, with a rebind", Ofed, Everything with { Rebind = true }, new() { Reset = true, Rebind = true });
        yield return ChangeCase.OfVfs($"{Ofed}: reset of a trunk", Ofed, Trunked with { NodeGuid = Guid1, MaxTxRate = Fast }, new() { Reset = true });
        yield return ChangeCase.OfVfs($"{Ofed}: away, reset", Ofed, Everything with { NodeGuid = Guid1 }, new() { Reset = true }) with { IsAway = true };
        yield return ChangeCase.OfVfs($"{Inbox}: reset of all", Inbox, Everything, new() { Reset = true });
        yield return ChangeCase.OfVfs($"{Older}: reset of all", Older, Everything, new() { Reset = true });
    }

    private static IEnumerable<ChangeCase> Infiniband()
    {
        const SimulationProfile Profile = SimulationProfile.ConnectX6Infiniband;
        var all = new VfWish { NodeGuid = Guid1, PortGuid = Guid1, Policy = VfLinkState.Enable };
        yield return ChangeCase.OfVfs("InfiniBand: vfio-pci with new GUIDs", Profile, Nothing, all with { Driver = VfDriver.VfioPci });
        yield return ChangeCase.OfVfs("InfiniBand: reset", Profile, all, new() { Reset = true });
    }
}
