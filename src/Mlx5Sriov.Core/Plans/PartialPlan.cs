namespace Mlx5Sriov.Plans;

/// <summary>Plans a wish that consists of parts: what cannot be is refused by its target, and the plan is made of the rest.</summary>
/// <remarks>
/// Parts depend on one another (a VF takes the address that another gives up), so a plan is made again without what was refused, until nothing more is.
/// </remarks>
internal static class PartialPlan
{
    /// <summary>Plans the parts that can be.</summary>
    /// <param name="wishes">The wish of each part.</param>
    /// <param name="plan">Plans all parts that it is given, and tells the second argument which of them cannot be.</param>
    /// <param name="target">What a part is about.</param>
    /// <returns>The plan, with its refusals.</returns>
    public static ChangePlan Of<TPart, TWish>(
        IReadOnlyDictionary<TPart, TWish> wishes,
        Func<IReadOnlyDictionary<TPart, TWish>, Action<TPart, SriovException>, ChangePlan> plan,
        Func<TPart, ChangeTarget> target)
        where TPart : notnull
    {
        var refusals = new List<PlanRefusal>();
        while (true)
        {
            var refused = new Dictionary<TPart, SriovException>();
            var possible = plan(wishes, (part, refusal) => refused.TryAdd(part, refusal));
            if (refused.Count == 0) return possible with { Refusals = refusals };
            refusals.AddRange(refused.Select(r => new PlanRefusal(target(r.Key), r.Value)));
            wishes = wishes.Where(w => !refused.ContainsKey(w.Key)).ToDictionary(w => w.Key, w => w.Value);
        }
    }
}
