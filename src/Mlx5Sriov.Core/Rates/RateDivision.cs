using System.Numerics;

namespace Mlx5Sriov.Rates;

/// <summary>How what passes one place of the hierarchy is divided among those directly below it; worked out once, however many ask.</summary>
internal sealed class RateDivision
{
    public RateDivision(RateShare whole)
    {
        Senders = [.. whole.Children.Where(c => c.Demand > 0)];
        IsUneven = Senders.Any(s => s.Weight != Senders[0].Weight);
        Weights = Senders.Aggregate(BigInteger.Zero, (sum, s) => sum + s.Weight);
        Names = RateText.Names(Senders);
        RateShare[] modest = [.. Senders.Where(s => s.IsSatisfied)];
        var sum = modest.Aggregate((Fraction)0, (all, s) => all + s.Rate);
        if (modest.Length == 0 || !(sum < whole.Rate)) return;
        Modesty = $"; {RateText.Names(modest)} {(modest.Length == 1 ? "takes" : "take")} no more than {RateText.Of(sum)}";
    }

    /// <summary>Those that send.</summary>
    public IReadOnlyList<RateShare> Senders { get; }

    /// <summary>Whether they have different weights.</summary>
    public bool IsUneven { get; }

    /// <summary>The sum of their weights.</summary>
    public BigInteger Weights { get; }

    /// <summary>What they are called.</summary>
    public string Names { get; }

    /// <summary>
    /// A clause on those that get all they could use, and so leave the rest to the others; empty where there are none, or they leave nothing.
    /// </summary>
    public string Modesty { get; } = "";
}
