namespace Mlx5Sriov.Refusals.Plans;

/// <summary>A plan is not what is due on this host: the host changed since it was made, or it was made for another host.</summary>
public sealed class StalePlanException : SriovException
{
    /// <summary>The host changed since the plan was made, so that other steps are due now.</summary>
    /// <param name="pf">The physical function's name.</param>
    public StalePlanException(string pf)
        : this(pf, "was changed since the plan was made: other steps are due now, or they cost something else")
    {
    }

    private StalePlanException(string pf, string how)
        : base($"{pf} {how}.", "Make the plan again and look at it.")
    {
    }

    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.StalePlan;

    /// <summary>The host changed since the user was asked, so that more would be lost than was told.</summary>
    /// <param name="pf">The physical function's name.</param>
    /// <param name="losses">What was not told.</param>
    /// <returns>The refusal.</returns>
    public static StalePlanException OfLosses(string pf, IEnumerable<string> losses) =>
        new(pf, $"was changed meanwhile, and more would be lost than was told: {string.Join(" ", losses).TrimEnd('.')}");

    /// <summary>The plan was made for another host, whose names may be the same.</summary>
    /// <param name="pf">The physical function's name.</param>
    /// <param name="host">The host that it was made for, and how that differs from this one: <c>another real host than this</c>.</param>
    /// <returns>The refusal.</returns>
    public static StalePlanException OfOtherHost(string pf, string host) =>
        new(pf, $"is not the one that the plan was made for: it was made for {host}");
}
