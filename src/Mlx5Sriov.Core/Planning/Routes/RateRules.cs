namespace Mlx5Sriov.Planning.Routes;

/// <summary>What is refused of rates before anything is written: the kernel takes a rate that the port cannot carry, or a guarantee above its limit.</summary>
internal static class RateRules
{
    /// <summary>Rates of a VF or of a rate group; null leaves one as it is.</summary>
    /// <exception cref="RefusedSettingException">A rule is broken.</exception>
    public static void Check(Bandwidth? wishedMin, Bandwidth? wishedMax, Bandwidth? oldMin, Bandwidth? oldMax, PfFacts pf, ChangeTarget target)
    {
        if (wishedMin is null && wishedMax is null) return;
        foreach (var rate in new[] { wishedMin, wishedMax }.OfType<Bandwidth>())
        {
            if (!rate.IsWholeMegabits)
            {
                throw new RefusedSettingException(RefusalReason.RateNotWhole, target,
                    $"{rate} is not a whole number of Mbit/s, the unit of the adapter.",
                    "Round it to whole Mbit/s.");
            }

            if (pf.LinkSpeed is { } speed && rate > speed)
            {
                throw new RefusedSettingException(RefusalReason.RateAboveLink, target,
                    $"{rate} is above the port's {speed}.",
                    $"Use {speed} or less, or 0 for none.");
            }
        }

        var (min, max) = (wishedMin ?? oldMin ?? Bandwidth.Zero, wishedMax ?? oldMax ?? Bandwidth.Zero);
        if (!max.IsZero && min > max)
        {
            throw new RefusedSettingException(RefusalReason.MinAboveMax, target,
                $"the guarantee {min} is above the limit {max}.",
                "Lower the guarantee or raise the limit; the one not given keeps its value.")
            {
                Remedy = new(RemedyKind.ChangeRates),
            };
        }
    }
}
