namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>A rate leaf (a VF's port) or a rate node (a named group).</summary>
public sealed record DevlinkRate
{
    /// <summary>The PCI device.</summary>
    public required PciAddress Device { get; init; }

    /// <summary>The port's index, for a leaf; null for a node.</summary>
    public uint? PortIndex { get; init; }

    /// <summary>The node's name; null for a leaf.</summary>
    public string? NodeName { get; init; }

    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth TxShare { get; init; }

    /// <summary>The limit; zero for none.</summary>
    public Bandwidth TxMax { get; init; }

    /// <summary>The parent node's name; null for none.</summary>
    public string? Parent { get; init; }
}
