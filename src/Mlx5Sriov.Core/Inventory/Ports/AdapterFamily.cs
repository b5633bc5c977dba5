namespace Mlx5Sriov.Inventory.Ports;

/// <summary>
/// The adapter family of a physical function's PCI device id. A VF's own id does not tell it (0x101e serves every family from ConnectX-6 Dx on).
/// </summary>
/// <remarks>Source: mlx5_core_pci_table in drivers/net/ethernet/mellanox/mlx5/core/main.c.</remarks>
internal static class AdapterFamily
{
    public const int NvidiaNetworkingVendor = 0x15B3;

    private static readonly Dictionary<int, string> s_byDeviceId = new()
    {
        [0x1013] = "ConnectX-4",
        [0x1015] = "ConnectX-4 Lx",
        [0x1017] = "ConnectX-5",
        [0x1019] = "ConnectX-5 Ex",
        [0x101B] = "ConnectX-6",
        [0x101D] = "ConnectX-6 Dx",
        [0x101F] = "ConnectX-6 Lx",
        [0x1021] = "ConnectX-7",
        [0x1023] = "ConnectX-8",
        [0x1025] = "ConnectX-9",
        [0x1027] = "ConnectX-10",
        [0xA2D2] = "BlueField",
        [0xA2D6] = "BlueField-2",
        [0xA2DC] = "BlueField-3",
        [0xA2DF] = "BlueField-4",
    };

    private static readonly HashSet<int> s_virtual = [0x1014, 0x1016, 0x1018, 0x101A, 0x101C, 0x101E, 0xA2D3];

    /// <summary>Whether an id is that of virtual functions: all that a guest sees of an adapter.</summary>
    /// <remarks>The entries with MLX5_PCI_DEV_IS_VF in the same table.</remarks>
    public static bool IsVirtual(int deviceId) => s_virtual.Contains(deviceId);

    /// <summary>Whether an adapter is known to need no inline headers, and so to have no inline mode but None: ConnectX-5 and later.</summary>
    /// <remarks>
    /// "ConnectX-5 and later HW generations will report min inline mode == MLX5_INLINE_MODE_NONE" (Linux commit a6f402e49901); its driver refuses any
    /// other (mlx5_devlink_eswitch_inline_mode_set).
    /// </remarks>
    public static bool HasNoInlineMode(int deviceId) => s_byDeviceId.ContainsKey(deviceId) && deviceId is not (0x1013 or 0x1015);

    /// <summary>The family's name; null for an id that is no mlx5 physical function's.</summary>
    public static string? Of(int deviceId) => s_byDeviceId.GetValueOrDefault(deviceId);
}
