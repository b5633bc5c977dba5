using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>The directories of net devices. They show only in the namespace that the device is in.</summary>
internal static class NetDirectory
{
    private const int IffUp = 0x1, IffBroadcast = 0x2, IffLoopback = 0x8, IffPromisc = 0x100, IffAllMulti = 0x200, IffMulticast = 0x1000;

    private static readonly EntryTable<NetDevice> s_entries = new EntryTable<NetDevice>()
        .Attribute("address", d => $"{d.HardwareAddress}\n")
        .Attribute("addr_len", d => SysfsText.Line(d.HardwareAddress.Split(':').Length))
        .Attribute("carrier", d => d.IsUp ? "1\n" : throw new Refusal(Errno.EINVAL))
        .Attribute("dev_id", _ => "0x0\n")
        .Attribute("dev_port", _ => "0\n")
        .Attribute("flags", d => $"0x{Flags(d):x}\n")
        .Attribute("ifindex", d => SysfsText.Line(d.Index))
        .Attribute("mtu", d => SysfsText.Line(d.Mtu))
        .Attribute("operstate", d => d.Function is null ? "unknown\n" : d.IsUp ? "up\n" : "down\n")
        .Attribute("phys_port_name", d => Told(d.PhysicalPortName))
        .Attribute("phys_switch_id", d => Told(d.PhysicalSwitchId))
        .Attribute("speed", d => d is { IsUp: true, Speed: { } speed } ? SysfsText.Line(speed) : throw new Refusal(Errno.EINVAL))
        .Attribute("type", d => d.LinkLayer switch { LinkLayer.Ethernet => "1\n", LinkLayer.InfiniBand => "32\n", _ => "772\n" })
        .Attribute("uevent", d => string.Create(CultureInfo.InvariantCulture, $"INTERFACE={d.Name}\nIFINDEX={d.Index}\n"))
        .Link("master", d => d.Master is { } master ? $"{PciDirectory.UpFrom(d.Path)}{master.Path}" : null)
        .Add("bonding", d => d.IsBond ? new FixedDirectory { { "slaves", () => $"{string.Join(' ', Ports(d))}\n" } } : null)
        .Link("device", d => d.Function is { } function ? $"../../../{function.Name}" : null)
        .Link("subsystem", d => $"{PciDirectory.UpFrom(d.Path)}class/net");

    /// <summary>The directory of one device.</summary>
    public static SysfsDirectory Of(NetDevice device) => s_entries.Of(device);

    /// <summary>The directory <c>net</c> of a function: its devices in one namespace, none while all are in another.</summary>
    public static SysfsDirectory Below(Mlx5Function function, NetNamespace space) => new ListingDirectory(
        () => function.NetDevices.Where(d => d.Namespace == space).Select(d => d.Name),
        name => Named(space, name) is { } device && device.Function == function ? Of(device) : null);

    /// <summary>The directory <c>net</c> of devices without hardware: the loopback.</summary>
    public static SysfsDirectory Virtual(NetNamespace space) => new ListingDirectory(
        () => space.Devices.Where(d => d.Function is null).Select(d => d.Name),
        name => Named(space, name) is { Function: null } device ? Of(device) : null);

    /// <summary>The device of a name that is not an alternative one: those have no directories.</summary>
    public static NetDevice? Named(NetNamespace space, string name) => space.Find(name) is { } device && device.Name == name ? device : null;

    private static IEnumerable<string> Ports(NetDevice master) => master.Namespace.Devices.Where(d => d.Master == master).Select(d => d.Name);

    private static string Told(string? text) => text is null ? throw new Refusal(Errno.EOPNOTSUPP) : $"{text}\n";

    private static int Flags(NetDevice device) =>
        (device.Function is null ? IffLoopback : IffBroadcast | IffMulticast)
        | (device.IsUp ? IffUp : 0)
        | (device.IsPromiscuous ? IffPromisc : 0)
        | (device.IsAllMulticast ? IffAllMulti : 0);
}
