namespace Mlx5Sriov.Inventory;

/// <summary>Where things lie in sysfs: the one place that knows. The PCI path is used throughout, since it works whatever the link layer and without a net device.</summary>
internal static class SysfsPath
{
    public const string PciDevices = "/sys/bus/pci/devices";

    public const string PciDrivers = "/sys/bus/pci/drivers";

    public static string Pci(PciAddress address) => $"{PciDevices}/{address}";

    public static string NetDevice(string name) => $"/sys/class/net/{name}";

    public static string RdmaDevice(string name) => $"/sys/class/infiniband/{name}";

    /// <summary>The directory that only an OFED driver makes, at PF probe.</summary>
    public static string Ofed(PciAddress pf) => $"{Pci(pf)}/sriov";

    /// <summary>A VF's directory in the OFED tree.</summary>
    public static string OfedVf(PciAddress pf, int index) => $"{Pci(pf)}/sriov/{index}";
}
