namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The host's RDMA devices.</summary>
internal sealed class RdmaDevices
{
    private readonly Dictionary<string, RdmaDevice> _devices = new(StringComparer.Ordinal);
    private readonly NumberPool _numbers = new(0);

    public IReadOnlyDictionary<string, RdmaDevice> All => _devices;

    public RdmaDevice Add(PciFunction function, RdmaTraits traits)
    {
        var device = new RdmaDevice(_numbers.Take(), function, traits);
        _devices.Add(device.Name, device);
        return device;
    }

    public void Remove(RdmaDevice device)
    {
        _devices.Remove(device.Name);
        _numbers.Return(device.Number);
    }
}
