using System.Globalization;

using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;

namespace Mlx5Sriov.Lab;

/// <summary>
/// Makes up what the cmdlets wish: numbers of VFs and modes, settings of VFs, rate groups. Each is planned, carried out and verified, or refused.
/// </summary>
internal sealed class WishGenerator(Random random, bool isOfed)
{
    /// <summary>The next wish, as an act.</summary>
    public GeneratedAct Next() => random.Next(9) switch
    {
        < 3 => Port(),
        < 6 => Functions(),
        < 8 => Group(),
        _ => new GeneratedAct("Undo-MlxChange", world => world.UndoNewest()),
    };

    private GeneratedAct Port()
    {
        var wish = new PfWish
        {
            NumVfs = Pick<int?>(null, 0, 2, 3, 4, 5),
            AutoProbe = Pick<OnOff?>(null, null, null, OnOff.On, OnOff.Off),
            EswitchMode = Pick<EswitchMode?>(null, null, null, EswitchMode.Legacy, EswitchMode.Switchdev),
            EncapMode = Pick<EswitchEncapMode?>(null, null, null, EswitchEncapMode.None, EswitchEncapMode.Basic),
            Discard = random.Next(5) == 0,
        };
        return new GeneratedAct($"Set-MlxPf {wish}", world => world.Fulfil(new PfSettingsWish("Set-MlxPf", world.Address, wish)));
    }

    private GeneratedAct Functions()
    {
        var wishes = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(4)).Distinct().ToDictionary(vf => vf, Function);
        return new GeneratedAct(
            $"Set-MlxVf {string.Join("; ", wishes.Select(w => $"{w.Key}: {w.Value}"))}",
            world => world.Fulfil(new VfSettingsWish("Set-MlxVf", world.Address, wishes)));
    }

    private VfWish Function(int vf) => random.Next(8) switch
    {
        0 => new VfWish { MacAddress = Mac(vf), Rebind = Flip() },
        1 => new VfWish { VlanId = Pick(0, 100, 4094), Qos = Pick<int?>(null, 0, 3) },
        2 => new VfWish
        {
            MinTxRate = Pick<Bandwidth?>(null, Bandwidth.Zero, Bandwidth.FromMegabits(100)),
            MaxTxRate = Pick(Bandwidth.Zero, Bandwidth.FromMegabits(5000), Bandwidth.FromMegabits(300_000)),
        },
        3 => new VfWish { SpoofCheck = Switch(), Trust = Switch(), LinkState = Pick<VfLinkState?>(null, VfLinkState.Auto, VfLinkState.Disable) },
        4 => new VfWish { Driver = Pick(VfDriver.None, VfDriver.Mlx5Core, VfDriver.VfioPci), MacAddress = Flip() ? Mac(vf) : null },
        5 => new VfWish { Trunk = Pick(VlanSet.Parse("4-15,17"), VlanSet.Parse("0"), VlanSet.Empty) },
        6 => new VfWish { TrunkAdded = Pick(VlanSet.Parse("20-30"), VlanSet.Parse("5")), TrunkRemoved = Pick(null, VlanSet.Parse("4-8")) },
        _ => new VfWish { Reset = true, Rebind = Flip() },
    };

    private GeneratedAct Group()
    {
        var label = isOfed ? Pick("1", "2", "7") : Pick("gold", "silver");
        var wish = new RateGroupWish(Pick(RateGroupAct.Create, RateGroupAct.Create, RateGroupAct.Set, RateGroupAct.Remove))
        {
            Members = Pick(null, new VfIndexSet([0, 1]), new VfIndexSet([1]), new VfIndexSet([2, 3])),
            MinTxRate = Pick<Bandwidth?>(null, Bandwidth.Zero, Bandwidth.FromMegabits(1000)),
            MaxTxRate = Pick<Bandwidth?>(null, Bandwidth.Zero, Bandwidth.FromMegabits(20_000)),
        };
        var wishes = new Dictionary<string, RateGroupWish> { [label] = wish };
        return new GeneratedAct(
            $"{wish.Act}-MlxVfGroup {label} {wish}",
            world => world.Fulfil(new RateGroupsWish("Set-MlxVfGroup", world.Address, wishes)));
    }

    /// <summary>An address that no other VF is given here.</summary>
    private MacAddress Mac(int vf) => MacAddress.Parse(Pick("00:00:00:00:00:00", string.Create(CultureInfo.InvariantCulture, $"02:00:00:00:60:0{vf}")));

    private bool Flip() => random.Next(2) == 0;

    private OnOff? Switch() => Pick<OnOff?>(null, OnOff.On, OnOff.Off);

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
