namespace Mlx5Sriov.Rates;

/// <summary>A port's bandwidth divided by one model: demands add up from the VFs to the line, and the line's rate is divided down again.</summary>
internal sealed class Sharing
{
    private readonly Dictionary<VfRates, RateShare> _vfs = new(ReferenceEqualityComparer.Instance);
    private readonly long _line;

    private Sharing(RateNode line, SharingRule rule)
    {
        (Rule, _line) = (rule, line.Limit.BitsPerSecond);
        Line = Demanded(line, null, 1);
        Divide(Line, Line.Demand);
    }

    /// <summary>The model.</summary>
    public SharingRule Rule { get; }

    /// <summary>The line, and below it all else.</summary>
    public RateShare Line { get; }

    /// <summary>What a VF gets.</summary>
    public RateShare this[VfRates vf] => _vfs[vf];

    /// <exception cref="RateInputException">The port's description contradicts itself, or a rate is not a whole number of Mbit/s.</exception>
    public static Sharing Of(PortRates port, SharingRule rule) => new(RateTree.Of(port, rule.HasDefaultGroup), rule);

    private RateShare Demanded(RateNode node, RateShare? parent, long weight)
    {
        var share = new RateShare(node, parent, weight);
        if (node.Vf is { } vf) _vfs.Add(vf, share);
        else if (node.Children.Count > 0) share.Children = [.. node.Children.Zip(Rule.Weights(node), (child, w) => Demanded(child, share, w))];

        // Nobody can use more than the line, which also keeps the sums within range.
        var below = node.Vf is { } leaf
            ? leaf.Load?.BitsPerSecond ?? _line
            : share.Children.Aggregate(0L, (sum, child) => sum > _line - child.Demand ? _line : sum + child.Demand);
        share.Demand = Math.Min(below, node.Limit.IsZero ? _line : Math.Min(node.Limit.BitsPerSecond, _line));
        return share;
    }

    private void Divide(RateShare share, Fraction rate)
    {
        share.Rate = rate;
        if (share.Children.Count == 0) return;
        Fraction weighed = Rule.Weighed(share.Node) is { } bound && bound.BitsPerSecond < rate ? bound.BitsPerSecond : rate;
        var parts = WaterFilling.Divide(weighed, [.. share.Children.Select(c => new RateClaim(c.Weight, c.Demand))]);
        if (weighed < rate)
        {
            var beyond = parts.Aggregate(rate, (left, part) => left - part);
            var even = WaterFilling.Divide(beyond, [.. share.Children.Zip(parts, (c, part) => new RateClaim(1, c.Demand - part))]);
            parts = [.. parts.Zip(even, (weighted, evenly) => weighted + evenly)];
        }

        for (var i = 0; i < parts.Length; i++) Divide(share.Children[i], parts[i]);
    }
}
