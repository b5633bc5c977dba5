namespace Mlx5Sriov.Simulation.Faults;

/// <summary>The simulated kernel's "no". The seams turn it into the <see cref="KernelException"/> that names the act.</summary>
/// <param name="errno">The error number.</param>
/// <param name="kernelText">The kernel's own words; null for none.</param>
internal sealed class Refusal(Errno errno, string? kernelText = null) : Exception($"{errno} {kernelText}")
{
    public Errno Errno { get; } = errno;

    public string? KernelText { get; } = kernelText;
}
