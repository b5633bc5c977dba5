using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>The directories of vDPA devices.</summary>
internal static class VdpaDirectory
{
    private static readonly EntryTable<VdpaDevice> s_entries = new EntryTable<VdpaDevice>()
        .Attribute("driver_override", _ => "(null)\n")
        .Link("driver", d => $"{PciDirectory.UpFrom(d.Path)}bus/vdpa/drivers/{d.Driver}")
        .Link("subsystem", d => $"{PciDirectory.UpFrom(d.Path)}bus/vdpa")
        .Listing(
            d => d.CharacterDevice is { } name ? [name] : [],
            (d, name) => name == d.CharacterDevice ? new FixedDirectory { { "dev", () => FormattableString.Invariant($"509:{d.Number}\n") } } : null);

    /// <summary>The directory of one device.</summary>
    public static SysfsDirectory Of(VdpaDevice device) => s_entries.Of(device);
}
