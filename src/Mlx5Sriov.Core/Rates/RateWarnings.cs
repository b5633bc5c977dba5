namespace Mlx5Sriov.Rates;

/// <summary>Finds settings that do not do what they seem to say.</summary>
internal static class RateWarnings
{
    public static IReadOnlyList<string> Of(PortRates port, Sharing vendor, Sharing driver)
    {
        var prefix = port.Pf is null ? "" : $"{port.Pf}: ";
        return [.. UnknownNodes(port).Concat(Excess(driver.Line, null)).Concat(Starved(vendor, driver)).Select(warning => prefix + warning)];
    }

    private static IEnumerable<string> UnknownNodes(PortRates port)
    {
        if (port.Unknown.Count > 0) yield return $"not all rates of {string.Join(", ", port.Unknown)} can be read here; what cannot is taken as none.";
    }

    /// <summary>Guarantees that together are more than what they are taken from, and those above their own limit.</summary>
    private static IEnumerable<string> Excess(RateShare share, RateShare? line)
    {
        var node = share.Node;
        var sum = Guaranteed(share).Aggregate((Fraction)0, (all, child) => all + child.Node.Guarantee.BitsPerSecond);
        if (line is null && sum > node.Limit.BitsPerSecond)
        {
            yield return $"{Guarantees(share)} {RateText.Of(sum)}, "
                + $"more than the line's {RateText.Of(node.Limit)}: none of them can be relied on.";
        }

        // What a group without VFs is guaranteed, nobody takes. A group that has the line to itself needs no guarantee of its own.
        if (line is not null && sum > node.Guarantee.BitsPerSecond && !(node.Guarantee.IsZero && line.Children.Count(c => c.Node.HasVfs) == 1))
        {
            var (against, effect) = node.Guarantee.IsZero
                ? ("but their group has none", "the driver divides the group's bandwidth by them, and by the vendor's text they count for nothing")
                : ($"more than the {RateText.Of(node.Guarantee)} of their group", "they only say how the group's bandwidth is divided");
            yield return $"{Guarantees(share)} {RateText.Of(sum)}, {against} ({node.Name}): {effect}.";
        }

        if (line is not null && !node.Limit.IsZero && node.Guarantee > node.Limit)
            yield return $"{RateText.Names([share])} has a guarantee of {RateText.Of(node.Guarantee)}, above its limit of {RateText.Of(node.Limit)}.";
        foreach (var warning in share.Children.SelectMany(child => Excess(child, line ?? share))) yield return warning;
    }

    private static string Guarantees(RateShare share)
    {
        RateShare[] all = [.. Guaranteed(share)];
        return $"the {(all.Length == 1 ? "guarantee" : "guarantees")} of {RateText.Names(all)} {(all.Length == 1 ? "comes" : "come")} to";
    }

    /// <summary>
    /// Those that a model gives nothing, or next to nothing, for they have no guarantee and others have; by both models in
    /// one sentence where it is the same ones.
    /// </summary>
    private static IEnumerable<string> Starved(Sharing vendor, Sharing driver)
    {
        var byText = Starved(vendor.Line).ToList();
        foreach (var starved in Starved(driver.Line))
        {
            var same = byText.Find(other => Indexes(other).SequenceEqual(Indexes(starved)));
            if (same is not null) byText.Remove(same);
            yield return StarvationOf(starved, $"{Sum(starved)} by the driver's weights{(same is null ? "" : $", {Sum(same)} by the vendor's text")}");
        }

        foreach (var starved in byText) yield return StarvationOf(starved, $"{Sum(starved)} by the vendor's text");
    }

    private static string StarvationOf(RateShare[] starved, string rates)
    {
        // The group of VFs in none is not everywhere; the VFs are.
        RateShare[] named = [.. starved.SelectMany(s => s.IsOfNoGroup ? s.Children.Where(c => c.Demand > 0) : [s])];
        var (have, get) = named.Length == 1 ? ("has", "it gets") : ("have", "together they get");
        var why = starved.Any(s => s.IsOfNoGroup) ? "no guaranteed group" : "no guarantee";
        return $"{RateText.Names(named)} {have} {why} while others have: {get} {rates}.";
    }

    // Those below one that starves starve with it, and that is told once.
    private static IEnumerable<RateShare[]> Starved(RateShare share)
    {
        var senders = share.Division.Senders;
        RateShare[] starved = share.Division.IsUneven ? [.. senders.Where(s => s.Node.Guarantee.IsZero && IsNextToNothing(s, share.Rate, senders.Count))] : [];
        if (starved.Length > 0) yield return starved;
        foreach (var below in share.Children.Except(starved).SelectMany(Starved)) yield return below;
    }

    /// <summary>Whether one gets less than a tenth of what it could use of an even share.</summary>
    private static bool IsNextToNothing(RateShare share, Fraction whole, int senders) =>
        share.Rate.Part(10, 1) < share.Demand && share.Rate.Part(10, 1) < whole.Part(1, senders);

    private static string Sum(RateShare[] shares) => RateText.Of(shares.Aggregate((Fraction)0, (sum, share) => sum + share.Rate));

    private static IEnumerable<int> Indexes(RateShare[] shares) => shares.SelectMany(Vfs).Select(v => v.Index).Order();

    private static IEnumerable<RateShare> Guaranteed(RateShare share) => share.Children.Where(c => !c.Node.Guarantee.IsZero && c.Node.HasVfs);

    private static IEnumerable<VfRates> Vfs(RateShare share) => share.Node.Vf is { } vf ? [vf] : share.Children.SelectMany(Vfs);
}
