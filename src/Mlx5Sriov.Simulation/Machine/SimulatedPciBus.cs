using System.Globalization;

using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The PCI bus: its functions, its drivers, and the rules by which they come together.</summary>
/// <param name="platform">Whether there is an IOMMU, and whether the bridges keep functions apart.</param>
internal sealed class SimulatedPciBus(Platform platform)
{
    /// <summary>Groups below this belong to the platform's own devices.</summary>
    private const int FirstIommuGroup = 17;

    private readonly NumberPool _groupNumbers = new(FirstIommuGroup);
    private readonly Dictionary<string, PciFunction> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PciFunction>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PciDriver> _drivers = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, PciFunction> Functions => _functions;

    /// <summary>The functions by the number of the IOMMU group that they are in: each alone, unless the bridges do not keep them apart.</summary>
    public IEnumerable<KeyValuePair<string, List<PciFunction>>> Groups => _groups;

    /// <summary>The functions of a group; empty where there is none of that number.</summary>
    public IReadOnlyList<PciFunction> Group(string number) => _groups.GetValueOrDefault(number) ?? [];

    public IReadOnlyDictionary<string, PciDriver> Drivers => _drivers;

    public void Register(PciDriver driver) => _drivers.Add(driver.Name, driver);

    public void Unregister(PciDriver driver) => _drivers.Remove(driver.Name);

    /// <summary>Puts a function on the bus, and into an IOMMU group of its own: a device below a bridge.</summary>
    public void Add(PciFunction function)
    {
        _functions.Add(function.Name, function);
        if (function is PciBridge || !platform.HasIommu) return;
        var group = SharedGroup(function) ?? _groupNumbers.Take();
        function.IommuGroup = group;
        if (!_groups.TryAdd(NameOf(group), [function])) _groups[NameOf(group)].Add(function);
    }

    /// <summary>Takes a function off the bus, from its driver first.</summary>
    public void Remove(PciFunction function)
    {
        function.Driver?.Detach(function);
        _functions.Remove(function.Name);
        if (function.IommuGroup is not { } group) return;
        function.IommuGroup = null;
        _groups[NameOf(group)].Remove(function);
        if (_groups[NameOf(group)].Count > 0) return;
        _groups.Remove(NameOf(group));
        _groupNumbers.Return(group);
    }

    /// <summary>A function by the address that was written to an attribute.</summary>
    public PciFunction Find(string address) =>
        _functions.TryGetValue(SysfsText.Line(address), out var function) ? function : throw new Refusal(Errno.ENODEV);

    /// <summary>Binds one function to one driver: a write to <c>bind</c>.</summary>
    public static void Bind(PciDriver driver, PciFunction function)
    {
        if (!driver.Matches(function)) throw new Refusal(Errno.ENODEV);
        if (function.Driver is not null) throw new Refusal(Errno.EBUSY);
        if (!function.CanProbe) throw new Refusal(Errno.ENODEV);

        // vfio_group_find_or_alloc in drivers/vfio/group.c of Linux 6.12: a device needs a group.
        if (driver is VfioDriver && function.IommuGroup is null) throw new Refusal(Errno.EINVAL);
        driver.Attach(function, TimeSpan.Zero);
    }

    /// <summary>Takes one function from one driver: a write to <c>unbind</c>.</summary>
    public static void Unbind(PciDriver driver, PciFunction function)
    {
        if (function.Driver != driver) throw new Refusal(Errno.ENODEV);
        driver.Detach(function);
    }

    /// <summary>Gives a function to the first driver that matches; that none does is no error.</summary>
    public void Probe(PciFunction function, TimeSpan deviceDelay)
    {
        if (function.Driver is not null || !function.CanProbe) return;
        _drivers.Values.FirstOrDefault(d => d.Matches(function))?.Attach(function, deviceDelay);
    }

    /// <summary>Gives a driver every function that matches it and has no driver yet, as happens when it is registered or takes a new id.</summary>
    public void ProbeAll(PciDriver driver)
    {
        foreach (var function in _functions.Values.Where(f => f is { Driver: null, CanProbe: true } && driver.Matches(f)).ToList())
            driver.Attach(function, TimeSpan.Zero);
    }

    private int? SharedGroup(PciFunction function) => platform.Has(SimulatedCondition.SharedIommuGroups)
        ? _functions.Values.FirstOrDefault(other => other.Parent == function.Parent && other.IommuGroup is not null)?.IommuGroup
        : null;

    private static string NameOf(int group) => group.ToString(CultureInfo.InvariantCulture);
}
