using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation;

/// <summary>The traffic that a simulated VF has: steady, different for each VF, the same in every run.</summary>
internal static class Traffic
{
    private const ulong RxBytesPerPacket = 900;
    private const ulong TxBytesPerPacket = 600;

    /// <summary>The counters of a VF that has run for some time.</summary>
    /// <param name="time">How long it has run.</param>
    /// <param name="vf">Its index: the first VF receives 10 packets a millisecond, each further one 10 more.</param>
    /// <param name="isSwitchdev">In switchdev mode the driver counts no dropped packets.</param>
    public static VfCounters After(TimeSpan time, int vf, bool isSwitchdev)
    {
        var milliseconds = (ulong)time.TotalMilliseconds;
        var rx = milliseconds * 10 * (ulong)(vf + 1);
        var tx = rx / 2;
        return new VfCounters
        {
            RxPackets = rx,
            RxBytes = rx * RxBytesPerPacket,
            RxBroadcast = milliseconds / 500,
            RxMulticast = milliseconds / 100,
            RxDropped = isSwitchdev ? 0 : rx / 100_000,
            TxPackets = tx,
            TxBytes = tx * TxBytesPerPacket,
            TxBroadcast = milliseconds / 1000,
            TxMulticast = milliseconds / 250,
            TxDropped = isSwitchdev ? 0 : tx / 200_000,
        };
    }
}
