namespace Mlx5Sriov.Session;

/// <summary>The module was asked for the real host on another system than Linux.</summary>
public sealed class PlatformException() : SriovException(
    "Mlx5Sriov drives the Linux kernel; this is another system.",
    "Run it on the Linux hypervisor, or try it here on a simulated host: Enter-MlxSimulation.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => ModuleRefusals.NotLinux;
}
