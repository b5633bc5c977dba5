namespace Mlx5Sriov.Simulation;

/// <summary>The directories of IOMMU groups, and the devices that vfio makes of them.</summary>
internal static class IommuDirectory
{
    /// <summary>The directory <c>/sys/kernel/iommu_groups</c>.</summary>
    public static SysfsDirectory Groups(SimulatedPciBus bus) => new ListingDirectory(
        () => bus.Groups.Keys,
        name => bus.Groups.TryGetValue(name, out var function) ? Group(function) : null);

    /// <summary>The directory <c>/dev/vfio</c>: the container, and each group whose function is bound to a vfio driver.</summary>
    public static SysfsDirectory Devices(SimulatedPciBus bus) => new ListingDirectory(
        () => bus.Groups.Where(g => g.Value.Driver is VfioDriver).Select(g => g.Key).Prepend("vfio"),
        name => name == "vfio" || (bus.Groups.TryGetValue(name, out var function) && function.Driver is VfioDriver) ? new SysfsAttribute(null) : null);

    private static FixedDirectory Group(PciFunction function) => new()
    {
        { "devices", new FixedDirectory { { function.Name, new SysfsLink($"../../../../{function.Path}") } } },
        { "type", () => "DMA-FQ\n" },
    };
}
