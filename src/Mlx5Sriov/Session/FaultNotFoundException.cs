namespace Mlx5Sriov.Session;

/// <summary>No simulated fault has a number.</summary>
/// <param name="id">The number that was asked for.</param>
public sealed class FaultNotFoundException(int id) : SriovException(
    $"There is no simulated fault {id}.",
    "Add-MlxSimulatedFault returns a fault with its number; Remove-MlxSimulatedFault without one removes them all.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => ModuleRefusals.FaultNotFound;
}
