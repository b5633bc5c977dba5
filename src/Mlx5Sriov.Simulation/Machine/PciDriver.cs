using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A driver on the PCI bus.</summary>
/// <param name="name">Its name on the bus.</param>
/// <param name="module">The module that holds it, as <c>/sys/module</c> spells it.</param>
internal abstract class PciDriver(string name, string module)
{
    private readonly List<(ushort Vendor, ushort Device)> _dynamicIds = [];
    private readonly Dictionary<string, PciFunction> _bound = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public string Module { get; } = module;

    /// <summary>The functions that it drives, by address.</summary>
    public IReadOnlyDictionary<string, PciFunction> Bound => _bound;

    /// <summary>Whether it may drive a function. An override admits its driver alone, whatever ids that driver has.</summary>
    /// <remarks>pci_match_device in drivers/pci/pci-driver.c.</remarks>
    public bool Matches(PciFunction function) => function.DriverOverride is { } only
        ? only == Name
        : Claims(function) || _dynamicIds.Contains((function.Vendor, function.DeviceId));

    /// <summary>Takes an id at run time (<c>new_id</c>).</summary>
    public void AddId(ushort vendor, ushort device)
    {
        if (_dynamicIds.Contains((vendor, device))) throw new Refusal(Errno.EEXIST);
        _dynamicIds.Add((vendor, device));
    }

    /// <summary>Gives up an id that was taken at run time (<c>remove_id</c>).</summary>
    public void RemoveId(ushort vendor, ushort device)
    {
        if (!_dynamicIds.Remove((vendor, device))) throw new Refusal(Errno.ENODEV);
    }

    /// <summary>Starts to drive a function.</summary>
    /// <param name="function">The function, without a driver.</param>
    /// <param name="deviceDelay">How much later its devices appear.</param>
    public void Attach(PciFunction function, TimeSpan deviceDelay)
    {
        function.SetDriver(this);
        _bound.Add(function.Name, function);
        Probe(function, deviceDelay);
    }

    /// <summary>Stops driving a function.</summary>
    public void Detach(PciFunction function)
    {
        Remove(function);
        _bound.Remove(function.Name);
        function.SetDriver(null);
    }

    /// <summary>Whether the driver's own id table has the function.</summary>
    protected abstract bool Claims(PciFunction function);

    protected abstract void Probe(PciFunction function, TimeSpan deviceDelay);

    protected abstract void Remove(PciFunction function);
}
