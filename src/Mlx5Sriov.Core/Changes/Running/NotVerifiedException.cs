namespace Mlx5Sriov.Changes;

/// <summary>Every step was taken without a refusal, yet the host is not as wished.</summary>
/// <param name="pf">The physical function's name.</param>
/// <param name="left">The steps that are still due.</param>
public sealed class NotVerifiedException(string pf, IReadOnlyList<Change> left) : SriovException(
    $"The kernel accepted every step, but {pf} does not read back as wished: {string.Join("; ", left.Select(s => $"{s.Target}: {s.Description}"))}.",
    "Another program may set the same things (NetworkManager, a CNI, a script): find it, or look at dmesg for what the driver made of them.");
