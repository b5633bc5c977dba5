using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>IFLA_VF_STATS: counters, seen from the VF (its receptions are RX).</summary>
internal static class VfStatistics
{
    public static VfCounters Read(AttributeReader attribute)
    {
        ulong? rxPackets = null, rxBytes = null, rxDropped = null, broadcast = null, multicast = null, txPackets = null, txBytes = null, txDropped = null;
        var counters = attribute.Nested();
        while (counters.MoveNext())
        {
            switch (counters.Type)
            {
                case IFLA_VF_STATS_RX_PACKETS: rxPackets = counters.Value<ulong>(); break;
                case IFLA_VF_STATS_RX_BYTES: rxBytes = counters.Value<ulong>(); break;
                case IFLA_VF_STATS_RX_DROPPED: rxDropped = counters.Value<ulong>(); break;
                case IFLA_VF_STATS_BROADCAST: broadcast = counters.Value<ulong>(); break;
                case IFLA_VF_STATS_MULTICAST: multicast = counters.Value<ulong>(); break;
                case IFLA_VF_STATS_TX_PACKETS: txPackets = counters.Value<ulong>(); break;
                case IFLA_VF_STATS_TX_BYTES: txBytes = counters.Value<ulong>(); break;
                case IFLA_VF_STATS_TX_DROPPED: txDropped = counters.Value<ulong>(); break;
            }
        }

        return new VfCounters
        {
            RxPackets = rxPackets,
            RxBytes = rxBytes,
            RxDropped = rxDropped,
            RxBroadcast = broadcast,
            RxMulticast = multicast,
            TxPackets = txPackets,
            TxBytes = txBytes,
            TxDropped = txDropped,
        };
    }
}
