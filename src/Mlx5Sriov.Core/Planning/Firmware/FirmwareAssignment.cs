namespace Mlx5Sriov.Planning.Firmware;

/// <summary>A value that is wished for a setting of an adapter's firmware.</summary>
/// <param name="Device">The PCI address of the physical function by which it is set.</param>
/// <param name="Name">The setting: <c>NUM_OF_VFS</c>, or an element of one: <c>NAME[3]</c>.</param>
/// <param name="Value">The value: a word or a number.</param>
public sealed record FirmwareAssignment(PciAddress Device, string Name, string Value)
{
    /// <summary>The PCI addresses of the physical functions for which it was wished; the others that it changes are warned of.</summary>
    public IReadOnlyList<PciAddress> Named { get; init; } = [Device];
}
