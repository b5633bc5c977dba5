using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>The device nodes in <c>/dev</c> by which programs hold a function.</summary>
internal static class DeviceNodes
{
    /// <summary>The directory <c>/dev</c>.</summary>
    public static SysfsDirectory Of(SimulatedMachine machine) => new EntryTable<SimulatedMachine>()
        .Add("infiniband", m => new ListingDirectory(
            () => m.Rdma.All.Values.Select(d => d.VerbsDevice),
            name => m.Rdma.All.Values.Any(d => d.VerbsDevice == name) ? new SysfsAttribute(null) : null))
        .Add("iommu", _ => new SysfsAttribute(null))
        .Add("vfio", m => IommuDirectory.Devices(m.Bus))
        .Listing(
            m => m.Vdpa.All.Values.Select(d => d.CharacterDevice).OfType<string>(),
            (m, name) => m.Vdpa.All.Values.Any(d => d.CharacterDevice == name) ? new SysfsAttribute(null) : null)
        .Of(machine);
}
