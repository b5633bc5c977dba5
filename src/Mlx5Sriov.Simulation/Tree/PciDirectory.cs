using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Ofed;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>The directories of PCI functions, below <c>/sys/devices</c>.</summary>
internal sealed class PciDirectory
{
    private const string Steps = "../../../../../../";
    private const int StepLength = 3;

    private readonly EntryTable<PciBridge> _bridge;
    private readonly EntryTable<SimulatedPf> _pf;
    private readonly EntryTable<SimulatedVf> _vf;

    public PciDirectory(SimulatedMachine machine)
    {
        _bridge = Common(new EntryTable<PciBridge>()).Listing(
            bridge => machine.Bus.Functions.Values.Where(f => f.Parent == bridge).Select(f => f.Name),
            (bridge, name) => machine.Bus.Functions.TryGetValue(name, out var f) && f.Parent == bridge ? Of(f) : null);

        _pf = AdapterEntries(Common(new EntryTable<SimulatedPf>()), machine)
            .Attribute("resource", pf => Resources(pf, !machine.Platform.Has(SimulatedCondition.NoMmioRoom)));
        SriovCapability.AddTo(_pf);

        _vf = AdapterEntries(Common(new EntryTable<SimulatedVf>()), machine)
            .Link("physfn", vf => $"../{vf.Pf.Name}")
            .Add("vfio-dev", vf => vf.Driver is VfioDriver ? VfioDevice(vf) : null);
    }

    /// <summary>The directory of a function.</summary>
    public SysfsDirectory Of(PciFunction function) => function switch
    {
        SimulatedPf pf => _pf.Of(pf),
        SimulatedVf vf => _vf.Of(vf),
        _ => _bridge.Of((PciBridge)function),
    };

    /// <summary>What the PCI core shows of every function.</summary>
    private static EntryTable<T> Common<T>(EntryTable<T> table)
        where T : PciFunction => table
        .Attribute("vendor", f => $"0x{f.Vendor:x4}\n")
        .Attribute("device", f => $"0x{f.DeviceId:x4}\n")
        .Attribute("subsystem_vendor", f => $"0x{f.Vendor:x4}\n")
        .Attribute("subsystem_device", f => $"0x{f.SubsystemId:x4}\n")
        .Attribute("class", f => $"0x{f.ClassCode:x6}\n")
        .Attribute("revision", _ => "0x00\n")
        .Attribute("numa_node", f => SysfsText.Line(f.NumaNode))
        .Attribute("enable", f => SysfsText.Line(f.Driver is null ? 0 : 1))
        .Attribute("modalias", f => $"{ModuleAlias(f)}\n")
        .Attribute("uevent", Event)
        .Attribute("driver_override", f => $"{f.DriverOverride ?? "(null)"}\n", SetOverride)
        .Link("driver", f => f.Driver is { } driver ? $"{UpFrom(f.Path)}bus/pci/drivers/{driver.Name}" : null)
        .Link("subsystem", f => $"{UpFrom(f.Path)}bus/pci");

    /// <summary>What the functions of an adapter have besides.</summary>
    private static EntryTable<T> AdapterEntries<T>(EntryTable<T> table, SimulatedMachine machine)
        where T : Mlx5Function => table
        .Attribute("max_link_speed", _ => "32.0 GT/s PCIe\n")
        .Attribute("max_link_width", _ => "16\n")
        .Attribute("ari_enabled", _ => machine.Platform.Has(SimulatedCondition.NoAri) ? "0\n" : "1\n")
        .Link("iommu_group", f => f.IommuGroup is { } group
            ? string.Create(CultureInfo.InvariantCulture, $"{UpFrom(f.Path)}kernel/iommu_groups/{group}")
            : null)
        .Add("net", f => f.NetDevice is null ? null : NetDirectory.Below(f, machine.Network.Initial))
        .Add("infiniband", f => f.RdmaDevice is { } rdma ? new FixedDirectory { { rdma.Name, RdmaDirectory.Of(rdma) } } : null)
        .Add("infiniband_verbs", f => f.RdmaDevice is { } rdma ? new FixedDirectory { { rdma.VerbsDevice, RdmaDirectory.Verbs(rdma) } } : null)
        .Listing(
            f => machine.Vdpa.Of(f).Select(d => d.Name),
            (f, name) => machine.Vdpa.All.GetValueOrDefault(name) is { } device && device.Function == f ? VdpaDirectory.Of(device) : null);

    /// <summary>As many steps up as lead from a directory to <c>/sys</c>.</summary>
    public static string UpFrom(string path) => Steps[..(StepLength * (path.AsSpan().Count('/') + 1))];

    /// <summary>An empty line takes the override off.</summary>
    private static void SetOverride<T>(T function, string text)
        where T : PciFunction => function.DriverOverride = SysfsText.Line(text) is { Length: > 0 } name ? name : null;

    private static string Event<T>(T function)
        where T : PciFunction
    {
        var driver = function.Driver is null ? "" : $"DRIVER={function.Driver.Name}\n";
        return driver +
            $"PCI_CLASS={function.ClassCode:X}\n" +
            $"PCI_ID={function.Vendor:X4}:{function.DeviceId:X4}\n" +
            $"PCI_SUBSYS_ID={function.Vendor:X4}:{function.SubsystemId:X4}\n" +
            $"PCI_SLOT_NAME={function.Name}\n" +
            $"MODALIAS={ModuleAlias(function)}\n";
    }

    private static string ModuleAlias(PciFunction f) =>
        $"pci:v{f.Vendor:X8}d{f.DeviceId:X8}sv{f.Vendor:X8}sd{f.SubsystemId:X8}"
        + $"bc{f.ClassCode >> 16:x2}sc{(f.ClassCode >> 8) & 0xFF:x2}i{f.ClassCode & 0xFF:x2}";

    /// <summary>
    /// The places of a function's memory, a line each: its six BARs, its ROM, and the six BARs of its VFs (resource_show in drivers/pci/pci-sysfs.c). mlx5 has
    /// one BAR of 32 MiB, and each VF one of 1 MiB, 64-bit and prefetchable.
    /// </summary>
    private static string Resources(SimulatedPf pf, bool hasRoomForVfs)
    {
        const long Flags = 0x14220c, Own = 32 << 20, OfVf = 1 << 20;
        var place = 0x9800_0000_0000 + (((long)pf.Address.Bus << 36) | ((long)pf.Address.Function << 35));
        var lines = Enumerable.Repeat((Start: 0L, Length: 0L), 13).ToArray();
        lines[0] = (place, Own);
        if (hasRoomForVfs) lines[7] = (place + Own, OfVf * pf.Adapter.TotalVfs);
        return string.Concat(lines.Select(line => line.Length == 0
            ? "0x0000000000000000 0x0000000000000000 0x0000000000000000\n"
            : $"0x{line.Start:x16} 0x{line.Start + line.Length - 1:x16} 0x{Flags:x16}\n"));
    }

    private static FixedDirectory VfioDevice(SimulatedVf vf) => new()
    {
        { string.Create(CultureInfo.InvariantCulture, $"vfio{vf.IommuGroup}"), new FixedDirectory { { "dev", () => "511:0\n" } } },
    };
}
