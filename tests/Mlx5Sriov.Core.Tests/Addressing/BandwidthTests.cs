using System.Globalization;

using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Addressing;

public class BandwidthTests
{
    [Theory]
    [InlineData("10Gbit", 10_000_000_000, "10Gbit")]
    [InlineData("500Mbit", 500_000_000, "500Mbit")]
    [InlineData("500", 500_000_000, "500Mbit")]
    [InlineData("2.5Gbit", 2_500_000_000, "2500Mbit")]
    [InlineData("0.5Mbit", 500_000, "500kbit")]
    [InlineData("1500kbit", 1_500_000, "1500kbit")]
    [InlineData("1bit", 1, "1bit")]
    [InlineData("10GBIT", 10_000_000_000, "10Gbit")]
    [InlineData("10gbit", 10_000_000_000, "10Gbit")]
    [InlineData(" 10Gbit\n", 10_000_000_000, "10Gbit")]
    [InlineData("10 Gbit", 10_000_000_000, "10Gbit")]
    [InlineData("0", 0, "0")]
    [InlineData("0Gbit", 0, "0")]
    [InlineData("0.000Gbit", 0, "0")]
    [InlineData("000500", 500_000_000, "500Mbit")]
    [InlineData("999999", 999_999_000_000, "999999Mbit")]
    [InlineData("1000000Mbit", 1_000_000_000_000, "1000Gbit")] // with its unit it is meant
    [InlineData("1000bit", 1000, "1kbit")]
    [InlineData("0.000000001Gbit", 1, "1bit")]
    [InlineData("1.0000000000000000000000000000000000Gbit", 1_000_000_000, "1Gbit")]
    [InlineData("1.0bit", 1, "1bit")]
    [InlineData("9223372036854775807bit", long.MaxValue, "9223372036854775807bit")]
    [InlineData("9223372036.854775807Gbit", long.MaxValue, "9223372036854775807bit")]
    public void A_rate_is_read_to_the_bit_and_printed_in_its_largest_whole_unit(string text, long bits, string printed)
    {
        var rate = Bandwidth.Parse(text);

        Assert.Equal(bits, rate.BitsPerSecond);
        Assert.Equal(printed, rate.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Gbit")]
    [InlineData("bit")]
    [InlineData("fast")]
    [InlineData("-5")]
    [InlineData("-5Mbit")]
    [InlineData("+5")]
    [InlineData("+5Mbit")]
    [InlineData("2.5")] // a bare number is whole
    [InlineData("5.")]
    [InlineData("5.Gbit")]
    [InlineData(".5Gbit")]
    [InlineData(".Gbit")]
    [InlineData("1.2.3Gbit")]
    [InlineData("1,5Gbit")]
    [InlineData("1,000Mbit")]
    [InlineData("1_000Mbit")]
    [InlineData("1 000Mbit")]
    [InlineData("1e3")]
    [InlineData("1e3Mbit")]
    [InlineData("0x10")]
    [InlineData("0x10Mbit")]
    [InlineData("10G")]
    [InlineData("10Gb")]
    [InlineData("10Gbps")]
    [InlineData("10Gbit/s")]
    [InlineData("10 G bit")]
    [InlineData("10 kGbit")]
    [InlineData("1Tbit")]
    [InlineData("10Gbits")]
    [InlineData("10Gbıt")] // a dotless i
    [InlineData("∞")]
    [InlineData("NaN")]
    [InlineData("１０Gbit")] // full-width digits
    [InlineData("٥٠٠")] // Arabic-Indic digits
    [InlineData("500\0")]
    [InlineData("10\0Gbit")]
    [InlineData("10Gbit\0")]
    public void What_is_no_rate_is_refused_with_what_to_write(string text) => Assert.Equal(
        $"'{text}' is not a rate: write a number with Gbit, Mbit, kbit or bit, such as 10Gbit or 2.5Gbit, or a bare whole number of Mbit/s.",
        Assert.Throws<FormatException>(() => Bandwidth.Parse(text)).Message);

    [Theory]
    [InlineData("0.5bit")]
    [InlineData("1.0001kbit")]
    [InlineData("1.0000000001Gbit")]
    [InlineData("1.00000000000000000000000000000000001Gbit")] // more digits than a decimal holds
    public void A_part_of_a_bit_is_refused(string text) =>
        Assert.Equal($"'{text}' is not a whole number of bit/s.", Assert.Throws<FormatException>(() => Bandwidth.Parse(text)).Message);

    [Theory]
    [InlineData("9223372036854775808bit")]
    [InlineData("18446744073709551617bit")] // wraps to 1 in 64 bits
    [InlineData("9223372037Gbit")]
    [InlineData("9223372036.854775808Gbit")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999999999999999999999999999")]
    [InlineData("99999999999999999999999999999999999999999999999999Gbit")]
    public void A_rate_beyond_64_bits_is_refused(string text) => Assert.Equal(
        $"'{text}' is beyond any adapter: the highest rate that can be told is 9223372036854775807bit.",
        Assert.Throws<FormatException>(() => Bandwidth.Parse(text)).Message);

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(10_000_000_000)]
    [InlineData(10_737_418_240)] // what PowerShell makes of 10gb
    [InlineData(long.MaxValue)]
    public void A_bare_number_that_looks_like_bits_is_refused_with_a_hint(long number)
    {
        var hint = $"{number} Mbit/s is beyond any adapter: a bare number is Mbit/s; for bit/s write {number}bit.";

        Assert.Equal(hint, Assert.Throws<FormatException>(() => Bandwidth.Parse($"{number}")).Message);
        Assert.Equal(hint, Assert.Throws<FormatException>(() => (Bandwidth)number).Message);
        if (number <= int.MaxValue) Assert.Equal(hint, Assert.Throws<FormatException>(() => (Bandwidth)(int)number).Message);
    }

    [Fact]
    public void Numbers_convert_as_bare_megabits()
    {
        Assert.Equal("500Mbit", ((Bandwidth)500).ToString());
        Assert.Equal("999999Mbit", ((Bandwidth)999_999L).ToString());
        Assert.Equal(Bandwidth.Zero, (Bandwidth)0);
        Assert.Equal("-1 is not a rate: a rate is zero or more.", Assert.Throws<FormatException>(() => (Bandwidth)(-1)).Message);
        Assert.Equal("-9223372036854775808 is not a rate: a rate is zero or more.", Assert.Throws<FormatException>(() => (Bandwidth)long.MinValue).Message);
    }

    [Fact]
    public void The_units_of_the_drivers_are_checked_against_their_ends()
    {
        Assert.Equal(9_223_372_036_854_000_000, Bandwidth.FromMegabits(9_223_372_036_854).BitsPerSecond);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bandwidth.FromMegabits(9_223_372_036_855));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bandwidth.FromMegabits(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bandwidth.FromMegabits(long.MinValue));
        Assert.Equal(9_223_372_036_854_775_800, Bandwidth.FromBytes(1_152_921_504_606_846_975).BitsPerSecond);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bandwidth.FromBytes(1_152_921_504_606_846_976));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bandwidth.FromBytes(ulong.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bandwidth.FromBits(-1));
    }

    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("1bit", 0, 0.000001)]
    [InlineData("15bit", 1, 0.000015)] // a part of a byte is cut off
    [InlineData("10Gbit", 1_250_000_000, 10000)]
    [InlineData("2500kbit", 312_500, 2.5)]
    public void A_rate_tells_bytes_and_megabits(string text, ulong bytes, decimal megabits)
    {
        Assert.Equal(bytes, Bandwidth.Parse(text).BytesPerSecond);
        Assert.Equal(megabits, Bandwidth.Parse(text).Megabits);
    }

    [Fact]
    public void Only_whole_megabits_go_to_the_adapter()
    {
        Assert.Equal(2500, Bandwidth.Parse("2.5Gbit").WholeMegabits);
        Assert.False(Bandwidth.Parse("1500kbit").IsWholeMegabits);
        Assert.Equal(
            "1500kbit is not a whole number of Mbit/s, the unit in which the adapter limits rates.",
            Assert.Throws<InvalidOperationException>(() => Bandwidth.Parse("1500kbit").WholeMegabits).Message);
    }

    [Fact]
    public void The_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NumberGroupSeparator = ".";
        odd.NumberFormat.NegativeSign = "minus ";
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(2_500_000_000, Bandwidth.Parse("2.5Gbit").BitsPerSecond);
            Assert.Equal("2500Mbit", Bandwidth.Parse("2.5Gbit").ToString());
            Assert.Throws<FormatException>(() => Bandwidth.Parse("2,5Gbit"));
            Assert.Throws<FormatException>(() => Bandwidth.Parse("minus 5"));
            Assert.StartsWith("-1 is not", Assert.Throws<FormatException>(() => (Bandwidth)(-1)).Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>(() => Bandwidth.Parse(null!));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1bit")]
    [InlineData(999, "999bit")]
    [InlineData(1000, "1.00kbit")]
    [InlineData(71_998_704, "72.0Mbit")]
    [InlineData(104_499_999, "104Mbit")]
    [InlineData(999_499_999, "999Mbit")]
    [InlineData(999_500_000, "1.00Gbit")]
    [InlineData(9_421_874_232, "9.42Gbit")]
    [InlineData(200_000_000_000, "200Gbit")]
    [InlineData(1_234_567_890_123, "1230Gbit")]
    [InlineData(long.MaxValue, "9220000000Gbit")]
    public void A_short_text_has_three_digits(long bits, string text) => Assert.Equal(text, Bandwidth.FromBits(bits).ToShortString());
}
