namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A network namespace and the net devices in it, found by any of their names.</summary>
/// <param name="inode">The number by which the kernel tells namespaces apart.</param>
internal sealed class NetNamespace(uint inode)
{
    private readonly Dictionary<string, NetDevice> _byName = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, NetDevice> _byIndex = [];

    /// <summary>What <c>/proc/PID/ns/net</c> is a link to.</summary>
    public string Link => $"net:[{inode}]";

    /// <summary>The devices in the order of their indexes.</summary>
    public IReadOnlyCollection<NetDevice> Devices => _byIndex.Values;

    /// <summary>Finds a device by its name or an alternative name.</summary>
    public NetDevice? Find(string name) => _byName.GetValueOrDefault(name);

    public NetDevice? Find(int index) => _byIndex.GetValueOrDefault(index);

    public void Add(NetDevice device)
    {
        _byIndex.Add(device.Index, device);
        foreach (var name in device.Names) _byName.Add(name, device);
        device.Namespace = this;
    }

    public void Remove(NetDevice device)
    {
        _byIndex.Remove(device.Index);
        foreach (var name in device.Names) _byName.Remove(name);
    }
}
