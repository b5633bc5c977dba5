namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A function on the PCI bus: what the PCI core knows of it, and what its driver registered for it.</summary>
internal abstract class PciFunction(PciAddress address)
{
    public const ushort MellanoxVendor = 0x15b3;

    private string? _path;

    public PciAddress Address { get; } = address;

    /// <summary>The address as text, by which the bus knows the function.</summary>
    public string Name { get; } = address.ToString();

    /// <summary>The bridge above it; null for a bridge on the root bus.</summary>
    public abstract PciBridge? Parent { get; }

    public abstract ushort Vendor { get; }

    public abstract ushort DeviceId { get; }

    public virtual ushort SubsystemId => 0;

    /// <summary>The 24-bit class code: 0x020000 for Ethernet.</summary>
    public abstract int ClassCode { get; }

    public int NumaNode { get; init; }

    /// <summary>
    /// The number of the IOMMU group, which the function is alone in where bridges keep functions apart; null for a bridge, off the bus, and without an IOMMU.
    /// </summary>
    public int? IommuGroup { get; set; }

    /// <summary>The only driver that may bind, by name; null for any that claims the function.</summary>
    public string? DriverOverride { get; set; }

    public PciDriver? Driver { get; private set; }

    /// <summary>Whether the PCI core lets any driver probe it.</summary>
    public virtual bool CanProbe => true;

    /// <summary>The net device that the driver registered; a representor is not one of them.</summary>
    public NetDevice? NetDevice { get; set; }

    public RdmaDevice? RdmaDevice { get; set; }

    /// <summary>The function's directory, below <c>/sys</c>.</summary>
    public string Path => _path ??= $"{Parent?.Path ?? "devices/pci0000:00"}/{Name}";

    /// <summary>Counts the bindings, so that work scheduled for one knows when it is over.</summary>
    public int Binding { get; private set; }

    public void SetDriver(PciDriver? driver)
    {
        Driver = driver;
        Binding++;
    }
}
