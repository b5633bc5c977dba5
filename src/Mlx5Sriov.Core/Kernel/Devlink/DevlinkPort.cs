namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>A devlink port.</summary>
public sealed record DevlinkPort
{
    /// <summary>The port's handle.</summary>
    public required DevlinkPortHandle Handle { get; init; }

    /// <summary>What kind of port it is; null for a kind that this library does not know.</summary>
    public DevlinkPortFlavour? Flavour { get; init; }

    /// <summary>The net device behind the port: the uplink's own, or a VF's representor; null for none.</summary>
    public string? NetDevice { get; init; }

    /// <summary>The controller (host) that the function belongs to; 0 is this one.</summary>
    public uint? Controller { get; init; }

    /// <summary>The physical function's number.</summary>
    public int? PfNumber { get; init; }

    /// <summary>The VF's index, for the flavour <see cref="DevlinkPortFlavour.PciVf"/>.</summary>
    public int? VfNumber { get; init; }

    /// <summary>The subfunction's number, for the flavour <see cref="DevlinkPortFlavour.PciSf"/>.</summary>
    public uint? SfNumber { get; init; }

    /// <summary>Whether the function belongs to another host (BlueField).</summary>
    public bool IsExternal { get; init; }

    /// <summary>The attributes of the function behind the port; null where it has none.</summary>
    public PortFunction? Function { get; init; }
}
