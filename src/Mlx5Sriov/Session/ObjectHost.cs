using System.Runtime.CompilerServices;

using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Session;

/// <summary>
/// From which host an object of this process was read. A session may go from one host to another, the real one among them, and still have objects of the
/// first; rows that were saved are data, and name things of any host.
/// </summary>
internal static class ObjectHost
{
    private static readonly ConditionalWeakTable<object, HostIdentity> s_hosts = [];

    /// <summary>Notes the host of an object that is emitted.</summary>
    public static void Note(object item, HostIdentity host) => s_hosts.AddOrUpdate(item, host);

    /// <summary>The host of an object; null where it is not known.</summary>
    public static HostIdentity? Of(object item) => s_hosts.TryGetValue(item, out var host) ? host : null;
}
