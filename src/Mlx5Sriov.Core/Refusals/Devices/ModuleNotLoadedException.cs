namespace Mlx5Sriov.Refusals.Devices;

/// <summary>A driver's kernel module could not be loaded.</summary>
/// <param name="module">The module.</param>
/// <param name="said">What modprobe said.</param>
public sealed class ModuleNotLoadedException(string module, string said) : SriovException(
    $"The driver {module} is not loaded and 'modprobe {module}' failed: {said.Trim().TrimEnd('.')}.",
    $"Install or build the kernel module {module} for the running kernel.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.ModuleNotLoaded;

    internal override bool TellsFailedPlan => true;
}
