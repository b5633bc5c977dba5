using Mlx5Sriov.Counters;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Watching;

namespace Mlx5Sriov.Core.Tests.Statistics;

/// <summary>VFs watched on the simulated host: rates, and what comes between.</summary>
public sealed class TrafficWatchTests
{
    private const string NumVfs = "/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs";

    private static readonly PciAddress s_pf = PciAddress.Parse("05:00.0");

    private readonly List<(string Target, SriovException Refusal)> _refused = [];

    public static TheoryData<SimulationProfile> Ethernet =>
        [SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Ofed2407, SimulationProfile.ConnectX7Inbox];

    [Theory]
    [MemberData(nameof(Ethernet))]
    public void The_first_reading_tells_nothing_and_the_second_the_rates(SimulationProfile profile)
    {
        var host = Host(profile);
        var watch = Watch(host);

        Assert.Empty(Read(watch));
        var rates = Read(watch, host, seconds: 2.5);

        Assert.Equal(Enumerable.Range(0, 8), rates.Select(r => r.Index));
        Assert.All(rates, r => Assert.Equal(2.5, r.Interval.TotalSeconds, tolerance: 0.001));
        Assert.All(rates, r => Assert.Equal(72_000_000 * (r.Index + 1), r.RxRate!.Value.BitsPerSecond, 100_000d * (r.Index + 1)));
        Assert.All(rates, r => Assert.Equal(5_000 * (r.Index + 1), r.TxPacketsPerSecond!.Value, 10d * (r.Index + 1)));
        Assert.Empty(host.Writes);
        Assert.Empty(_refused);
    }

    [Fact]
    public void A_limit_shows_in_the_rate_from_when_it_is_set()
    {
        var host = Host();
        var watch = Watch(host, "1");
        Read(watch);
        host.Seams.IpLink.SetVf(host.Seams.IpLink.Find("eth2")!, 1, new VfSetting.Rate(Bandwidth.Zero, Bandwidth.Parse("24Mbit")));
        Assert.Equal(24, Megabits(Assert.Single(Read(watch, host, seconds: 10)).TxRate));
        Read(watch, host, seconds: 10);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        host.Seams.IpLink.SetVf(host.Seams.IpLink.Find("eth2")!, 1, new VfSetting.Rate(Bandwidth.Zero, Bandwidth.Zero));
        Assert.Equal(36, Megabits(Assert.Single(Read(watch, host, seconds: 5)).TxRate));
    }

    [Fact]
    public void A_VF_without_a_link_sends_nothing_and_what_comes_for_it_is_dropped()
    {
        var host = Host();
        var watch = Watch(host, "1");
        host.Seams.IpLink.SetVf(host.Seams.IpLink.Find("eth2")!, 1, new VfSetting.LinkState(VfLinkState.Disable));
        Read(watch);
        var rate = Assert.Single(Read(watch, host, seconds: 10));
        Assert.Equal((0, 0), (Megabits(rate.RxRate), Megabits(rate.TxRate)));
        Assert.Equal(20_000, rate.RxDroppedPerSecond!.Value, tolerance: 20);
    }

    [Theory]
    [MemberData(nameof(Ethernet))]
    public void VFs_that_were_enabled_anew_are_marked_once_and_go_on(SimulationProfile profile)
    {
        var host = Host(profile);
        var watch = Watch(host);
        Read(watch);
        host.Seams.KernelFiles.Write(NumVfs, "0");
        host.Seams.KernelFiles.Write(NumVfs, "8");

        var rates = Read(watch, host, seconds: 1);
        Assert.Equal(8, rates.Count);
        Assert.All(rates, r => Assert.True(r is { IsReset: true, RxRate: null, TxPacketsPerSecond: null }));
        Assert.All(Read(watch, host, seconds: 1), r => Assert.Equal(72 * (r.Index + 1), Megabits(r.RxRate)));
    }

    [Theory]
    [MemberData(nameof(Ethernet))]
    public void Counters_that_wrap_go_on(SimulationProfile profile)
    {
        var host = Host(profile);
        host.SetCounters(PciAddress.Parse("05:00.2"), ulong.MaxValue - 3_000);
        var watch = Watch(host, "0");
        Read(watch);
        for (var i = 0; i < 3; i++)
        {
            var rate = Assert.Single(Read(watch, host, seconds: 1));
            Assert.False(rate.IsReset);
            Assert.Equal((72, 24), (Megabits(rate.RxRate), Megabits(rate.TxRate)));
        }
    }

    [Theory]
    [MemberData(nameof(Ethernet))]
    public void VFs_that_go_are_told_once_and_the_others_go_on(SimulationProfile profile)
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = profile, NumVfs = [8, 2] });
        var watch = new TrafficWatch(host.Seams, [new WatchedVfs(s_pf, null), new WatchedVfs(PciAddress.Parse("05:00.1"), null)]);
        Read(watch);
        host.Seams.KernelFiles.Write(NumVfs, "0");

        Assert.Equal(["eth3 vf 0", "eth3 vf 1"], Read(watch, host, seconds: 1).Select(r => $"{r}"));
        Assert.Equal(("eth2", "eth2 has no virtual function 0-7: none is enabled."), Refused());
        Assert.Equal(2, Read(watch, host, seconds: 1).Count);
        Assert.Empty(_refused);
    }

    [Fact]
    public void A_VF_that_comes_later_is_told_without_rates_and_then_with_them()
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [0, 0] });
        var watch = Watch(host);
        Assert.Empty(Read(watch));
        host.Seams.KernelFiles.Write(NumVfs, "3");
        Assert.All(Read(watch, host, seconds: 1), r => Assert.True(r is { IsReset: true, RxRate: null } && r.Interval == TimeSpan.Zero));
        var rates = Read(watch, host, seconds: 1);
        Assert.Equal(["eth2v0", "eth2v1", "eth2v2"], rates.Select(r => r.Name));
        Assert.All(rates, r => Assert.False(r.IsReset));
    }

    [Fact]
    public void A_VF_that_is_watched_by_its_index_is_told_when_it_goes_and_watched_when_it_is_back()
    {
        var host = Host();
        var watch = Watch(host, "2,6");
        Read(watch);
        host.Seams.KernelFiles.Write(NumVfs, "0");
        host.Seams.KernelFiles.Write(NumVfs, "4");
        Assert.Equal("eth2 vf 2", $"{Assert.Single(Read(watch, host, seconds: 1))}");
        Assert.Equal(("eth2 vf 6", "eth2 has no virtual function 6: 4 are enabled, numbers 0 to 3."), Refused());
        Read(watch, host, seconds: 1);
        Assert.Empty(_refused);

        host.Seams.KernelFiles.Write(NumVfs, "0");
        host.Seams.KernelFiles.Write(NumVfs, "8");
        Assert.Equal([true, true], Read(watch, host, seconds: 1).Select(r => r.IsReset));
        Assert.Equal([false, false], Read(watch, host, seconds: 1).Select(r => r.IsReset));
    }

    [Fact]
    public void A_VF_that_cannot_be_read_is_told_once_until_it_can()
    {
        var host = Host();
        var watch = Watch(host);
        Read(watch);
        var fault = host.AddFault("*/sriov/5/stats", Errno.EIO, operation: SimulatedOperation.Read);
        Assert.Equal(7, Read(watch, host, seconds: 1).Count);
        Assert.Equal("eth2 vf 5", Refused().Target);
        Assert.Equal(7, Read(watch, host, seconds: 1).Count);
        Assert.Empty(_refused);

        host.RemoveFault(fault.Id);
        var rate = Read(watch, host, seconds: 1)[5];
        Assert.Equal(3, rate.Interval.TotalSeconds, tolerance: 0.01);
        Assert.Equal(72 * 6, Megabits(rate.RxRate));
        host.AddFault("*/sriov/5/stats", Errno.EIO, operation: SimulatedOperation.Read);
        Read(watch, host, seconds: 1);
        Assert.Equal("eth2 vf 5", Refused().Target);
    }

    [Fact]
    public void A_port_without_its_driver_is_told_once_and_its_VFs_begin_anew()
    {
        var host = Host();
        var watch = Watch(host);
        Read(watch);
        host.UnbindDriver(s_pf);
        Assert.Empty(Read(watch, host, seconds: 1));
        Assert.IsType<DriverNotLoadedException>(Assert.Single(_refused).Refusal);
        _refused.Clear();
        Assert.Empty(Read(watch, host, seconds: 1));
        Assert.Empty(_refused);

        host.BindDriver(s_pf, "mlx5_core");
        host.Seams.KernelFiles.Write(NumVfs, "2");
        Assert.Equal([true, true], Read(watch, host, seconds: 1).Select(r => r.IsReset));
    }

    [Fact]
    public void Who_holds_a_VF_is_looked_for_when_it_is_first_seen_or_moves_and_not_each_time()
    {
        var host = Host();
        host.GiveToVirtualMachine(PciAddress.Parse("05:00.4"), "web01");
        var watch = Watch(host);
        var search = host.AddFault("ls /proc", Errno.EIO, nth: int.MaxValue, operation: SimulatedOperation.Read);
        Read(watch);
        Assert.Equal(1, search.Hits);
        Assert.Equal("web01", Read(watch, host, seconds: 1)[2].Holder?.Name);
        Assert.Equal(1, search.Hits);

        host.GiveToVirtualMachine(PciAddress.Parse("05:00.5"), "db02");
        Assert.Equal([null, "web01", "db02", null], Read(watch, host, seconds: 1).Skip(1).Take(4).Select(r => r.Holder?.Name));
        Assert.Equal(2, search.Hits);
    }

    [Theory]
    [InlineData(SimulationProfile.ConnectX7)]
    [InlineData(SimulationProfile.ConnectX7Inbox)]
    public void A_sample_costs_each_VF_the_same_however_many_there_are(SimulationProfile profile)
    {
        var cost = new[] { 0, 1, 8, 127, 250 }.ToDictionary(n => n, n => Cost(profile, n));
        var each = cost[8] - cost[1];
        Assert.Equal(0, each % 7);
        Assert.Equal(cost[1] + (each / 7 * 126), cost[127]);
        Assert.Equal(cost[1] + (each / 7 * 249), cost[250]);
        Assert.InRange(each / 7, 1, 10);
    }

    [Fact]
    public void A_cancelled_reading_ends()
    {
        var watch = Watch(Host());
        Assert.Throws<OperationCanceledException>(() => watch.Read((_, _) => { }, new CancellationToken(canceled: true)));
    }

    /// <summary>How many operations the second reading takes: each moves the simulated clock by a microsecond.</summary>
    private static long Cost(SimulationProfile profile, int vfs)
    {
        var host = Host(profile, vfs);
        var watch = Watch(host);
        watch.Read((_, _) => { }, CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var begun = host.Clock.Elapsed;
        Assert.Equal(vfs, watch.Read((_, _) => { }, CancellationToken.None).Count);
        return (long)(host.Clock.Elapsed - begun).TotalMicroseconds;
    }

    private static SimulatedHost Host(SimulationProfile profile = SimulationProfile.ConnectX7, int vfs = 8) =>
        new(new SimulationOptions { Profile = profile, NumVfs = [vfs, 0] });

    private static TrafficWatch Watch(SimulatedHost host, string? indexes = null) =>
        new(host.Seams, [new WatchedVfs(s_pf, indexes is null ? null : VfIndexSet.Parse(indexes))]);

    private static int Megabits(Bandwidth? rate) => (int)Math.Round(rate!.Value.Megabits);

    private IReadOnlyList<VfTrafficRate> Read(TrafficWatch watch, SimulatedHost host, double seconds)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(seconds));
        return Read(watch);
    }

    private IReadOnlyList<VfTrafficRate> Read(TrafficWatch watch) => watch.Read((target, refusal) => _refused.Add((target, refusal)), CancellationToken.None);

    /// <summary>The one refusal since the last look.</summary>
    private (string Target, string Message) Refused()
    {
        var (target, refusal) = Assert.Single(_refused);
        _refused.Clear();
        return (target, refusal.Message);
    }
}
