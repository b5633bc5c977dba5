namespace Mlx5Sriov.Rates;

/// <summary>A place in the hierarchy by which a port's bandwidth is shared: the line, a group below it, or a VF.</summary>
/// <param name="name">A group's name; empty for the line and for a VF.</param>
/// <param name="limit">The most that passes it; zero for no limit.</param>
/// <param name="guarantee">The guaranteed rate; zero for none. The line is sure of its whole rate.</param>
internal sealed class RateNode(string name, Bandwidth limit, Bandwidth guarantee)
{
    private readonly List<RateNode> _children = [];

    public string Name { get; } = name;

    public Bandwidth Limit { get; } = limit;

    public Bandwidth Guarantee { get; } = guarantee;

    public IReadOnlyList<RateNode> Children => _children;

    /// <summary>The VF that it stands for; null for the line and for a group.</summary>
    public VfRates? Vf { get; private init; }

    /// <summary>Whether it is a VF, or one is below it.</summary>
    public bool HasVfs => Vf is not null || _children.Exists(child => child.HasVfs);

    public static RateNode Of(VfRates vf) => new("", vf.MaxTxRate, vf.MinTxRate) { Vf = vf };

    public RateNode Add(RateNode child)
    {
        _children.Add(child);
        return child;
    }
}
