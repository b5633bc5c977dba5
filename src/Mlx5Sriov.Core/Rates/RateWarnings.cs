namespace Mlx5Sriov.Rates;

/// <summary>Finds settings that do not do what they seem to say.</summary>
internal static class RateWarnings
{
    public static IReadOnlyList<string> Of(PortRates port, Sharing vendor, Sharing driver)
    {
        var prefix = port.Pf is null ? "" : $"{port.Pf}: ";
        return [.. Untold(port).Concat(Excess(driver.Line, null)).Concat(Starved(driver.Line, vendor, driver)).Select(warning => prefix + warning)];
    }

    private static IEnumerable<string> Untold(PortRates port)
    {
        if (port.Unknown.Count > 0) yield return $"not all rates of {string.Join(", ", port.Unknown)} can be read here; what cannot is taken as none.";
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
        {
            yield return $"the guarantees of {RateText.Names(Guaranteed(share))} come to {RateText.Of(sum)}, "
                + $"{(node.Guarantee.IsZero ? "but their group has none" : $"more than the {RateText.Of(node.Guarantee)} of their group")} ({node.Name}): they only say how the group's bandwidth is divided.";
        }

        if (line is not null && !node.Limit.IsZero && node.Guarantee > node.Limit)
            yield return $"{RateText.Names([share])} has a guarantee of {RateText.Of(node.Guarantee)}, above its limit of {RateText.Of(node.Limit)}.";
        foreach (var warning in share.Children.SelectMany(child => Excess(child, line ?? share))) yield return warning;
    }

    /// <summary>Those that send without a guarantee beside others that have one, and get less than they could use.</summary>
    private static IEnumerable<string> Starved(RateShare share, Sharing vendor, Sharing driver)
    {
        RateShare[] starved = share.Division.IsUneven ? [.. share.Division.Senders.Where(s => s.Node.Guarantee.IsZero && !s.IsSatisfied)] : [];
        if (starved.Length > 0)
        {
            VfRates[] vfs = [.. starved.SelectMany(Vfs)];
            var (have, get) = starved.Length == 1 ? ("has", "it gets") : ("have", "together they get");
            yield return $"{RateText.Names(starved)} {have} no guarantee while others have: {get} {Sum(driver, vfs)} by the driver's weights, {Sum(vendor, vfs)} by the vendor's text.";
        }

        foreach (var warning in share.Children.SelectMany(child => Starved(child, vendor, driver))) yield return warning;
    }

    private static string Sum(Sharing sharing, VfRates[] vfs) => RateText.Of(vfs.Aggregate((Fraction)0, (sum, vf) => sum + sharing[vf].Rate));

    private static IEnumerable<RateShare> Guaranteed(RateShare share) => share.Children.Where(c => !c.Node.Guarantee.IsZero);

    private static IEnumerable<VfRates> Vfs(RateShare share) => share.Node.Vf is { } vf ? [vf] : share.Children.SelectMany(Vfs);
}
