using System.Numerics;

namespace Mlx5Sriov.Rates;

/// <summary>
/// Divides a capacity among claims in proportion to their weights, where none gets more than it asks for and what one leaves goes to the others, again in
/// proportion: the fair division that a scheduler comes to which never idles while anyone waits.
/// </summary>
/// <remarks>
/// Max-min fairness, by filling the claims in the order in which they are satisfied (demand over weight): one pass after sorting. Claims of weight zero share
/// evenly what is left when all others have what they ask for.
/// </remarks>
internal static class WaterFilling
{
    /// <summary>What each claim gets, in their order.</summary>
    /// <param name="capacity">What there is.</param>
    /// <param name="claims">The claims.</param>
    public static Fraction[] Divide(Fraction capacity, IReadOnlyList<RateClaim> claims)
    {
        var parts = new Fraction[claims.Count];
        var positions = Enumerable.Range(0, claims.Count).ToLookup(i => claims[i].Weight > 0);
        var left = Fill(capacity, [.. positions[true].Select(i => (i, claims[i].Weight))]);
        Fill(left, [.. positions[false].Select(i => (i, 1L))]);
        return parts;

        Fraction Fill(Fraction water, (int Position, long Weight)[] vessels)
        {
            Array.Sort(vessels, (a, b) => claims[a.Position].Demand.Part(b.Weight, 1).CompareTo(claims[b.Position].Demand.Part(a.Weight, 1)));
            var weights = vessels.Aggregate(BigInteger.Zero, (sum, v) => sum + v.Weight);
            foreach (var (position, weight) in vessels)
            {
                var fair = water.Part(weight, weights);
                parts[position] = fair < claims[position].Demand ? fair : claims[position].Demand;
                water -= parts[position];
                weights -= weight;
            }

            return water;
        }
    }
}
