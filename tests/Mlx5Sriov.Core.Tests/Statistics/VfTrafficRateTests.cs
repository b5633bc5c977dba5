using FsCheck.Xunit;

using Mlx5Sriov.Counters;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Core.Tests.Statistics;

/// <summary>Rates from two readings.</summary>
public class VfTrafficRateTests
{
    private static readonly VfCounters s_before = new()
    {
        RxPackets = 1000,
        RxBytes = 1_000_000,
        RxBroadcast = 10,
        RxMulticast = 20,
        RxDropped = 30,
        TxPackets = 2000,
        TxBytes = 2_000_000,
        TxBroadcast = 40,
        TxMulticast = 50,
        TxDropped = 60,
    };

    [Fact]
    public void Each_rate_is_its_counters_difference_over_the_measured_time()
    {
        var rate = Between(s_before, new VfCounters
        {
            RxPackets = 1500,
            RxBytes = 1_500_000,
            RxBroadcast = 11,
            RxMulticast = 22,
            RxDropped = 33,
            TxPackets = 2250,
            TxBytes = 2_250_000,
            TxBroadcast = 44,
            TxMulticast = 55,
            TxDropped = 66,
        });

        Assert.Equal(("8Mbit", "4Mbit"), ($"{rate.RxRate}", $"{rate.TxRate}"));
        Assert.Equal((1000, 2, 4, 6), (rate.RxPacketsPerSecond, rate.RxBroadcastPerSecond, rate.RxMulticastPerSecond, rate.RxDroppedPerSecond));
        Assert.Equal((500, 8, 10, 12), (rate.TxPacketsPerSecond, rate.TxBroadcastPerSecond, rate.TxMulticastPerSecond, rate.TxDroppedPerSecond));
        Assert.Equal(TimeSpan.FromSeconds(0.5), rate.Interval);
        Assert.False(rate.IsReset);
        Assert.Equal("eth2 vf 3", $"{rate}");
    }

    [Property]
    public bool A_rate_of_bits_is_exact(uint bytes, ulong start, ushort milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds + 1);
        var rate = VfTrafficRate.Between(
            At(new VfCounters { RxBytes = start }, TimeSpan.Zero), At(new VfCounters { RxBytes = unchecked(start + (bytes / 1000)) }, time), portSpeed: null);
        return rate.RxRate!.Value.BitsPerSecond == (long)Math.Round(bytes / 1000 * 8000m / (milliseconds + 1));
    }

    [Fact]
    public void A_counter_that_the_source_does_not_tell_has_no_rate()
    {
        var rate = Between(s_before with { TxBroadcast = null, RxDropped = null }, s_before with { TxMulticast = null });
        Assert.Null(rate.TxBroadcastPerSecond);
        Assert.Null(rate.RxDroppedPerSecond);
        Assert.Null(rate.TxMulticastPerSecond);
        Assert.Equal(0, rate.RxPacketsPerSecond);
        Assert.False(rate.IsReset);
    }

    public static TheoryData<VfCounters> SetBack =>
    [
        s_before with { RxPackets = 0 }, s_before with { RxBytes = 999_999 }, s_before with { RxBroadcast = 9 }, s_before with { RxMulticast = 0 },
        s_before with { TxPackets = 1 }, s_before with { TxBytes = 5 }, s_before with { TxBroadcast = 0 }, s_before with { TxMulticast = 49 },
    ];

    [Theory]
    [MemberData(nameof(SetBack))]
    public void Where_one_counter_of_traffic_was_set_back_no_rate_is_told(VfCounters after)
    {
        var rate = Between(s_before, after);
        Assert.True(rate.IsReset);
        Assert.All(Rates(rate), Assert.Null);
    }

    [Fact]
    public void A_leap_that_no_adapter_makes_is_a_reset_too()
    {
        // So it reads where the kernel could not ask the firmware for one sample, and told zeros.
        Assert.True(Between(s_before, new VfCounters { RxBytes = 0 }).IsReset);
        Assert.True(Between(new VfCounters { RxBytes = 0 }, new VfCounters { RxBytes = 1_000_000_000_000 }).IsReset);
        Assert.False(Between(new VfCounters { RxBytes = 0 }, new VfCounters { RxBytes = 25_000_000_000 }).IsReset);
    }

    [Fact]
    public void A_counter_of_drops_that_begins_anew_leaves_the_others_their_rates()
    {
        var rate = Between(s_before, s_before with { RxBytes = 1_500_000, TxDropped = 0 });
        Assert.Null(rate.TxDroppedPerSecond);
        Assert.Equal(0, rate.RxDroppedPerSecond);
        Assert.Equal("8Mbit", $"{rate.RxRate}");
        Assert.False(rate.IsReset);
    }

    [Fact]
    public void A_wrap_is_no_reset()
    {
        var rate = Between(
            s_before with { RxBytes = ulong.MaxValue - 249_999, RxPackets = ulong.MaxValue, TxDropped = ulong.MaxValue },
            s_before with { RxBytes = 250_000, RxPackets = 499, TxDropped = 4 });
        Assert.Equal(("8Mbit", 1000, 10), ($"{rate.RxRate}", rate.RxPacketsPerSecond, rate.TxDroppedPerSecond));
        Assert.False(rate.IsReset);
    }

    [Fact]
    public void A_first_reading_has_no_rates()
    {
        var rate = VfTrafficRate.First(At(s_before, TimeSpan.FromSeconds(9)));
        Assert.True(rate.IsReset);
        Assert.Equal(TimeSpan.Zero, rate.Interval);
        Assert.All(Rates(rate), Assert.Null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Two_readings_have_time_between_them(int seconds) => Assert.Throws<ArgumentOutOfRangeException>(
        () => VfTrafficRate.Between(At(s_before, TimeSpan.Zero), At(s_before, TimeSpan.FromSeconds(seconds)), portSpeed: null));

    private static IEnumerable<object?> Rates(VfTrafficRate r) =>
    [
        r.RxRate, r.RxPacketsPerSecond, r.RxBroadcastPerSecond, r.RxMulticastPerSecond, r.RxDroppedPerSecond,
        r.TxRate, r.TxPacketsPerSecond, r.TxBroadcastPerSecond, r.TxMulticastPerSecond, r.TxDroppedPerSecond,
    ];

    private static VfTrafficRate Between(VfCounters before, VfCounters after) =>
        VfTrafficRate.Between(At(before, TimeSpan.FromSeconds(10)), At(after, TimeSpan.FromSeconds(10.5)), Bandwidth.Parse("200Gbit"));

    private static VfStatistic At(VfCounters counters, TimeSpan moment) => new(
        new VirtualFunction { Pf = "eth2", PfPciAddress = PciAddress.Parse("05:00.0"), Index = 3 },
        counters,
        VfStatisticSource.Ofed,
        DateTimeOffset.UnixEpoch,
        moment);
}
