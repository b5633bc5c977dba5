using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>
/// The traffic of a simulated VF: what a busy guest would have, steady and the same in every run. While the VF's link is up it receives and sends at rates that
/// its index gives, and sends no faster than its limit lets it. While its link is down it sends nothing, and what still comes for it is dropped.
/// </summary>
/// <remarks>
/// Packets for a vport that is down are among the dropped ones (receive_discard_vport_down, mlx5_esw_query_vport_drop_stats). A limit drops nothing: it holds
/// the VF's send queues back. The counters move once in a millisecond.
/// </remarks>
internal sealed class VportTraffic(SimulatedVport vport)
{
    private const int RxBytesPerPacket = 900;
    private const int TxBytesPerPacket = 600;

    /// <summary>
    /// Packets/s that the first VF receives. Each further one receives as many more, and every twentieth begins again: so 250 VFs just fill a port.
    /// </summary>
    private const int RxPacketsPerSecond = 10_000;
    private const int DifferentVfs = 20;

    /// <summary>
    /// Among those twenty the VF with packets that the e-switch does not let through: one in 1000 of those to it, one in 10,000 of those from it.
    /// </summary>
    private const int DroppingVf = 7;

    private readonly int _rxRate = RxPacketsPerSecond * ((vport.Index % DifferentVfs) + 1);

    private long _settledAt = vport.Eswitch.Machine.Clock.Elapsed.Ticks;
    private ulong _start;

    // In ticks, and in packets x ticks: nothing is lost to rounding when a setting changes.
    private long _up;
    private long _down;
    private Int128 _sent;

    /// <summary>The counters as they stand now. In switchdev mode the driver counts no dropped packets.</summary>
    public VfCounters Counters
    {
        get
        {
            var now = vport.Eswitch.Machine.Clock.Elapsed.Ticks;
            SettleUntil(now - (now % TimeSpan.TicksPerMillisecond));
            var rx = Count((Int128)_up * _rxRate);
            var tx = Count(_sent);
            var isSwitchdev = vport.Eswitch.IsSwitchdev;
            return new VfCounters
            {
                RxPackets = _start + rx,
                RxBytes = _start + (rx * RxBytesPerPacket),
                RxBroadcast = _start + Count((Int128)_up * 2),
                RxMulticast = _start + Count((Int128)_up * 10),
                RxDropped = isSwitchdev ? 0 : _start + Dropped(rx, 1000) + Count((Int128)_down * _rxRate),
                TxPackets = _start + tx,
                TxBytes = _start + (tx * TxBytesPerPacket),
                TxBroadcast = _start + Count(_up),
                TxMulticast = _start + Count((Int128)_up * 4),
                TxDropped = isSwitchdev ? 0 : _start + Dropped(tx, 10_000),
            };
        }
    }

    /// <summary>Packets/s that the VF sends: half of what it receives, or what its limit lets through.</summary>
    private long TxRate => vport.Seat.MaxRate is > 0 and var megabits
        ? Math.Min(_rxRate / 2, megabits * 1_000_000L / (TxBytesPerPacket * 8))
        : _rxRate / 2;

    /// <summary>Counts what has flowed until now: before anything changes that the rates depend on.</summary>
    public void Settle() => SettleUntil(vport.Eswitch.Machine.Clock.Elapsed.Ticks);

    /// <summary>Has the VF run for a while more than the host's clock tells.</summary>
    public void Run(TimeSpan time)
    {
        if (!vport.IsLinkUp)
        {
            _down += time.Ticks;
            return;
        }

        _up += time.Ticks;
        _sent += (Int128)TxRate * time.Ticks;
    }

    /// <summary>Has all counters go on from a value.</summary>
    public void Restart(ulong value)
    {
        Settle();
        (_start, _up, _down, _sent) = (value, 0, 0, 0);
    }

    private ulong Dropped(ulong packets, ulong oneIn) => vport.Index % DifferentVfs == DroppingVf ? packets / oneIn : 0;

    private static ulong Count(Int128 timesTicks) => (ulong)(timesTicks / TimeSpan.TicksPerSecond);

    private void SettleUntil(long time)
    {
        if (time <= _settledAt) return;
        Run(TimeSpan.FromTicks(time - _settledAt));
        _settledAt = time;
    }
}
