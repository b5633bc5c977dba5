namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The kernel modules of the host: those that are loaded, and those that modprobe could load.</summary>
/// <remarks>Names are kept as <c>/sys/module</c> spells them, with underscores; modprobe takes hyphens for the same.</remarks>
internal sealed class KernelModules
{
    private readonly Dictionary<string, string?> _loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PciDriver> _drivers = new(StringComparer.Ordinal);
    private readonly SimulatedPciBus _bus;

    public KernelModules(SimulatedPciBus bus, ProcessTable processes)
    {
        _bus = bus;
        foreach (var driver in new[] { new VfioDriver("vfio-pci", "vfio_pci", processes), new VfioDriver("mlx5_vfio_pci", "mlx5_vfio_pci", processes) })
            _drivers.Add(driver.Module, driver);
    }

    /// <summary>The loaded modules with their versions, which modules of the kernel's tree have not.</summary>
    public IReadOnlyDictionary<string, string?> Loaded => _loaded;

    public static string Normalize(string name) => name.Replace('-', '_');

    /// <summary>Enters a module as loaded at boot.</summary>
    public void AddLoaded(string name, string? version) => _loaded.Add(name, version);

    public bool Exists(string name) => _loaded.ContainsKey(name) || _drivers.ContainsKey(name);

    /// <summary>Whether a device is bound to a driver of the module, which keeps it from being removed.</summary>
    public bool IsInUse(string name) => _bus.Drivers.Values.Any(d => d.Module == name && d.Bound.Count > 0);

    /// <summary>Loads a module that exists.</summary>
    public void Load(string name)
    {
        if (!_loaded.TryAdd(name, null)) return;
        _bus.Register(_drivers[name]);
        _bus.ProbeAll(_drivers[name]);
    }

    /// <summary>Removes a loaded module that is not in use.</summary>
    public void Remove(string name)
    {
        if (_loaded.Remove(name) && _drivers.TryGetValue(name, out var driver)) _bus.Unregister(driver);
    }
}
