using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Core.Tests.Rates;

/// <summary>Both models, on ten thousand random ports each.</summary>
[Properties(Arbitrary = [typeof(PortGenerators)], MaxTest = 10_000)]
public class SharingProperties
{
    [Property]
    public Property It_is_what_a_brute_force_finds(PortRates port) => Both(port, (sharing, isVendor) =>
    {
        var found = FluidOracle.Fill(port, isVendor);
        return port.Vfs.All(vf => (sharing[vf].Rate.Numerator, sharing[vf].Rate.Denominator) == (found[vf.Index].Over, found[vf.Index].Under));
    });

    [Property]
    public Property No_VF_is_above_any_of_its_limits(PortRates port) => Both(port, (sharing, _) =>
        port.Vfs.All(vf => IsWithin(vf.MaxTxRate, sharing[vf].Rate) && !(sharing[vf].Rate > (vf.Load ?? port.LineRate).BitsPerSecond))
        && port.Groups.All(group => IsWithin(group.MaxTxRate, Sum(sharing, Within(port, group.Name, sharing.Rule))))
        && IsWithin(port.LineRate, Sum(sharing, port.Vfs)));

    [Property]
    public Property A_group_or_line_that_holds_a_VF_is_used_to_the_last_bit(PortRates port) => Both(port, (sharing, _) =>
        port.Vfs.Select(vf => RateHold.Of(sharing[vf])).Where(hold => hold.At.Node.Vf is null).All(hold =>
            Sum(sharing, hold.At.Parent is null ? port.Vfs : Within(port, hold.At.Node.Name, sharing.Rule)) == hold.At.Node.Limit.BitsPerSecond));

    [Property]
    public Property A_VF_has_all_that_it_wants_or_its_limit_or_is_held_by_one_that_is_used_up(PortRates port) => Both(port, (sharing, _) =>
        port.Vfs.All(vf => RateHold.Of(sharing[vf]) switch
        {
            { Bound: RateBound.Idle } => vf.Load == Bandwidth.Zero && sharing[vf].Rate.IsZero,
            { Bound: RateBound.Load } => vf.Load is { } load && sharing[vf].Rate == load.BitsPerSecond,
            { Bound: RateBound.Own } => !vf.MaxTxRate.IsZero && sharing[vf].Rate == vf.MaxTxRate.BitsPerSecond,
            { Bound: RateBound.Group, At: var at } => at.Parent is not null,
            { Bound: RateBound.Line, At: var at } => at.Parent is null,
            var hold => hold.Bound == RateBound.Share && hold.At.Node.Vf is null,
        }));

    [Property]
    public Property Nobody_loses_by_anothers_leaving(PortRates port, uint choice)
    {
        var leaver = (int)(choice % (uint)port.Vfs.Count);
        VfRates[] staying = [.. port.Vfs.Select((vf, i) => i == leaver ? vf with { Load = Bandwidth.Zero } : vf)];
        return Both(port, (before, isVendor) =>
        {
            var after = Sharing.Of(port with { Vfs = staying }, Rule(port, isVendor));
            return Enumerable.Range(0, staying.Length).Where(i => i != leaver).All(i => !(after[staying[i]].Rate < before[port.Vfs[i]].Rate));
        });
    }

    [Property(MaxTest = 2000)]
    public bool Rates_are_cut_to_whole_bits_and_never_rounded_up(PortRates port)
    {
        var measured = port.Measure().Vfs;
        var driver = Sharing.Of(port, new DriverRule(port.HasDefaultGroup));
        return measured.Zip(port.Vfs).All(pair =>
        {
            var (bits, rate) = (pair.First.DriverRate.BitsPerSecond, driver[pair.Second].Rate);
            return !(bits > rate) && rate < bits + 1;
        });
    }

    [Property(MaxTest = 2000)]
    public bool Every_VF_has_an_explanation_that_is_a_sentence(PortRates port) => port.Measure().Vfs.All(vf =>
        vf.Explanation.StartsWith($"VF {vf.Index} ", StringComparison.Ordinal)
        && vf.Explanation.EndsWith('.')
        && !vf.Explanation.Contains("  ", StringComparison.Ordinal));

    private static Property Both(PortRates port, Func<Sharing, bool, bool> holds) =>
        holds(Sharing.Of(port, Rule(port, true)), true).Label("the vendor's text")
            .And(holds(Sharing.Of(port, Rule(port, false)), false).Label("the driver's weights"));

    private static SharingRule Rule(PortRates port, bool isVendor) => isVendor ? new VendorRule() : new DriverRule(port.HasDefaultGroup);

    private static bool IsWithin(Bandwidth limit, Fraction rate) => limit.IsZero || !(rate > limit.BitsPerSecond);

    private static Fraction Sum(Sharing sharing, IEnumerable<VfRates> vfs) => vfs.Aggregate((Fraction)0, (sum, vf) => sum + sharing[vf].Rate);

    private static IEnumerable<VfRates> Within(PortRates port, string group, SharingRule rule) =>
        port.Vfs.Where(vf => (vf.Group ?? (rule.HasDefaultGroup ? GroupRates.Default : null)) == group)
            .Concat(port.Groups.Where(g => g.Parent == group).SelectMany(g => Within(port, g.Name, rule)));
}
