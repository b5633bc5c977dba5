namespace Mlx5Sriov.Rates;

/// <summary>Finds settings that do not do what they seem to say.</summary>
internal static class RateWarnings
{
    public static IReadOnlyList<string> Of(PortRates port, Sharing vendor, Sharing driver)
    {
        var prefix = port.Pf is null ? "" : $"{port.Pf}: ";
        return [.. Excess(driver.Line, null).Concat(Starved(vendor.Line, driver)).Select(warning => prefix + warning)];
    }

    /// <summary>Guarantees that together are more than what they are taken from, and those above their own limit.</summary>
    private static IEnumerable<string> Excess(RateShare share, RateShare? line)
    {
        var node = share.Node;
        var sum = share.Children.Aggregate((Fraction)0, (all, child) => all + child.Node.Guarantee.BitsPerSecond);
        if (line is null && sum > node.Limit.BitsPerSecond)
            yield return $"the guarantees of {RateText.Names(Guaranteed(share))} come to {RateText.Of(sum)}, more than the line's {RateText.Of(node.Limit)}: none of them can be relied on.";

        // A group that has the line to itself needs no guarantee of its own.
        if (line is not null && sum > node.Guarantee.BitsPerSecond && !(line.Children.Count == 1 && node.Guarantee.IsZero))
            yield return $"the guarantees of {RateText.Names(Guaranteed(share))} come to {RateText.Of(sum)}, more than that of their group {node.Name}, {RateText.Of(node.Guarantee)}: they only say how the group's bandwidth is divided.";
        if (line is not null && !node.Limit.IsZero && node.Guarantee > node.Limit)
            yield return $"{RateText.Names([share])} has a guarantee of {RateText.Of(node.Guarantee)}, above its limit of {RateText.Of(node.Limit)}.";
        foreach (var warning in share.Children.SelectMany(child => Excess(child, line ?? share))) yield return warning;
    }

    /// <summary>Those without a guarantee that get nothing by the vendor's text, since others have one and leave nothing.</summary>
    private static IEnumerable<string> Starved(RateShare share, Sharing driver)
    {
        if (share.Rate.IsZero) yield break;
        RateShare[] starved = [.. share.Division.Senders.Where(s => s.Rate.IsZero)];
        if (starved.Length > 0)
        {
            var left = starved.SelectMany(Vfs).Aggregate((Fraction)0, (sum, vf) => sum + driver[vf].Rate);
            var (have, get) = starved.Length == 1 ? ("has", "it gets") : ("have", "they get");
            var place = share.Parent is null ? "the line" : $"group {share.Node.Name}";
            yield return $"{RateText.Names(starved)} {have} no guarantee while others have, who fill {place}: {get} nothing by the vendor's text, {RateText.Of(left)} by the driver's weights.";
        }

        foreach (var warning in share.Children.SelectMany(child => Starved(child, driver))) yield return warning;
    }

    private static IEnumerable<RateShare> Guaranteed(RateShare share) => share.Children.Where(c => !c.Node.Guarantee.IsZero);

    private static IEnumerable<VfRates> Vfs(RateShare share) => share.Node.Vf is { } vf ? [vf] : share.Children.SelectMany(Vfs);
}
