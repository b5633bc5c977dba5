using System.Globalization;
using System.Numerics;

namespace Mlx5Sriov.Rates;

/// <summary>Rates and those who share them in the words of a sentence.</summary>
internal static class RateText
{
    /// <summary>More names than this are told by their number.</summary>
    private const int LongestList = 40;

    private static readonly (decimal Unit, string Name)[] s_units = [(1_000_000_000, "Gbit/s"), (1_000_000, "Mbit/s"), (1_000, "kbit/s"), (1, "bit/s")];

    /// <summary>A rate in the unit that suits its size, to three decimals.</summary>
    public static string OfBits(BigInteger bits)
    {
        if (bits.IsZero) return "nothing";
        var rate = (decimal)bits;
        var (unit, name) = s_units.First(u => rate >= u.Unit);
        return string.Create(CultureInfo.InvariantCulture, $"{rate / unit:0.###} {name}");
    }

    public static string Of(Bandwidth rate) => OfBits(rate.BitsPerSecond);

    public static string Of(Fraction rate) => OfBits(rate.Floor);

    /// <summary>What several are called: <c>VFs 0-3,7</c>, <c>groups 1, 2, gold</c>, <c>VF 5 and group 7</c>, <c>31 groups</c>.</summary>
    public static string Names(IEnumerable<RateShare> shares)
    {
        var sorts = shares.ToLookup(s => s.Node.Vf is not null);
        IEnumerable<string> parts =
        [
            .. Sort(sorts[true], "VF", vfs => new VfIndexSet(vfs.Select(v => v.Node.Vf!.Index)).ToString()),
            .. Sort(sorts[false], "group", groups =>
                string.Join(", ", groups.Select(g => g.Node.Name).OrderBy(Number).ThenBy(name => name, StringComparer.Ordinal))),
        ];
        return string.Join(" and ", parts);
    }

    /// <summary>What one is called within a sentence about a VF: <c>it</c>, or <c>its group 7</c>.</summary>
    public static string Name(RateShare share) =>
        share.Node.Vf is not null ? "it"
        : share.IsOfNoGroup ? $"group {GroupRates.Default} (VFs in no group)"
        : $"its group {share.Node.Name}";

    private static int Number(string name) => PlainNumber.TryParse(name, out int number) ? number : int.MaxValue;

    private static IEnumerable<string> Sort(IEnumerable<RateShare> shares, string word, Func<IReadOnlyCollection<RateShare>, string> list)
    {
        RateShare[] all = [.. shares];
        if (all.Length == 0) yield break;
        var names = list(all);
        var words = all.Length == 1 ? word : $"{word}s";
        yield return names.Length <= LongestList ? $"{words} {names}" : $"{all.Length} {words}";
    }
}
