namespace Mlx5Sriov.Inventory;

/// <summary>No physical function goes by a name.</summary>
/// <param name="name">The name that was asked for.</param>
/// <param name="near">Names that are like it, the nearest first; where none is, all there are.</param>
public sealed class PfNotFoundException(string name, IReadOnlyList<string> near) : SriovException(
    $"There is no mlx5 physical function '{name}'.",
    $"Did you mean {string.Join(" or ", near)}? Get-MlxPf lists them all; a name may be the net device, an alternative name, the PCI address or the RDMA device.")
{
    /// <summary>The name that was asked for.</summary>
    public string Name { get; } = name;

    /// <summary>Names that are like it, the nearest first.</summary>
    public IReadOnlyList<string> Near { get; } = near;
}
