using System.Runtime.InteropServices;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>struct tcmsg: what every message of traffic control begins with.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct FilterHeader
{
    /// <summary>tcm_family.</summary>
    public byte Family { get; init; }

    private readonly byte _padding1;
    private readonly ushort _padding2;

    /// <summary>tcm_ifindex.</summary>
    public int Index { get; init; }

    /// <summary>tcm_handle: the filter within its classifier; 0 for the classifier itself.</summary>
    public uint Handle { get; init; }

    /// <summary>tcm_parent: the queueing discipline, and on clsact the direction.</summary>
    public uint Parent { get; init; }

    /// <summary>tcm_info: priority and protocol.</summary>
    public uint Info { get; init; }
}
