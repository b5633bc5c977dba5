namespace Mlx5Sriov.Rates;

/// <summary>What one place of the hierarchy gets by one model.</summary>
internal sealed class RateShare
{
    private readonly Lazy<RateDivision> _division;

    public RateShare(RateNode node, RateShare? parent, long weight)
    {
        (Node, Parent, Weight) = (node, parent, weight);
        _division = new(() => new RateDivision(this));
    }

    public RateNode Node { get; }

    public RateShare? Parent { get; }

    /// <summary>Its weight among its siblings.</summary>
    public long Weight { get; }

    public IReadOnlyList<RateShare> Children { get; set; } = [];

    /// <summary>The most that it could use, in bit/s: what is to be sent below it and passes the limits there and here; never more than the line.</summary>
    public long Demand { get; set; }

    /// <summary>What it gets, in bit/s.</summary>
    public Fraction Rate { get; set; }

    /// <summary>How that is divided among those directly below.</summary>
    public RateDivision Division => _division.Value;

    /// <summary>Whether it is the group of VFs that are in none.</summary>
    public bool IsOfNoGroup => Node.Name == GroupRates.Default && Children is [{ Node.Vf: { Group: null } }, ..];

    /// <summary>Whether it gets all that it could use.</summary>
    public bool IsSatisfied => Rate == Demand;
}
