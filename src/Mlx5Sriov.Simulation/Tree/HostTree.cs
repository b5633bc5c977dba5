using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>The root of what paths can name: <c>/sys</c>, and the few places outside it that tell who holds a device.</summary>
internal static class HostTree
{
    public static SysfsDirectory Of(SimulatedMachine machine)
    {
        var pci = new PciDirectory(machine);
        return new FixedDirectory
        {
            { "dev", DeviceNodes.Of(machine) },
            { "proc", ProcDirectory.Of(machine) },
            { "run", new FixedDirectory { { "netns", Namespaces(machine.Network) } } },
            {
                "sys", new FixedDirectory
                {
                    { "bus", new FixedDirectory { { "pci", Bus(machine.Bus) }, { "vdpa", Vdpa(machine.Vdpa) } } },
                    { "class", Classes(machine) },
                    { "devices", Devices(machine, pci) },
                    {
                        "kernel", new FixedDirectory
                        {
                            { "iommu_groups", IommuDirectory.Groups(machine.Bus) },
                            { "security", new FixedDirectory { { "lockdown", () => Lockdown(machine.Lockdown) } } },
                        }
                    },
                    { "module", Modules(machine.Modules) },
                }
            },
        };
    }

    // The word that holds is in brackets (lockdown_read in security/lockdown/lockdown.c).
    private static string Lockdown(string word) =>
        $"{string.Join(' ', ((string[])["none", "integrity", "confidentiality"]).Select(w => w == (word.Length == 0 ? "none" : word) ? $"[{w}]" : w))}\n";

    private static FixedDirectory Bus(SimulatedPciBus bus) => new()
    {
        { "devices", Links(() => bus.Functions.Keys, name => bus.Functions.GetValueOrDefault(name)?.Path, "../../../") },
        { "drivers", new ListingDirectory(() => bus.Drivers.Keys, name => bus.Drivers.GetValueOrDefault(name) is { } d ? DriverDirectory.Of(d, bus) : null) },
        { "drivers_probe", new SysfsAttribute(null, text => bus.Probe(bus.Find(text), TimeSpan.Zero)) },
    };

    private static FixedDirectory Vdpa(VdpaDevices vdpa) => new()
    {
        { "devices", Links(() => vdpa.All.Keys, name => vdpa.All.GetValueOrDefault(name)?.Path, "../../../") },
    };

    private static FixedDirectory Classes(SimulatedMachine machine) => new()
    {
        { "infiniband", Links(() => machine.Rdma.All.Keys, name => machine.Rdma.All.GetValueOrDefault(name)?.Path, "../../") },
        {
            "infiniband_verbs", Links(
                () => machine.Rdma.All.Values.Select(d => d.VerbsDevice),
                name => machine.Rdma.All.Values.FirstOrDefault(d => d.VerbsDevice == name) is { } d ? $"{d.Function.Path}/infiniband_verbs/{name}" : null,
                "../../")
        },
        { "iommu", Links(() => Iommus(machine), name => Iommus(machine).Contains(name) ? $"devices/virtual/iommu/{name}" : null, "../../") },
        { "misc", Links(() => Misc(machine), name => Misc(machine).Contains(name) ? $"devices/virtual/misc/{name}" : null, "../../") },
        {
            "net", Links(
                () => machine.Network.Initial.Devices.Select(d => d.Name),
                name => NetDirectory.Named(machine.Network.Initial, name)?.Path,
                "../../")
        },
    };

    private static FixedDirectory Devices(SimulatedMachine machine, PciDirectory pci)
    {
        var bridges = new FixedDirectory();
        foreach (var bridge in machine.Bus.Functions.Values.OfType<PciBridge>()) bridges.Add(bridge.Name, pci.Of(bridge));
        return new FixedDirectory
        {
            { "pci0000:00", bridges },
            {
                "virtual", new FixedDirectory
                {
                    { "iommu", new ListingDirectory(() => Iommus(machine), name => Iommus(machine).Contains(name) ? new FixedDirectory() : null) },
                    { "misc", new ListingDirectory(() => Misc(machine), name => Misc(machine).Contains(name) ? new FixedDirectory() : null) },
                    { "net", NetDirectory.Virtual(machine.Network.Initial) },
                }
            },
        };
    }

    private static string[] Iommus(SimulatedMachine machine) => machine.Platform.HasIommu ? [machine.Platform.Iommu] : [];

    private static string[] Misc(SimulatedMachine machine) => machine.Platform.HasKvm ? ["kvm"] : [];

    private static ListingDirectory Modules(KernelModules modules) => new(
        () => modules.Loaded.Keys,
        name => modules.Loaded.TryGetValue(name, out var version) ? Module(version) : null);

    private static FixedDirectory Module(string? version)
    {
        var directory = new FixedDirectory { { "initstate", () => "live\n" } };
        if (version is not null) directory.Add("version", () => $"{version}\n");
        return directory;
    }

    private static ListingDirectory Namespaces(SimulatedNetwork network) => new(
        () => network.Named.Keys,
        name => network.Named.ContainsKey(name) ? new SysfsAttribute(null) : null);

    /// <summary>A directory of links to things that lie elsewhere below <c>/sys</c>.</summary>
    private static ListingDirectory Links(Func<IEnumerable<string>> names, Func<string, string?> path, string up) => new(
        names,
        name => path(name) is { } target ? new SysfsLink(up + target) : null);
}
