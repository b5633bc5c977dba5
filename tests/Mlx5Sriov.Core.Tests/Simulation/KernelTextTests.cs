using FsCheck.Xunit;

using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>The simulated kernel's ways to read numbers and patterns.</summary>
public sealed class KernelTextTests
{
    [Theory]
    [InlineData("42\n", 42)]
    [InlineData("+42", 42)]
    [InlineData("0x2a", 42)]
    [InlineData("0X2A\n", 42)]
    [InlineData("052", 42)]
    [InlineData("0", 0)]
    [InlineData("-42", -42)]
    [InlineData("09", null)]
    [InlineData("0x", null)]
    [InlineData("2147483648", null)]
    public void A_number_may_tell_its_base(string text, int? value)
    {
        Assert.Equal(value.HasValue, KernelNumber.TryParse(text, int.MinValue, int.MaxValue, out var number));
        Assert.Equal(value ?? 0, number);
    }

    [Theory]
    [InlineData("", Errno.EINVAL)]
    [InlineData("\n", Errno.EINVAL)]
    [InlineData("42\n\n", Errno.EINVAL)]
    [InlineData(" 42", Errno.EINVAL)]
    [InlineData("42 ", Errno.EINVAL)]
    [InlineData("0x2a", Errno.EINVAL)]
    [InlineData("-1", Errno.EINVAL)]
    [InlineData("4294967296", Errno.ERANGE)]
    [InlineData("99999999999999999999999999999999999999999999", Errno.ERANGE)]
    public void A_strict_number_is_the_whole_text(string text, Errno errno) =>
        Assert.Equal(errno, Assert.Throws<Refusal>(() => KernelNumber.Parse(text, uint.MinValue, uint.MaxValue)).Errno);

    [Property]
    public bool Every_32_bit_number_reads_back(uint number) => KernelNumber.Parse($"{number}\n", uint.MinValue, uint.MaxValue) == number;

    [Theory]
    [InlineData("12:34", 12, 34)]
    [InlineData(" 12: 34xyz", 12, 34)]
    public void A_scanner_takes_fields_and_leaves_the_rest(string text, ulong first, ulong second)
    {
        var scanner = new KernelScanner(text);

        Assert.True(scanner.TryDecimal(out var a) && scanner.TryLiteral(":") && scanner.TryDecimal(out var b) && (a, b) == (first, second));
    }

    [Theory]
    [InlineData("12;34")]
    [InlineData("12 :34")]
    [InlineData("-12:34")]
    [InlineData("12:")]
    public void A_scanner_stops_at_what_does_not_fit(string text)
    {
        var scanner = new KernelScanner(text);

        Assert.False(scanner.TryDecimal(out _) && scanner.TryLiteral(":") && scanner.TryDecimal(out _));
    }

    [Theory]
    [InlineData("0x1f", int.MaxValue, 0x1f)]
    [InlineData("1f", 2, 0x1f)]
    [InlineData("1ff", 2, 0x1f)]
    [InlineData("0x", int.MaxValue, 0)]
    public void A_hexadecimal_field_has_a_width(string text, int width, ulong value)
    {
        var scanner = new KernelScanner(text);

        Assert.True(scanner.TryHexadecimal(out var number, width));
        Assert.Equal(value, number);
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("*/sriov_numvfs", "/sys/x/sriov_numvfs", true)]
    [InlineData("*/sriov_numvfs", "/sys/x/sriov_numvfs2", false)]
    [InlineData("a*b*c", "a--b-b--c", true)]
    [InlineData("a*b*c", "a--b-b--", false)]
    [InlineData("eth?", "eth2", true)]
    [InlineData("eth?", "eth", false)]
    [InlineData("eth?", "eth22", false)]
    [InlineData("ETH2", "eth2", false)]
    [InlineData("", "x", false)]
    public void A_pattern_fits_the_whole_text(string pattern, string text, bool fits) => Assert.Equal(fits, Wildcard.Matches(pattern, text));

    [Property]
    public bool A_text_fits_itself_between_stars(FsCheck.NonNull<string> text)
    {
        var plain = text.Get.Replace("*", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal);
        return Wildcard.Matches(plain, plain) && Wildcard.Matches($"*{plain}*", $"before{plain}after");
    }
}
