namespace Mlx5Sriov.Inventory;

/// <summary>The host has no mlx5 adapter.</summary>
public sealed class NoAdapterException() : SriovException(
    "This host has no mlx5 adapter (NVIDIA ConnectX-4 or later, or BlueField).",
    "Check with 'lspci -d 15b3:' that the adapter is seated and passed to this machine; to try the module without one, run Enter-MlxSimulation.");
