namespace Mlx5Sriov.Sysfs;

/// <summary>
/// Where things lie in sysfs: the one place that knows. The PCI path is used throughout, since it works whatever the link layer and without a net device.
/// </summary>
internal static class SysfsPath
{
    public const string PciDevices = "/sys/bus/pci/devices";

    public const string PciDrivers = "/sys/bus/pci/drivers";

    public static string Pci(PciAddress address) => $"{PciDevices}/{address}";

    public static string NetDevice(string name) => $"/sys/class/net/{name}";

    public static string RdmaDevice(string name) => $"/sys/class/infiniband/{name}";
}
