using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>The directories of IOMMU groups, and the devices that vfio makes of them.</summary>
internal static class IommuDirectory
{
    /// <summary>The directory <c>/sys/kernel/iommu_groups</c>.</summary>
    public static SysfsDirectory Groups(SimulatedPciBus bus) => new ListingDirectory(
        () => bus.Groups.Select(g => g.Key),
        name => bus.Group(name) is { Count: > 0 } functions ? Group(functions) : null);

    /// <summary>
    /// The directory <c>/dev/vfio</c>: the container, each group whose function is bound to a vfio driver, and the function itself for programs that use
    /// iommufd.
    /// </summary>
    public static SysfsDirectory Devices(SimulatedPciBus bus) => new ListingDirectory(
        () => OpenableOf(bus).Select(g => g.Key).Prepend("vfio").Prepend("devices"),
        name => name switch
        {
            "devices" => new ListingDirectory(
                () => OpenableOf(bus).Select(g => $"vfio{g.Key}"),
                device => OpenableOf(bus).Any(g => $"vfio{g.Key}" == device) ? new SysfsAttribute(null) : null),
            "vfio" => new SysfsAttribute(null),
            _ => OpenableOf(bus).Any(g => g.Key == name) ? new SysfsAttribute(null) : null,
        });

    private static IEnumerable<KeyValuePair<string, List<PciFunction>>> OpenableOf(SimulatedPciBus bus) =>
        bus.Groups.Where(g => g.Value.Any(function => function.Driver is VfioDriver));

    private static FixedDirectory Group(IReadOnlyList<PciFunction> functions)
    {
        var devices = new FixedDirectory();
        foreach (var function in functions) devices.Add(function.Name, new SysfsLink($"../../../../{function.Path}"));
        return new FixedDirectory { { "devices", devices }, { "type", () => "DMA-FQ\n" } };
    }
}
