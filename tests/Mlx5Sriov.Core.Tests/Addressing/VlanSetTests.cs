using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Addressing;

public class VlanSetTests
{
    [Theory]
    [InlineData("4-15,17", "4-15,17", 13)]
    [InlineData("17,4-15", "4-15,17", 13)]
    [InlineData("4-15, 17", "4-15,17", 13)]
    [InlineData(" 4 , 5 ,6 ", "4-6", 3)]
    [InlineData("4-15,16", "4-16", 13)] // ranges that touch become one
    [InlineData("16,4-15,17", "4-17", 14)]
    [InlineData("4-15,10-20", "4-20", 17)]
    [InlineData("4-20,10-15", "4-20", 17)] // one within another
    [InlineData("5,5,5", "5", 1)]
    [InlineData("0-4095", "0-4095", 4096)]
    [InlineData("4095,0", "0,4095", 2)]
    [InlineData("", "", 0)]
    [InlineData("  ", "", 0)]
    public void A_set_is_read_in_any_order_and_printed_in_its_shortest_form(string text, string printed, int ids)
    {
        var set = VlanSet.Parse(text);

        Assert.Equal(printed, set.ToString());
        Assert.Equal(ids, set.IdCount);
        Assert.Equal(ids == 0, set.IsEmpty);
    }

    [Theory]
    [InlineData(",", "''")]
    [InlineData("4,,5", "''")]
    [InlineData("4,5,", "''")]
    [InlineData(",4", "''")]
    [InlineData("4-15,x", "'x'")]
    [InlineData("4-15;17", "'4-15;17'")]
    [InlineData("4-15 17", "'4-15 17'")]
    [InlineData("4,4096", "'4096'")]
    [InlineData("4,-1", "'-1'")]
    [InlineData("4,9-6", "'9-6'")]
    [InlineData("17\0", "'17\0'")]
    public void A_part_that_is_no_range_is_named(string text, string part) =>
        Assert.StartsWith(part, Assert.Throws<FormatException>(() => VlanSet.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0-1035,...")]
    [InlineData("...")]
    [InlineData("4,5,... ")]
    public void A_list_that_was_cut_is_not_taken_for_the_whole(string text) =>
        Assert.Contains("only the beginning of a list", Assert.Throws<FormatException>(() => VlanSet.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_id_out_of_range_makes_no_set()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VlanSet([4, 4096]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VlanSet([-1]));
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => VlanSet.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => new VlanSet((IEnumerable<VlanRange>)null!));
        Assert.Throws<ArgumentNullException>(() => new VlanSet((IEnumerable<int>)null!));
        Assert.Throws<ArgumentNullException>(() => VlanSet.Empty.Union(null!));
        Assert.Throws<ArgumentNullException>(() => VlanSet.Empty.Except(null!));
        Assert.Throws<ArgumentNullException>(() => VlanSet.Empty.Contains(null!));
    }

    [Theory]
    [InlineData("4-15", "6-8", "4-5,9-15")]
    [InlineData("4-15", "4", "5-15")]
    [InlineData("4-15", "15", "4-14")]
    [InlineData("4-15", "0-4095", "")]
    [InlineData("4-15", "16-20", "4-15")]
    [InlineData("4-15", "0-5,8,14-30", "6-7,9-13")]
    [InlineData("0-4095", "1-4094", "0,4095")]
    [InlineData("0-4095", "0,4095", "1-4094")]
    [InlineData("", "4", "")]
    public void A_difference_splits_ranges_where_it_must(string set, string less, string rest) =>
        Assert.Equal(rest, VlanSet.Parse(set).Except(VlanSet.Parse(less)).ToString());

    [Fact]
    public void Sets_of_the_same_ids_are_equal_however_they_were_made()
    {
        var (one, other, third) = (VlanSet.Parse("4-6,9"), new VlanSet([9, 6, 5, 4, 5]), VlanSet.Parse("4-6"));

        Assert.Equal(one, other);
        Assert.True(one == other && !(one != other));
        Assert.True(one != third && !one.Equals(third) && !one.Equals((object)"4-6,9"));
        Assert.True(one != null && null != one && (VlanSet?)null == null);
        Assert.Equal(new VlanTrunk(one, true), new VlanTrunk(other, true));
    }

    [Fact]
    public void A_set_is_not_unrolled_by_a_pipeline() => Assert.IsNotAssignableFrom<System.Collections.IEnumerable>(VlanSet.Parse("4-15,17"));
}
