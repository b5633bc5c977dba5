namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>A devlink port: <c>pci/0000:05:00.0/65535</c>.</summary>
/// <param name="Device">The PCI device.</param>
/// <param name="Index">The port's index: (vhca_id &lt;&lt; 16) | vport on mlx5, so it is found by flavour and VF number, never computed.</param>
public readonly record struct DevlinkPortHandle(PciAddress Device, uint Index)
{
    /// <summary>The handle as <c>devlink</c> writes it.</summary>
    /// <returns><c>pci/0000:05:00.0/1</c>.</returns>
    public override string ToString() => $"pci/{Device}/{Index}";
}
