using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>stats</c>: a VF's counters, a line each.</summary>
internal static class StatsFile
{
    public static string Show(SimulatedVport vport)
    {
        var counters = vport.Counters;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            tx_packets    : {counters.TxPackets}
            tx_bytes      : {counters.TxBytes}
            tx_dropped    : {counters.TxDropped}
            rx_packets    : {counters.RxPackets}
            rx_bytes      : {counters.RxBytes}
            rx_broadcast  : {counters.RxBroadcast}
            rx_multicast  : {counters.RxMulticast}
            tx_broadcast  : {counters.TxBroadcast}
            tx_multicast  : {counters.TxMulticast}
            rx_dropped    : {counters.RxDropped}

            """);
    }
}
