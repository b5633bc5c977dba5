using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Inventory;

/// <summary>Finds the mlx5 physical functions on the PCI bus, bound to their driver or not.</summary>
internal static class PfDiscovery
{
    /// <summary>The driver of every mlx5 function.</summary>
    public const string Driver = "mlx5_core";

    /// <summary>Every physical function, in bus order, and the functions that could not be read: one bad device hides no other.</summary>
    public static (IReadOnlyList<PfSite> Sites, IReadOnlyList<UnreadableFunction> Unreadable) Find(SriovHost host)
    {
        var found = new List<PfSite>();
        var unreadable = new List<UnreadableFunction>();
        foreach (var name in host.Sysfs.List(SysfsPath.PciDevices))
        {
            if (!PciAddress.TryParse(name, out var address)) continue;
            try
            {
                if (At(host, address) is { } site) found.Add(site);
            }
            catch (SriovException refusal)
            {
                unreadable.Add(new UnreadableFunction(address, refusal));
            }
        }

        found.Sort((a, b) => a.PciAddress.CompareTo(b.PciAddress));
        return (found, unreadable);
    }

    /// <summary>The physical function at an address; null for none.</summary>
    public static PfSite? At(SriovHost host, PciAddress address)
    {
        var sysfs = host.Sysfs;
        var path = SysfsPath.Pci(address);
        if (sysfs.ReadHexNumber($"{path}/vendor") != AdapterFamily.NvidiaNetworkingVendor || sysfs.ReadLink($"{path}/physfn") is not null)
            return null;

        // The vendor's older cards have another driver (mlx4_core); a card newer than the table is still mlx5's if mlx5_core drives it.
        var deviceId = sysfs.ReadHexNumber($"{path}/device") ?? 0;
        var driver = sysfs.LinkedName($"{path}/driver");
        return driver == Driver || AdapterFamily.Of(deviceId) is not null ? new PfSite(host, address, deviceId, driver) : null;
    }
}
