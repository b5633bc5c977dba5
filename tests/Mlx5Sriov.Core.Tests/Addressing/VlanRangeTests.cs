using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Addressing;

public class VlanRangeTests
{
    [Theory]
    [InlineData("17", 17, 17, 1, "17")]
    [InlineData("4-15", 4, 15, 12, "4-15")]
    [InlineData("0", 0, 0, 1, "0")]
    [InlineData("0-4095", 0, 4095, 4096, "0-4095")]
    [InlineData("5-5", 5, 5, 1, "5")]
    [InlineData("007-0010", 7, 10, 4, "7-10")]
    [InlineData(" 4-15 ", 4, 15, 12, "4-15")]
    public void A_range_is_read_and_printed(string text, int first, int last, int count, string printed)
    {
        var range = VlanRange.Parse(text);

        Assert.Equal((first, last, count), (range.First, range.Last, range.Count));
        Assert.Equal(printed, range.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData("4-")]
    [InlineData("-4")]
    [InlineData("4--15")]
    [InlineData("4-15-17")]
    [InlineData("4 - 15")]
    [InlineData("1 7")]
    [InlineData("4096")]
    [InlineData("0-4096")]
    [InlineData("4294967297")] // wraps to 1 in 32 bits
    [InlineData("65546")] // the driver would read it as 10
    [InlineData("99999999999999999999")]
    [InlineData("+4")]
    [InlineData("0x10")]
    [InlineData("1e3")]
    [InlineData("4.0")]
    [InlineData("1,000")]
    [InlineData("4..15")]
    [InlineData("4:15")]
    [InlineData("4–15")] // an en dash
    [InlineData("４")] // a full-width digit
    [InlineData("٤")] // an Arabic-Indic digit
    [InlineData("4\0")]
    [InlineData("4\0-15")]
    [InlineData("all")]
    public void What_is_no_range_is_refused_with_what_to_write(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => VlanRange.Parse(text));

        Assert.Equal($"'{text}' is not a VLAN id or range: write ids of 0-4095, such as 17 or 4-15.", refusal.Message);
    }

    [Fact]
    public void A_range_that_runs_backwards_is_refused_with_the_range_the_right_way_round() =>
        Assert.Equal("'15-4' runs backwards: write 4-15.", Assert.Throws<FormatException>(() => VlanRange.Parse("15-4")).Message);

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>(() => VlanRange.Parse(null!));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(0, 4096)]
    [InlineData(4096, 4096)]
    [InlineData(5, 4)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void A_range_cannot_be_made_of_ids_that_no_trunk_can_name(int first, int last) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VlanRange(first, last));
}
