using FsCheck;
using FsCheck.Fluent;

using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Core.Tests.Rates;

/// <summary>Random ports: groups within groups, VFs in them and in none, limits, guarantees and loads of which many are equal, and many absent.</summary>
public static class PortGenerators
{
    private static readonly Gen<Bandwidth> s_rate = Gen.OneOf(
        Gen.Elements(1, 2, 3, 5, 10, 15, 20, 30, 40).Select(gigabits => Bandwidth.FromMegabits(gigabits * 1000)),
        Gen.Choose(1, 40_000).Select(megabits => Bandwidth.FromMegabits(megabits)));

    private static readonly Gen<Bandwidth> s_optional = Gen.OneOf(Gen.Constant(Bandwidth.Zero), s_rate);

    private static readonly Gen<Bandwidth?> s_load = Gen.OneOf(
        Gen.Constant((Bandwidth?)null),
        Gen.Constant((Bandwidth?)null),
        Gen.Choose(0, int.MaxValue).Select(bits => (Bandwidth?)Bandwidth.FromBits(bits)),
        s_optional.Select(rate => (Bandwidth?)rate));

    public static Arbitrary<PortRates> Port() => Arb.From(
        from line in s_rate
        from groups in Gen.Choose(0, 5).SelectMany(Groups)
        from vfs in Gen.Choose(1, 10).SelectMany(count => Vfs(count, groups.Count))
        from hasDefaultGroup in Gen.Elements(true, false)
        select new PortRates { LineRate = line, Groups = groups, Vfs = vfs, HasDefaultGroup = hasDefaultGroup });

    private static Gen<IReadOnlyList<GroupRates>> Groups(int count) => Each(count, index =>
        from parent in Gen.Choose(-2 * count, index - 1)
        from max in s_optional
        from min in s_optional
        select new GroupRates { Name = $"{index}", Parent = parent < 0 ? null : $"{parent}", MaxTxRate = max, MinTxRate = min });

    // One group more than are told: a group that only its VFs name has neither limit nor guarantee.
    private static Gen<IReadOnlyList<VfRates>> Vfs(int count, int groups) => Each(count, index =>
        from grouped in Gen.Choose(-1, groups)
        from max in s_optional
        from min in s_optional
        from load in s_load
        select new VfRates { Index = index, Group = grouped < 0 ? null : $"{grouped}", MaxTxRate = max, MinTxRate = min, Load = load });

    private static Gen<IReadOnlyList<T>> Each<T>(int count, Func<int, Gen<T>> one) =>
        Gen.CollectToArray(Enumerable.Range(0, count), one).Select(all => (IReadOnlyList<T>)all);
}
