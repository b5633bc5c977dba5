namespace Mlx5Sriov.Session;

/// <summary>A cmdlet of the simulation was used on the real host.</summary>
public sealed class NotSimulatedException() : SriovException(
    "This session is not on a simulated host.",
    "Run Enter-MlxSimulation first; each runspace enters its own.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => ModuleRefusals.NotSimulated;
}
