using System.Numerics;

using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Core.Tests.Rates;

/// <summary>
/// What each VF gets, found by brute force and another way than the model's: bandwidth flows in at the line like water, parts at every group among
/// those that still take some, and from time to time somebody is full; VFs and groups are numbers in lists, nothing is sorted, no demand is added up.
/// </summary>
internal sealed class FluidOracle
{
    private readonly List<Vessel> _vessels = [];
    private readonly bool _isVendor;

    private FluidOracle(PortRates port, bool isVendor)
    {
        var hasDefault = isVendor || port.HasDefaultGroup;
        Ratio line = new(port.LineRate.BitsPerSecond, 1);
        _isVendor = isVendor;
        _vessels.Add(new Vessel(null, line, port.LineRate.BitsPerSecond, -1));
        var positions = new Dictionary<string, int>();
        foreach (var group in port.Groups)
        {
            positions[group.Name] = _vessels.Count;
            _vessels.Add(new Vessel(group.Parent is { } above ? positions[above] : 0, Capacity(group.MaxTxRate), group.MinTxRate.BitsPerSecond, -1));
        }

        foreach (var vf in port.Vfs)
        {
            var name = vf.Group ?? (hasDefault ? "0" : null);
            if (name is not null && positions.TryAdd(name, _vessels.Count)) _vessels.Add(new Vessel(0, null, 0, -1));
            var load = vf.Load is { } l ? new Ratio(l.BitsPerSecond, 1) : (Ratio?)null;
            var limit = Capacity(vf.MaxTxRate);
            var capacity = limit is null ? load : load is null || limit.Value <= load.Value ? limit : load;
            _vessels.Add(new Vessel(name is null ? 0 : positions[name], capacity, vf.MinTxRate.BitsPerSecond, vf.Index));
        }

        foreach (var siblings in _vessels.Where(v => v.Parent is not null).GroupBy(v => v.Parent)) Weigh([.. siblings], isVendor);
    }

    /// <summary>The VFs' rates in bit/s by index, exactly.</summary>
    public static IReadOnlyDictionary<int, Ratio> Fill(PortRates port, bool isVendor)
    {
        var oracle = new FluidOracle(port, isVendor);
        while (oracle.Step())
        {
        }

        return oracle._vessels.Where(v => v.Vf >= 0).ToDictionary(v => v.Vf, v => v.Level);
    }

    private static Ratio? Capacity(Bandwidth limit) => limit.IsZero ? null : new Ratio(limit.BitsPerSecond, 1);

    private static void Weigh(Vessel[] siblings, bool isVendor)
    {
        var largest = siblings.Max(v => v.Guarantee) / 1_000_000;
        foreach (var vessel in siblings)
        {
            if (isVendor) vessel.Weight = vessel.Guarantee;
            else if (largest == 0) vessel.Weight = 1;
            else
            {
                // Counted up as the driver's rounding says: the least share whose multiple of the divider is not below the guarantee, within 1 and 100.
                var (divider, share) = (largest / 100 < 1 ? 1 : largest / 100, 1L);
                while (share < 100 && share * divider < vessel.Guarantee / 1_000_000) share++;
                vessel.Weight = share;
            }
        }
    }

    /// <summary>Lets it flow until the next one is full or past its guarantee; false when nothing flows any more.</summary>
    private bool Step()
    {
        var flow = new Ratio[_vessels.Count];
        if (!Takes(0)) return false;
        Pour(0, new Ratio(1, 1), flow);
        Ratio? time = null;
        for (var i = 0; i < flow.Length; i++)
        {
            if (flow[i].IsZero) continue;
            foreach (var mark in new[] { _vessels[i].Capacity, IsWithinGuarantee(i) ? new Ratio(_vessels[i].Guarantee, 1) : null })
            {
                if (mark is null) continue;
                var full = (mark.Value - _vessels[i].Level) / flow[i];
                if (time is null || full <= time.Value) time = full;
            }
        }

        for (var i = 0; i < flow.Length; i++) _vessels[i].Level += flow[i] * time!.Value;
        return true;
    }

    private bool Takes(int vessel) =>
        !(_vessels[vessel].Capacity is { } capacity && capacity <= _vessels[vessel].Level)
        && (_vessels[vessel].Vf >= 0 || Below(vessel).Any(Takes));

    private void Pour(int vessel, Ratio water, Ratio[] flow)
    {
        flow[vessel] = water;
        int[] takers = [.. Below(vessel).Where(Takes)];
        int[] first = _isVendor && !IsWithinGuarantee(vessel) ? [] : [.. takers.Where(t => _vessels[t].Weight > 0)];
        var isFirst = first.Length > 0;
        if (!isFirst) first = takers;
        var all = new Ratio(first.Sum(t => isFirst ? _vessels[t].Weight : 1), 1);
        foreach (var taker in first) Pour(taker, water * new Ratio(isFirst ? _vessels[taker].Weight : 1, 1) / all, flow);
    }

    private bool IsWithinGuarantee(int vessel) => !(_vessels[vessel].Level >= new Ratio(_vessels[vessel].Guarantee, 1));

    private IEnumerable<int> Below(int vessel) => Enumerable.Range(0, _vessels.Count).Where(i => _vessels[i].Parent == vessel);

    private sealed class Vessel(int? parent, Ratio? capacity, long guarantee, int vf)
    {
        public int? Parent { get; } = parent;

        public Ratio? Capacity { get; } = capacity;

        public long Guarantee { get; } = guarantee;

        public int Vf { get; } = vf;

        public long Weight { get; set; }

        public Ratio Level { get; set; } = new(0, 1);
    }

    /// <summary>A fraction of the oracle's own, so that an error of the model's arithmetic shows.</summary>
    public readonly struct Ratio(BigInteger over, BigInteger under)
    {
        public BigInteger Over { get; } = over / BigInteger.GreatestCommonDivisor(over, under);

        public BigInteger Under { get; } = under / BigInteger.GreatestCommonDivisor(over, under);

        public bool IsZero => Over.IsZero;

        public static Ratio operator +(Ratio a, Ratio b) => b.IsZero ? a : new((a.Over * b.Under) + (b.Over * a.Under), a.Under * b.Under);

        public static Ratio operator -(Ratio a, Ratio b) => new((a.Over * b.Under) - (b.Over * a.Under), a.Under * b.Under);

        public static Ratio operator *(Ratio a, Ratio b) => a.IsZero ? a : new(a.Over * b.Over, a.Under * b.Under);

        public static Ratio operator /(Ratio a, Ratio b) => new(a.Over * b.Under, a.Under * b.Over);

        public static bool operator <=(Ratio a, Ratio b) => a.Over * b.Under <= b.Over * a.Under;

        public static bool operator >=(Ratio a, Ratio b) => b <= a;
    }
}
