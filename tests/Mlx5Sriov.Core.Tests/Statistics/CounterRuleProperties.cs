using FsCheck.Xunit;

using Mlx5Sriov.Counters;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Core.Tests.Statistics;

/// <summary>When a 64-bit counter went on, past its wrap or not, and when it did not.</summary>
public class CounterRuleProperties
{
    [Property]
    public bool What_was_counted_is_found_again_past_a_wrap_too(ulong before, ulong counted, ulong slack)
    {
        counted /= 2;
        var most = counted + (slack / 4);
        return CounterRule.Counted(before, unchecked(before + counted), most) == counted;
    }

    [Property]
    public bool A_wrap_close_to_the_end_counts_on(uint toEnd, uint beyond) =>
        CounterRule.Counted(ulong.MaxValue - toEnd, beyond, (ulong)toEnd + beyond + 1) == (ulong)toEnd + beyond + 1;

    [Property]
    public bool More_than_can_have_been_counted_was_not_counted(ulong before, ulong counted, uint less)
    {
        counted = Math.Max(counted, (ulong)less + 1);
        return CounterRule.Counted(before, unchecked(before + counted), counted - less - 1) is null;
    }

    [Property]
    public bool A_counter_that_went_back_by_less_than_half_its_range_was_set_back(ulong before, ulong back, ulong most)
    {
        back = 1 + (back / 4);
        return CounterRule.Counted(before, unchecked(before - back), most) is null;
    }

    [Theory]
    [InlineData(1_000_000_000UL, 5UL, null)]
    [InlineData(1_000_000_000UL, 0UL, null)]
    [InlineData(0UL, 0UL, 0UL)]
    [InlineData(ulong.MaxValue, 0UL, 1UL)]
    [InlineData(ulong.MaxValue - 99, 900UL, 1000UL)]
    [InlineData(ulong.MaxValue - 99, 901UL, null)]
    [InlineData(5UL, 1005UL, 1000UL)]
    [InlineData(5UL, 1006UL, null)]
    public void A_thousand_at_most(ulong before, ulong after, ulong? counted) => Assert.Equal(counted, CounterRule.Counted(before, after, most: 1000));

    [Property]
    public bool A_ceiling_is_what_the_port_can_carry_and_never_less_than_the_slot(uint milliseconds, uint megabits)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        var speed = Bandwidth.FromMegabits(megabits);
        var ceiling = TrafficCeiling.In(time, speed);
        var carried = speed.BitsPerSecond / 8 * time.TotalSeconds;
        return ceiling.Bytes >= carried * 1.99
            && ceiling.Bytes >= TrafficCeiling.In(time, portSpeed: null).Bytes
            && ceiling.Packets == ceiling.Bytes / 30;
    }

    [Theory]
    [InlineData(1, 125_000_000_000UL)]
    [InlineData(0.1, 12_500_000_000UL)]
    public void A_port_of_unknown_speed_is_bounded_by_its_slot(double seconds, ulong bytes) =>
        Assert.Equal(bytes, TrafficCeiling.In(TimeSpan.FromSeconds(seconds), portSpeed: null).Bytes);

    [Fact]
    public void A_ceiling_is_never_more_than_half_the_range_of_a_counter() =>
        Assert.Equal(1UL << 63, TrafficCeiling.In(TimeSpan.MaxValue, Bandwidth.FromMegabits(800_000)).Bytes);
}
