namespace Mlx5Sriov.Rates;

/// <summary>
/// The driver: it makes a weight of each guarantee, in proportion to the largest among its siblings, and never less than 1; so a guarantee is a share
/// of what there is, not a reservation, and one without a guarantee gets little but not nothing. While no sibling has one, all weigh the same.
/// </summary>
/// <param name="hasDefaultGroup">Whether VFs in no group are in a group of their own.</param>
/// <remarks>
/// esw_qos_calculate_min_rate_divider and esw_qos_calc_bw_share in esw/qos.c of mlx5_core (bw_share of the scheduling element, in whole Mbit/s). A VF
/// for which no rate was ever set has no scheduling element; it is taken as one without a guarantee.
/// </remarks>
internal sealed class DriverRule(bool hasDefaultGroup) : SharingRule
{
    /// <summary>The largest weight that the firmware takes.</summary>
    /// <remarks>The capability max_tsar_bw_share of ConnectX firmware.</remarks>
    public const long MaxShare = 100;

    /// <summary>The least weight of one whose siblings have a guarantee.</summary>
    /// <remarks>MLX5_MIN_BW_SHARE.</remarks>
    public const long MinShare = 1;

    public override bool HasDefaultGroup { get; } = hasDefaultGroup;

    public override Bandwidth? Weighed(RateNode whole) => null;

    public override IReadOnlyList<long> Weights(RateNode whole)
    {
        var siblings = whole.Children;
        var largest = siblings.Max(s => s.Guarantee.WholeMegabits);
        var divider = Math.Max(largest / MaxShare, 1);
        return [.. siblings.Select(s => Math.Clamp((s.Guarantee.WholeMegabits + divider - 1) / divider, MinShare, MaxShare))];
    }

    public override string Explain(RateShare share, string name)
    {
        var reason = share.Node.Guarantee.IsZero ? "the least, having no guarantee" : $"for its guarantee of {RateText.Of(share.Node.Guarantee)}";
        return $"divided by weight, of which {name} has {share.Weight} of {share.Parent!.Division.Weights}, {reason}";
    }
}
