namespace Mlx5Sriov.Refusals.Devices;

/// <summary>Nothing tells the counters of a VF, or of any VF of a physical function.</summary>
/// <param name="target">The VF or the physical function.</param>
/// <param name="reason">Why, as a sentence.</param>
/// <param name="nextStep">What the administrator can do about it.</param>
public sealed class CountersUnavailableException(string target, string reason, string nextStep) : SriovException($"{target}: {reason}", nextStep)
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.CountersUnavailable;

    internal static CountersUnavailableException NoNetDevice(string pf) => new(
        pf,
        "the counters of its virtual functions come with its net device, which is not in this network namespace.",
        "Run pwsh in the network namespace that has the net device (ip netns exec NAME pwsh), or move the device back.");

    internal static CountersUnavailableException NotTold(string vf) => new(
        vf,
        "the driver tells no counters.",
        "It does so while it starts or recovers: ask again, and look at dmesg.");
}
