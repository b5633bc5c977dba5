using System.Globalization;

namespace Mlx5Sriov.Model;

/// <summary>
/// A rate group: VFs of one physical function that share a limit and a guaranteed rate. It is a numbered group of OFED's driver or a named rate node of
/// devlink; both are the same scheduling element in the adapter. What this host cannot tell is null, never a guess.
/// </summary>
/// <remarks>
/// OFED's number 0 stands for no group. Releases up to 25.04 have an element for it that can be limited, made at the first use of rates; it is listed where
/// it exists.
/// </remarks>
public sealed record RateGroup
{
    /// <summary>What a VF's group is called where its driver tells that it is a devlink node, but not which.</summary>
    internal const string UnnamedNode = "devlink node";

    /// <summary>The physical function's name.</summary>
    public required string Pf { get; init; }

    /// <summary>The physical function's PCI address.</summary>
    public required PciAddress PfPciAddress { get; init; }

    /// <summary>Which kind of group it is.</summary>
    public required RateGroupDialect Dialect { get; init; }

    /// <summary>The number of OFED's group, 0-255; null for a devlink node.</summary>
    public int? Id { get; init; }

    /// <summary>The name of a devlink node; null for a numbered group.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the node above this one; null for none, and for a numbered group.</summary>
    public string? Parent { get; init; }

    /// <summary>The guaranteed rate, by which groups share the port; zero for none. Null where the driver does not tell (OFED before 4.6-3.5.8).</summary>
    public Bandwidth? MinTxRate { get; init; }

    /// <summary>The limit of all its members together; zero for none.</summary>
    public Bandwidth? MaxTxRate { get; init; }

    /// <summary>
    /// The share that the driver worked out from the guarantees of all groups: 0 while none has a guarantee, else 1 to 100 in proportion to the largest.
    /// Null where the driver does not tell, as for devlink nodes.
    /// </summary>
    public int? BandwidthShare { get; init; }

    /// <summary>The indexes of the VFs in it.</summary>
    public required VfIndexSet Members { get; init; }

    /// <summary>The members, under the name by which the indexes of VFs are asked for.</summary>
    public VfIndexSet Index => Members;

    /// <summary>What a VF in it shows as its <see cref="VirtualFunction.RateGroup"/>: the number or the name.</summary>
    public string Label => Id?.ToString(CultureInfo.InvariantCulture) ?? Name ?? "";

    internal bool HasLimits => MinTxRate is { IsZero: false } || MaxTxRate is { IsZero: false };

    /// <summary>Its limits as a message names them; empty where it has none.</summary>
    internal string Limits => string.Join(" and ", new[]
    {
        MaxTxRate is { IsZero: false } max ? $"its limit {max}" : null,
        MinTxRate is { IsZero: false } min ? $"its guarantee {min}" : null,
    }.OfType<string>());

    /// <summary>How many nodes are above it: one is made after them, and deleted before.</summary>
    internal int Depth(IReadOnlyList<RateGroup> groups) => Parent is null ? 0 : 1 + (groups.FirstOrDefault(g => g.Name == Parent)?.Depth(groups) ?? 0);

    /// <summary>The group as a message names it.</summary>
    /// <returns><c>eth2 group 7</c>, <c>eth2 group gold</c>.</returns>
    public override string ToString() => $"{Pf} group {Label}";
}
