using System.Runtime.InteropServices;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>struct ifinfomsg: what every link message begins with.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct LinkHeader
{
    /// <summary>ifi_family.</summary>
    public byte Family { get; init; }

    private readonly byte _padding;

    /// <summary>ifi_type: ARPHRD_*.</summary>
    public ushort Type { get; init; }

    /// <summary>ifi_index.</summary>
    public int Index { get; init; }

    /// <summary>ifi_flags: IFF_*.</summary>
    public uint Flags { get; init; }

    /// <summary>ifi_change: which of the flags a request sets.</summary>
    public uint Change { get; init; }
}
