using System.ComponentModel;

using Mlx5Sriov.Firmware;

namespace Mlx5Sriov.Core.Tests.Firmware;

/// <summary>Values as the tool and users write them.</summary>
public sealed class FirmwareValueTests
{
    [Theory]
    [InlineData("True(1)", "True", 1L, "True(1)")]
    [InlineData("true", "True", 1L, "True(1)")]
    [InlineData("FALSE", "False", 0L, "False(0)")]
    [InlineData("16", null, 16L, "16")]
    [InlineData("4294967295", null, 4294967295L, "4294967295")]
    [InlineData("PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0)", "PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED", 0L, "PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0)")]
    [InlineData("ETH", "ETH", null, "ETH")]
    [InlineData("Array[0..7]", "Array[0..7]", null, "Array[0..7]")]
    [InlineData("0x10", "0x10", null, "0x10")]
    [InlineData(" -5 ", "-5", null, "-5")]
    public void A_value_is_a_word_and_a_number(string text, string? word, long? number, string shown)
    {
        var value = FirmwareValue.Parse(text);
        Assert.Equal((word, number, shown), (value.Word, value.Number, $"{value}"));
        Assert.Equal(value, FirmwareValue.Parse($"{value}"));
    }

    [Theory]
    [InlineData("True(1)", "1", true)]
    [InlineData("1", "True", true)]
    [InlineData("ETH(2)", "eth", true)]
    [InlineData("ETH(2)", "2", true)]
    [InlineData("ETH(2)", "1", false)]
    [InlineData("ETH(2)", "IB", false)]
    [InlineData("2", "ETH", false)]
    public void A_word_and_its_number_are_one_value(string one, string other, bool isSame) =>
        Assert.Equal(isSame, FirmwareValue.Parse(one).Means(FirmwareValue.Parse(other)));

    [Theory]
    [InlineData("N/A")]
    [InlineData("-")]
    public void What_the_card_does_not_tell_is_null(string cell) => Assert.Null(FirmwareValue.Read(cell));

    [Fact]
    public void An_empty_text_is_no_value() => Assert.Throws<FormatException>(() => FirmwareValue.Parse(" "));

    [Theory]
    [InlineData(16, "16")]
    [InlineData(16L, "16")]
    [InlineData(true, "True(1)")]
    [InlineData("True(1)", "True(1)")]
    public void Scripts_compare_with_what_they_have(object given, string expected)
    {
        var converter = TypeDescriptor.GetConverter(typeof(FirmwareValue));
        Assert.True(converter.CanConvertFrom(given.GetType()));
        Assert.Equal(FirmwareValue.Parse(expected), converter.ConvertFrom(given));
    }
}
