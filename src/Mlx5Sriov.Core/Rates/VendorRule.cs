namespace Mlx5Sriov.Rates;

/// <summary>
/// The vendor's text. Groups share the line by their guarantees, and one without gets nothing unless they leave it. Within a group the members'
/// guarantees divide the group's own guarantee, and what is beyond it is shared evenly; so is all of a group that has no guarantee. What one leaves
/// goes to the others.
/// </summary>
/// <remarks>
/// The SR-IOV chapter of the driver's user manual, sentence by sentence. The line: "The minimum BW settings on VF groups determine how the groups share
/// the total BW between themselves"; in its example the groups without one "have no BW to use". A group's guarantee: "set minimum BW on the individual
/// VFs inside the group. This will determine how the VFs share the group's minimum BW between themselves". All else: "the group's bandwidth is
/// distributed evenly between the number of VFs in the group. If there are leftovers, they will be assigned to VFs whose individual rate limit has not
/// been met yet".
/// </remarks>
internal sealed class VendorRule : SharingRule
{
    // "All VFs are placed in group 0 by default."
    public override bool HasDefaultGroup => true;

    public override Bandwidth? Weighed(RateNode whole) => whole.Guarantee;

    public override IReadOnlyList<long> Weights(RateNode whole)
    {
        var isEven = whole.Guarantee.IsZero || whole.Children.All(c => c.Guarantee.IsZero);
        return [.. whole.Children.Select(c => isEven ? 1 : c.Guarantee.BitsPerSecond)];
    }

    public override string Explain(RateShare share, string name)
    {
        var whole = share.Parent!;
        if (!(whole.Rate > whole.Node.Guarantee.BitsPerSecond)) return ByGuarantees(share, name);
        return $"{ByGuarantees(share, name)}, as far as the group's own guarantee of {RateText.Of(whole.Node.Guarantee)} goes; "
            + "what is beyond it is shared evenly";
    }

    private static string ByGuarantees(RateShare share, string name)
    {
        if (share.Weight == 0)
        {
            return share.Rate.IsZero
                ? $"taken by those with a guarantee, and {name} has none"
                : $"given first to those with a guarantee, and {name} has none";
        }

        if (share.Weight == share.Parent!.Division.Weights) return $"taken by {name}, having the only guarantee";
        var (own, all) = (RateText.OfBits(share.Weight), RateText.OfBits(share.Parent.Division.Weights));
        return $"divided in proportion to the guarantees, of which {name} has {own} of {all}";
    }
}
