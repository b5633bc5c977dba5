namespace Mlx5Sriov.Inventory;

/// <summary>No VF goes by a name.</summary>
/// <param name="name">The name that was asked for.</param>
public sealed class VfNotFoundException(string name) : SriovException(
    $"There is no virtual function '{name}'.",
    "Get-MlxVf lists them all; a name may be the virtual function's own net device, its PCI address, its RDMA device or its representor. "
    + "A net device that a guest or another network namespace holds does not show here.")
{
    /// <summary>The name that was asked for.</summary>
    public string Name { get; } = name;
}
