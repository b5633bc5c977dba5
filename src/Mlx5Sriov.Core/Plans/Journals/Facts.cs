namespace Mlx5Sriov.Plans.Journals;

/// <summary>Compares readings of facts, and tells how they differ.</summary>
internal static class Facts
{
    /// <summary>The facts in which two readings differ, as the second has them; null for one that is gone.</summary>
    public static IReadOnlyDictionary<Fact, string?> Difference(IReadOnlyDictionary<Fact, string?> before, IReadOnlyDictionary<Fact, string?> after) =>
        before.Keys.Union(after.Keys)
            .Where(fact => before.GetValueOrDefault(fact) != after.GetValueOrDefault(fact))
            .ToDictionary(fact => fact, fact => after.GetValueOrDefault(fact));

    /// <summary>
    /// Whether there still is what a fact is about: a VF or net device that is gone has nothing that could be overwritten. A group that is gone was removed,
    /// and would be made again.
    /// </summary>
    public static bool Tells(IReadOnlyDictionary<Fact, string?> facts, Fact fact) =>
        facts.Keys.Any(other => other.Target == fact.Target) || fact.Target.Kind == ChangeTargetKind.Group;

    /// <summary>Facts as messages tell how they differ; of a VF or group that is there in one reading alone, that.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="before">The reading before.</param>
    /// <param name="now">The reading now.</param>
    public static IEnumerable<string> Told(IEnumerable<Fact> facts, IReadOnlyDictionary<Fact, string?> before, IReadOnlyDictionary<Fact, string?> now)
    {
        return facts.GroupBy(fact => fact.Target).SelectMany(of =>
            !IsThere(before, of.Key) ? [$"{Fact.Subject(of.Key)} is there, and was not"]
            : !IsThere(now, of.Key) ? [$"{Fact.Subject(of.Key)} is not there, and was"]
            : of.Select(fact => $"{fact} is {Told(now.GetValueOrDefault(fact))}, and was {Told(before.GetValueOrDefault(fact))}"));

        static bool IsThere(IReadOnlyDictionary<Fact, string?> facts, ChangeTarget target) => facts.Keys.Any(fact => fact.Target == target);
    }

    /// <summary>A value as messages tell it.</summary>
    public static string Told(string? value) => value is null ? "absent" : value.Length == 0 ? "empty" : value;
}
