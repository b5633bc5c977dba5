namespace Mlx5Sriov.Rates;

/// <summary>What holds a VF at its rate, and where.</summary>
/// <param name="Bound">What.</param>
/// <param name="At">The group or line whose capacity is shared; the VF itself where nothing but its own limit or load counts.</param>
internal readonly record struct RateHold(RateBound Bound, RateShare At)
{
    /// <summary>Finds the place from which on downwards nobody on the way to the VF gets all that it could use.</summary>
    public static RateHold Of(RateShare vf)
    {
        if (vf.Demand == 0) return new RateHold(RateBound.Idle, vf);

        // One that could use the whole line and has it is held by the line, or by a load or limit of that very rate.
        var (load, limit) = (vf.Node.Vf!.Load, vf.Node.Limit);
        if (vf.IsSatisfied && load?.BitsPerSecond == vf.Demand) return new RateHold(RateBound.Load, vf);
        if (vf.IsSatisfied && limit.BitsPerSecond == vf.Demand) return new RateHold(RateBound.Own, vf);

        var isUneven = false;
        var at = vf;
        do
        {
            at = at.Parent!;
            isUneven |= at.Division.IsUneven;
        }
        while (at.Parent is not null && !(at.IsSatisfied && at.Node.Limit.BitsPerSecond == at.Demand));

        return new RateHold(isUneven ? RateBound.Share : at.Parent is null ? RateBound.Line : RateBound.Group, at);
    }
}
