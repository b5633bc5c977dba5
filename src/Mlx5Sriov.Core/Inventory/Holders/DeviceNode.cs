namespace Mlx5Sriov.Inventory.Holders;

/// <summary>A device node by which programs hold a VF.</summary>
/// <param name="Path">Its path: <c>/dev/vhost-vdpa-0</c>.</param>
/// <param name="Access">The way of holding.</param>
internal readonly record struct DeviceNode(string Path, VfAccess Access);
