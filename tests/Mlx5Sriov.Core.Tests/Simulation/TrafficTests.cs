using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>The traffic of simulated VFs: steady, and bound by link and limit.</summary>
public sealed class TrafficTests : SimulationTest
{
    private readonly SimulatedHost _host = NewHost(SimulationProfile.ConnectX7, 250, 0);

    [Fact]
    public void The_traffic_of_all_VFs_fits_their_port()
    {
        var before = Counters();
        Wait(10);
        var bits = Counters().Zip(before, (now, then) => (double)(now.RxBytes! - then.RxBytes!)).Sum() * 8 / 10;
        Assert.InRange(bits, 150e9, 200e9);
    }

    [Fact]
    public void Two_hosts_count_alike()
    {
        Wait(7);
        var other = NewHost(SimulationProfile.ConnectX7, 250, 0);
        other.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(Counters(), Link(other.Seams.IpLink).Select(v => v.Counters!));
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(1, 1)]
    [InlineData(10, 10)]
    [InlineData(24, 24)]
    [InlineData(1000, 24)]
    public void A_VF_sends_no_faster_than_its_limit(int limit, int megabits)
    {
        SetVf(0, new VfSetting.Rate(Bandwidth.Zero, Bandwidth.FromMegabits(limit)));
        Assert.Equal(megabits, Sent(seconds: 100), tolerance: 0.01);
    }

    [Fact]
    public void A_limit_counts_from_when_it_is_set_whichever_way()
    {
        _host.Seams.KernelFiles.Write(Vf(0, "max_tx_rate"), "10");
        Assert.Equal(10, Sent(seconds: 100), tolerance: 0.01);
        var before = Counters()[0].TxBytes!.Value;
        Wait(50);
        _host.Seams.KernelFiles.Write(Vf(0, "max_tx_rate"), "0");
        Wait(50);
        Assert.Equal(17, (Counters()[0].TxBytes!.Value - before) * 8 / 100e6, tolerance: 0.01);
    }

    [Theory]
    [InlineData(VfLinkState.Auto, OnOff.On, true)]
    [InlineData(VfLinkState.Auto, OnOff.Off, false)]
    [InlineData(VfLinkState.Enable, OnOff.Off, true)]
    [InlineData(VfLinkState.Disable, OnOff.On, false)]
    public void Traffic_flows_while_the_VF_has_a_link(VfLinkState state, OnOff port, bool flows)
    {
        SetVf(0, new VfSetting.LinkState(state));
        _host.SetLink("eth2", port);
        var before = Counters()[0];
        Wait(100);
        var now = Counters()[0];
        Assert.Equal(flows, now.RxPackets > before.RxPackets);
        Assert.Equal(flows, now.TxBytes > before.TxBytes);
        Assert.Equal(flows ? 0 : 1_000_000, (double)(now.RxDropped! - before.RxDropped!), tolerance: 20);
        Assert.Equal(before.TxDropped, now.TxDropped);
    }

    [Fact]
    public void One_VF_of_twenty_drops()
    {
        var before = Counters();
        Wait(100);
        var dropping = Counters().Zip(before).Select((pair, vf) => (vf, pair)).Where(c => c.pair.First.RxDropped > c.pair.Second.RxDropped).Select(c => c.vf);
        Assert.Equal(Enumerable.Range(0, 13).Select(n => 7 + (20 * n)).Where(vf => vf < 250), dropping);
    }

    [Fact]
    public void Counters_begin_at_zero_with_the_VF_and_can_be_set()
    {
        _host.Seams.KernelFiles.Write($"{Pf0}/sriov_numvfs", "0");
        _host.Seams.KernelFiles.Write($"{Pf0}/sriov_numvfs", "4");
        Assert.All(Counters(), c => Assert.Equal(0UL, c.RxBytes));
        _host.SetCounters(Vf0Address, ulong.MaxValue);
        Wait(1);
        Assert.InRange(Counters()[0].RxPackets!.Value, 9_900UL, 9_999UL);
        Assert.Throws<ArgumentException>(() => _host.SetCounters(Pf0Address, 0));
    }

    private static IReadOnlyList<VfLink> Link(IIpLink ipLink) => ipLink.FindWithStatistics("eth2")!.Vfs;

    private List<VfCounters> Counters() => [.. Link(_host.Seams.IpLink).Select(v => v.Counters!)];

    private double Sent(int seconds)
    {
        var before = Counters()[0].TxBytes!.Value;
        Wait(seconds);
        return (Counters()[0].TxBytes!.Value - before) * 8 / 1e6 / seconds;
    }

    private void SetVf(int vf, VfSetting setting) => _host.Seams.IpLink.SetVf(Link(_host), vf, setting);

    private void Wait(int seconds) => _host.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
