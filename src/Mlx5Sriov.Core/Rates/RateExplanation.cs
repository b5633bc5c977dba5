namespace Mlx5Sriov.Rates;

/// <summary>Says why a VF gets what it gets.</summary>
internal static class RateExplanation
{
    /// <summary>The driver's model in a sentence, and the vendor's in another where it comes to another rate.</summary>
    public static string Of(VfRates vf, Sharing vendor, Sharing driver)
    {
        var (byText, byWeights) = (vendor[vf], driver[vf]);
        var first = RateHold.Of(byWeights) switch
        {
            { Bound: RateBound.Idle } => $"VF {vf.Index} has nothing to send.",
            { Bound: RateBound.Load } => $"VF {vf.Index} gets all that it has to send, {RateText.Of(byWeights.Rate)}.",
            var hold => $"VF {vf.Index} is held to {RateText.Of(byWeights.Rate)}{Reason(hold, byWeights, driver.Rule)}.",
        };
        return byText.Rate == byWeights.Rate ? first : RateHold.Of(byText) switch
        {
            { Bound: RateBound.Load } => $"{first} By the vendor's text it would get all that it has to send, {RateText.Of(byText.Rate)}.",
            var hold => $"{first} By the vendor's text it would get {RateText.Of(byText.Rate)}{Reason(hold, byText, vendor.Rule)}.",
        };
    }

    private static string Reason(RateHold hold, RateShare vf, SharingRule rule)
    {
        if (hold.Bound == RateBound.Own) return " by its own limit";
        var way = new Stack<RateShare>();
        for (var share = vf; share != hold.At; share = share.Parent!) way.Push(share);
        var limit = RateText.Of(hold.At.Node.Limit);
        var place = hold.At.Parent is null ? $"the line of {limit} is full" : $"{RateText.Name(hold.At)} is limited to {limit}";
        return $": {place} and {string.Join("; ", way.Select(Division).OfType<string>())}";

        // That nobody else sends in a group below needs no word, nor how nothing is divided.
        string? Division(RateShare share)
        {
            var division = share.Parent!.Division;
            if (share.Parent != hold.At && (division.Senders.Count == 1 || share.Parent.Rate.IsZero)) return null;
            var subject = share.Parent == hold.At ? "" : $"{RateText.Name(share.Parent)} is ";
            var manner = division.Senders.Count == 1 ? $"used by {RateText.Name(share)} alone"
                : division.IsUneven ? rule.Explain(share, RateText.Name(share))
                : $"shared evenly by {division.Names}";
            return $"{subject}{manner}{division.Modesty}";
        }
    }
}
