using System.Globalization;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The host's net devices and network namespaces.</summary>
internal sealed class SimulatedNetwork
{
    /// <summary>
    /// The inode of the first namespace of every Linux host (PROC_NET_INIT_INO, include/uapi/linux/nsfs.h and before it include/linux/proc_ns.h).
    /// </summary>
    private const uint InitialInode = 4026531840;

    private readonly Dictionary<string, NetNamespace> _named = new(StringComparer.Ordinal);

    private uint _lastInode = InitialInode + 500;
    private int _lastIndex;

    public SimulatedNetwork() => Initial.Add(new NetDevice
    {
        Index = NextIndex(),
        Name = "lo",
        HardwareAddress = "00:00:00:00:00:00",
        Mtu = 65536,
        IsUp = true,
    });

    /// <summary>The namespace of the caller.</summary>
    /// <summary>Whether the kernel refuses to tell the VFs of a link for the length of its answer.</summary>
    public bool IsVfListTooLong { get; set; }

    public NetNamespace Initial { get; } = new(InitialInode);

    /// <summary>The namespaces that have a name, below <c>/run/netns</c>.</summary>
    public IReadOnlyDictionary<string, NetNamespace> Named => _named;

    public int NextIndex() => ++_lastIndex;

    public NetNamespace Create() => new(++_lastInode);

    /// <summary>The namespace of a name, made if there is none yet.</summary>
    public NetNamespace Name(string name)
    {
        if (!_named.TryGetValue(name, out var space)) _named.Add(name, space = Create());
        return space;
    }

    /// <summary>The namespace behind a file; null where there is none.</summary>
    public NetNamespace? Find(string path, ProcessTable processes)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["run" or "var", .., "netns", var name] => _named.GetValueOrDefault(name),
            ["proc", "self", "ns", "net"] => processes.Self.Network,
            ["proc", var id, "ns", "net"] when int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) =>
                processes.All.GetValueOrDefault(pid)?.Network,
            _ => null,
        };
    }

    public static void Move(NetDevice device, NetNamespace space)
    {
        device.Namespace.Remove(device);
        space.Add(device);
    }

    public static void Remove(NetDevice device) => device.Namespace.Remove(device);
}
