namespace Mlx5Sriov.Refusals.Names;

/// <summary>A name without wildcards that several things have: a net device can be given the name of another's RDMA device.</summary>
/// <param name="name">The name.</param>
/// <param name="meanings">What has it, each with its PCI address.</param>
public sealed class AmbiguousNameException(string name, IReadOnlyList<string> meanings) : SriovException(
    $"'{name}' is the name of {string.Join(" and of ", meanings)}.",
    "Name the one that is meant by its PCI address.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.NameAmbiguous;
}
