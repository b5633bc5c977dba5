namespace Mlx5Sriov.Refusals.Names;

/// <summary>No VF goes by a name.</summary>
/// <param name="name">The name that was asked for.</param>
/// <param name="near">Names of VFs that are like it, the nearest first; empty where none is.</param>
/// <param name="isPf">Whether a physical function goes by it.</param>
public sealed class VfNotFoundException(string name, IReadOnlyList<string> near, bool isPf) : SriovException(
    $"There is no virtual function '{name}'{(isPf ? ": it is a physical function" : "")}.",
    isPf ? "Name it as the physical function to get its virtual functions."
        : (near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}? " : "")
            + "A name may be the virtual function's own net device, its PCI address, its RDMA device or its representor. "
            + "A net device that a guest or another network namespace holds does not show here.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.VfNotFound;

    /// <summary>The name that was asked for.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a physical function goes by it.</summary>
    public bool IsPf { get; } = isPf;

    /// <summary>Names of VFs that are like it, the nearest first.</summary>
    public IReadOnlyList<string> Near { get; } = near;
}
