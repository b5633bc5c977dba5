namespace Mlx5Sriov.Inventory.Ports;

/// <summary>A PCI function of which it could not be told whether it is an mlx5 physical function.</summary>
/// <param name="PciAddress">Its address.</param>
/// <param name="Refusal">Why.</param>
public sealed record UnreadableFunction(PciAddress PciAddress, SriovException Refusal);
