namespace Mlx5Sriov.Refusals.Plans;

/// <summary>Every step was taken without a refusal, yet the host is not as wished.</summary>
/// <param name="pf">The physical function's name.</param>
/// <param name="left">The steps that are still due, each with what it is about: <c>eth2 vf 1: Trust: Off -&gt; On</c>.</param>
public sealed class NotVerifiedException(string pf, IReadOnlyList<string> left) : SriovException(
    $"The kernel accepted every step, but {pf} does not read back as wished: {string.Join("; ", left)}.",
    "Another program may set the same things (NetworkManager, a CNI, a script): find it, or look at dmesg for what the driver made of them.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.PlanFailed;
}
