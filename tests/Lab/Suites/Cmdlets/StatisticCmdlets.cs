using System.Globalization;

using Mlx5Sriov.Counters;

namespace Mlx5Sriov.Lab;

/// <summary>Get- and Watch-MlxVfStatistic beside <c>ip -s</c> and OFED's stats file.</summary>
internal sealed class StatisticCmdlets : Suite
{
    private const int VfCount = 3;

    public override string Name => "cmdlets-statistic";

    public override void Run(GuestMachine guest, Tally tally)
    {
        foreach (var isOfed in new[] { true, false })
        {
            GuestMachine.LoadDriver(isOfed ? "ofed=1" : "");
            GuestMachine.Enable(guest.First, VfCount);
            foreach (var traffic in new[] { 0, 123456 })
            {
                Traffic(tally, traffic);
                Check(guest, tally, isOfed);
            }

            Watch(guest, tally);
        }
    }

    private static void Traffic(Tally tally, int packets)
    {
        tally.Act(string.Create(CultureInfo.InvariantCulture, $"{packets} packets more"));
        File.WriteAllText("/sys/module/mlx5_core/parameters/traffic", packets.ToString(CultureInfo.InvariantCulture));
    }

    private static void Check(GuestMachine guest, Tally tally, bool isOfed)
    {
        var pf = guest.First.NetDevice;
        var told = guest.Module.All<VfStatistic>($"Get-MlxVfStatistic {pf}");
        tally.Same("VFs", VfCount, told.Count);
        foreach (var vf in told)
        {
            tally.Same("source", isOfed ? VfStatisticSource.Ofed : VfStatisticSource.Netlink, vf.Source);
            var stats = IpTool.Statistics(pf, vf.Index);
            tally.Same("RX by ip -s",
                (stats("rx", "bytes"), stats("rx", "packets"), stats("rx", "multicast"), stats("rx", "broadcast"), stats("rx", "dropped")),
                (vf.RxBytes, vf.RxPackets, vf.RxMulticast, vf.RxBroadcast, vf.RxDropped));
            tally.Same("TX by ip -s", (stats("tx", "bytes"), stats("tx", "packets"), stats("tx", "dropped")), (vf.TxBytes, vf.TxPackets, vf.TxDropped));
            if (!isOfed)
            {
                tally.Same("what netlink does not tell", (null, null), (vf.TxMulticast, vf.TxBroadcast));
                continue;
            }

            var file = OfedFiles.Labelled(File.ReadAllText($"{guest.First.Path}/sriov/{vf.Index}/stats"))
                .ToDictionary(p => p.Key, p => (ulong?)ulong.Parse(p.Value, CultureInfo.InvariantCulture));
            tally.Same("RX by cat", (file["rx_bytes"], file["rx_packets"], file["rx_multicast"], file["rx_broadcast"], file["rx_dropped"]),
                (vf.RxBytes, vf.RxPackets, vf.RxMulticast, vf.RxBroadcast, vf.RxDropped));
            tally.Same("TX by cat", (file["tx_bytes"], file["tx_packets"], file["tx_multicast"], file["tx_broadcast"], file["tx_dropped"]),
                (vf.TxBytes, vf.TxPackets, vf.TxMulticast, vf.TxBroadcast, vf.TxDropped));
        }
    }

    /// <summary>Between two readings the pipeline itself has packets counted, so what a watch must tell is known.</summary>
    private static void Watch(GuestMachine guest, Tally tally)
    {
        Traffic(tally, 0);
        tally.Act("Watch-MlxVfStatistic");
        var rates = guest.Module.All<VfTrafficRate>($$"""
            $n = 0
            Watch-MlxVfStatistic {{guest.First.NetDevice}} 1 -Interval 0.3 -Count 3 -Stream | ForEach-Object {
                $n += 1000; [IO.File]::WriteAllText('/sys/module/mlx5_core/parameters/traffic', "$n"); $_
            }
            """);
        tally.Same("readings", 3, rates.Count);
        foreach (var (rate, packets) in rates.Zip([0.0, 1000, 1000]))
        {
            tally.Same("IsReset", false, rate.IsReset);
            tally.Same("packets between the readings", (packets, packets), (Count(rate.RxPacketsPerSecond), Count(rate.TxPacketsPerSecond)));
            tally.Same("bits between the readings", 800 * packets, Math.Round((double)rate.RxRate!.Value.BitsPerSecond * rate.Interval.TotalSeconds / 10) * 10);

            double Count(double? perSecond) => Math.Round((perSecond ?? 0) * rate.Interval.TotalSeconds, 3);
        }
    }
}
