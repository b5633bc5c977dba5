using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>Finds the mlx5 physical functions on the PCI bus, bound to their driver or not.</summary>
internal static class PfDiscovery
{
    /// <summary>The driver of every mlx5 function.</summary>
    public const string Driver = "mlx5_core";

    /// <summary>Every physical function, in bus order, and the functions that could not be read: one bad device hides no other.</summary>
    /// <param name="host">The host.</param>
    /// <param name="at">Finds the physical function at an address: <see cref="At"/>, or what is known of it already.</param>
    public static (IReadOnlyList<PfSite> Sites, IReadOnlyList<UnreadableFunction> Unreadable) Find(SriovHost host, Func<PciAddress, PfSite?> at)
    {
        var found = new List<PfSite>();
        var unreadable = new List<UnreadableFunction>();
        foreach (var name in host.KernelFiles.List(SysfsPath.PciDevices))
        {
            if (!PciAddress.TryParse(name, out var address)) continue;
            try
            {
                if (at(address) is { } site) found.Add(site);
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
        var sysfs = host.KernelFiles;
        var path = SysfsPath.Pci(address);

        // The link first: it costs one call of the kernel where the attribute costs three, and most functions of such a host are VFs.
        if (sysfs.ReadLink($"{path}/physfn") is not null || sysfs.ReadHexNumber($"{path}/vendor") != AdapterFamily.NvidiaNetworkingVendor) return null;

        // The vendor's older cards have another driver (mlx4_core); a card newer than the table is still mlx5's if mlx5_core drives it.
        var deviceId = sysfs.ReadHexNumber($"{path}/device") ?? 0;
        var driver = sysfs.LinkedName($"{path}/driver");
        if (AdapterFamily.IsVirtual(deviceId)) return null;
        return driver == Driver || AdapterFamily.Of(deviceId) is not null ? new PfSite(host, address, deviceId, driver) : null;
    }

    /// <summary>The virtual functions of a guest: their physical functions are another machine's.</summary>
    public static IReadOnlyList<PciAddress> GuestVfs(IKernelFiles sysfs)
    {
        var found = new List<PciAddress>();
        foreach (var name in sysfs.List(SysfsPath.PciDevices))
        {
            if (PciAddress.TryParse(name, out var address) && IsGuestVf(SysfsPath.Pci(address))) found.Add(address);
        }

        found.Sort();
        return found;

        bool IsGuestVf(string path) => sysfs.ReadLink($"{path}/physfn") is null
            && sysfs.ReadHexNumber($"{path}/vendor") == AdapterFamily.NvidiaNetworkingVendor
            && sysfs.ReadHexNumber($"{path}/device") is { } id && AdapterFamily.IsVirtual(id);
    }
}
