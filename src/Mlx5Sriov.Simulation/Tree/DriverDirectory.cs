using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>The directories of PCI drivers.</summary>
internal static class DriverDirectory
{
    /// <summary>The directory of one driver.</summary>
    public static SysfsDirectory Of(PciDriver driver, SimulatedPciBus bus) => new EntryTable<PciDriver>()
        .Command("bind", (d, text) => SimulatedPciBus.Bind(d, bus.Find(text)))
        .Command("unbind", (d, text) => SimulatedPciBus.Unbind(d, bus.Find(text)))
        .Command("new_id", (d, text) => AddId(d, bus, text))
        .Command("remove_id", (d, text) => RemoveId(d, text))
        .Link("module", d => $"../../../../module/{d.Module}")
        .Listing(d => d.Bound.Keys, (d, name) => d.Bound.TryGetValue(name, out var f) ? new SysfsLink($"../../../../{f.Path}") : null)
        .Of(driver);

    private static void AddId(PciDriver driver, SimulatedPciBus bus, string text)
    {
        var (vendor, device) = ScanId(text);
        driver.AddId(vendor, device);
        bus.ProbeAll(driver);
    }

    private static void RemoveId(PciDriver driver, string text)
    {
        var (vendor, device) = ScanId(text);
        driver.RemoveId(vendor, device);
    }

    /// <summary>Vendor and device in hexadecimal (new_id_store, drivers/pci/pci-driver.c).</summary>
    private static (ushort Vendor, ushort Device) ScanId(string text)
    {
        var scanner = new KernelScanner(text);
        return scanner.TryHexadecimal(out var vendor) && scanner.TryHexadecimal(out var device)
            ? ((ushort)vendor, (ushort)device)
            : throw new Refusal(Errno.EINVAL);
    }
}
