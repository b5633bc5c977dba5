namespace Mlx5Sriov.Planning.Ports;

/// <summary>How long making or removing VFs is expected to take.</summary>
/// <remarks>
/// Reported for ConnectX-6 Lx: 4 VFs 1.6 s, 16 VFs 4.5 s, 125 VFs 65 s with probing (sriov-network-operator issue 1015); without probing about a third.
/// </remarks>
internal static class VfTiming
{
    private static readonly TimeSpan s_probed = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_bare = TimeSpan.FromSeconds(0.15);

    /// <summary>For binding mlx5_core to a VF that is there.</summary>
    public static TimeSpan Binding => s_probed - s_bare;

    public static TimeSpan Of(int vfs, bool isProbed) => vfs * (isProbed ? s_probed : s_bare);
}
