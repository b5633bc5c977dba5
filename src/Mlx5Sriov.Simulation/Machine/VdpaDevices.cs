namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The devices on the host's vdpa bus.</summary>
internal sealed class VdpaDevices
{
    private readonly Dictionary<string, VdpaDevice> _devices = new(StringComparer.Ordinal);
    private readonly NumberPool _numbers = new(0);

    /// <summary>The devices by name.</summary>
    public IReadOnlyDictionary<string, VdpaDevice> All => _devices;

    /// <summary>The devices of one function.</summary>
    public IEnumerable<VdpaDevice> Of(PciFunction function) => _devices.Values.Where(d => d.Function == function);

    /// <summary>Makes a device, as <c>vdpa dev add</c> does, and binds it to a driver.</summary>
    public VdpaDevice Add(PciFunction function, string driver)
    {
        var number = _numbers.Take();
        var device = new VdpaDevice(number, FormattableString.Invariant($"vdpa{number}"), function, driver);
        _devices.Add(device.Name, device);
        return device;
    }

    /// <summary>Takes a function's devices away.</summary>
    public void RemoveOf(PciFunction function)
    {
        foreach (var device in Of(function).ToList())
        {
            _devices.Remove(device.Name);
            _numbers.Return(device.Number);
        }
    }
}
