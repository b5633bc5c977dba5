using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>A device as devlink names it. Ours are on the PCI bus; the kernel's lists hold others too (<c>auxiliary</c>, <c>netdevsim</c>).</summary>
/// <param name="Bus">The bus.</param>
/// <param name="Name">The device's name on it.</param>
internal readonly record struct DevlinkDevice(string Bus, string Name)
{
    public const string PciBus = "pci";

    public static DevlinkDevice Of(PciAddress address) => new(PciBus, address.ToString());

    /// <summary>The device's address; the default one where it is not on the PCI bus.</summary>
    public PciAddress Address => IsPci(out var address) ? address : default;

    /// <summary>Whether the device is on the PCI bus.</summary>
    public bool IsPci(out PciAddress address)
    {
        address = default;
        return Bus == PciBus && PciAddress.TryParse(Name, out address);
    }

    /// <summary>Adds the device to a request.</summary>
    public void Write(MessageWriter request) => request.AddText(DEVLINK_ATTR_BUS_NAME, Bus).AddText(DEVLINK_ATTR_DEV_NAME, Name);

    /// <summary>The handle as <c>devlink</c> writes it.</summary>
    public override string ToString() => $"{Bus}/{Name}";
}
