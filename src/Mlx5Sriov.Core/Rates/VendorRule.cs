namespace Mlx5Sriov.Rates;

/// <summary>
/// The vendor's text: all share evenly, and what one leaves goes to those whose limit is not met. Where some have a guarantee, the guarantees
/// determine how they share everything, also what is beyond the guarantees, and one without gets nothing unless they leave it.
/// </summary>
/// <remarks>
/// "Limit Bandwidth per Group of VFs" and "Bandwidth Guarantee per Group of VFs" in the SR-IOV chapter of the driver's user manual. The text tells
/// groups' shares; it says the same of VFs within a group ("this will determine how the VFs share the group's minimum BW between themselves").
/// </remarks>
internal sealed class VendorRule : SharingRule
{
    // "All VFs are placed in group 0 by default."
    public override bool HasDefaultGroup => true;

    public override IReadOnlyList<long> Weights(IReadOnlyList<RateNode> siblings)
    {
        var isEven = siblings.All(s => s.Guarantee.IsZero);
        return [.. siblings.Select(s => isEven ? 1 : s.Guarantee.BitsPerSecond)];
    }

    public override string Explain(RateShare share, string name)
    {
        if (share.Weight == 0)
        {
            return share.Rate.IsZero
                ? $"taken by those with a guarantee, and {name} has none"
                : $"given first to those with a guarantee; {name} has none and shares what they leave";
        }

        if (share.Weight == share.Parent!.Division.Weights) return $"taken by {name}, having the only guarantee";
        var (own, all) = (RateText.OfBits(share.Weight), RateText.OfBits(share.Parent.Division.Weights));
        return $"divided in proportion to the guarantees, of which {name} has {own} of {all}";
    }
}
