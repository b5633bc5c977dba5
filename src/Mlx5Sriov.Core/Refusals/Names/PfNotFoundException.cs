namespace Mlx5Sriov.Refusals.Names;

/// <summary>No physical function goes by a name.</summary>
/// <param name="name">The name that was asked for.</param>
/// <param name="near">Names that are like it, the nearest first; empty where none is.</param>
/// <param name="present">What the host's physical functions are called.</param>
/// <param name="vf">The VF that goes by the name; null for none.</param>
/// <param name="bonded">The net devices of the bond that goes by the name; null or empty for none.</param>
public sealed class PfNotFoundException(string name, IReadOnlyList<string> near, IReadOnlyList<string> present, ChangeTarget? vf = null,
    IReadOnlyList<string>? bonded = null) : SriovException(
    $"There is no mlx5 physical function '{name}'{(vf is not null ? $": it is {vf}"
        : bonded is { Count: > 0 } ? $": it is the bond of {PlainText.Of(string.Join(" and ", bonded))}" : "")}.",
    vf is not null ? "Name its physical function and its index."
    : bonded is { Count: > 0 } ? "Virtual functions belong to the ports of a bond: name one of these."
    : (near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}?" : $"This host has {string.Join(", ", present)}.")
        + " A name may be the net device, an alternative name, the PCI address or the RDMA device.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.PfNotFound;

    /// <summary>The name that was asked for.</summary>
    public string Name { get; } = name;

    /// <summary>The VF that goes by the name; null for none.</summary>
    public ChangeTarget? Vf { get; } = vf;
}
