using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The kernel modules of the host: those that are loaded, and those that modprobe could load.</summary>
/// <remarks>Names are kept as <c>/sys/module</c> spells them, with underscores; modprobe takes hyphens for the same.</remarks>
internal sealed class KernelModules
{
    private readonly Dictionary<string, string?> _loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PciDriver> _drivers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _libraries = new(StringComparer.Ordinal);
    private readonly SimulatedPciBus _bus;

    public KernelModules(SimulatedPciBus bus, ProcessTable processes, Platform platform)
    {
        _bus = bus;
        if (!platform.Has(SimulatedCondition.NoVfioPci)) Add(new VfioDriver("vfio-pci", "vfio_pci", processes));
        if (!platform.Has(SimulatedCondition.NoVfioVariant)) Add(new VfioDriver("mlx5_vfio_pci", "mlx5_vfio_pci", processes));
        if (!platform.Has(SimulatedCondition.NoIommufd)) _libraries.Add("iommufd");

        void Add(VfioDriver driver) => _drivers.Add(driver.Module, driver);
    }

    /// <summary>The lists of modules that depmod makes below <c>/lib/modules</c>, by their paths: as much of them as tells which modules there are.</summary>
    public IEnumerable<(string Path, string Text)> Lists
    {
        get
        {
            const string Folder = $"/lib/modules/{Platform.KernelRelease}";
            yield return ($"{Folder}/modules.dep", string.Concat(_drivers.Keys.Concat(_libraries).Select(name => $"kernel/drivers/{File(name)}.ko.xz:\n")));
            yield return ($"{Folder}/modules.builtin", "kernel/drivers/pci/pcie/aer.ko\n");
            yield return ($"{Folder}/modules.alias", string.Concat(_drivers.Keys.Where(name => name == "mlx5_vfio_pci")
                .Select(name => $"alias vfio_pci:v000015B3d0000101Esv*sd*bc*sc*i* {name}\n")));
        }
    }

    /// <summary>The loaded modules with their versions, which modules of the kernel's tree have not.</summary>
    public IReadOnlyDictionary<string, string?> Loaded => _loaded;

    public static string Normalize(string name) => name.Replace('-', '_');

    /// <summary>Enters a module as loaded at boot.</summary>
    public void AddLoaded(string name, string? version) => _loaded.Add(name, version);

    public bool Exists(string name) => _loaded.ContainsKey(name) || _drivers.ContainsKey(name) || _libraries.Contains(name);

    /// <summary>Whether a device is bound to a driver of the module, which keeps it from being removed.</summary>
    public bool IsInUse(string name) => _bus.Drivers.Values.Any(d => d.Module == name && d.Bound.Count > 0);

    /// <summary>Loads a module that exists.</summary>
    public void Load(string name)
    {
        if (!_loaded.TryAdd(name, null) || !_drivers.TryGetValue(name, out var driver)) return;
        _bus.Register(driver);
        _bus.ProbeAll(driver);
    }

    /// <summary>Removes a loaded module that is not in use.</summary>
    public void Remove(string name)
    {
        if (_loaded.Remove(name) && _drivers.TryGetValue(name, out var driver)) _bus.Unregister(driver);
    }

    // The file of a module is spelled as its makefile has it: vfio-pci.ko, and mlx5-vfio-pci.ko.
    private static string File(string module) => module.Replace('_', '-');
}
