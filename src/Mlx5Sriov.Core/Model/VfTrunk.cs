namespace Mlx5Sriov.Model;

/// <summary>A VF's VGT+ trunk, with the names that the VF goes by.</summary>
public sealed record VfTrunk
{
    /// <summary>The physical function's name.</summary>
    public required string Pf { get; init; }

    /// <summary>The physical function's PCI address.</summary>
    public required PciAddress PfPciAddress { get; init; }

    /// <summary>The VF's index, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The VF's PCI address; null while the VF has not appeared on the bus yet.</summary>
    public PciAddress? PciAddress { get; init; }

    /// <summary>The VF's own net device; null while a guest or another network namespace has it, or no network driver is bound.</summary>
    public string? Name { get; init; }

    /// <summary>The VF's own RDMA device.</summary>
    public string? RdmaDevice { get; init; }

    /// <summary>Who tags: the guest (VGT), the e-switch (VST), or the guest within this trunk (VGT+).</summary>
    public VlanMode? VlanMode { get; init; }

    /// <summary>The VLANs that pass; none outside VGT+.</summary>
    public required VlanTrunk Trunk { get; init; }

    /// <summary>Whether <see cref="Trunk"/> lists all of them; false where the driver cut its list at 4095 bytes.</summary>
    public bool IsComplete => Trunk.IsComplete;

    /// <summary>The VF as a message names it.</summary>
    /// <returns><c>eth2 vf 3</c>.</returns>
    public override string ToString() => $"{Pf} vf {Index}";
}
