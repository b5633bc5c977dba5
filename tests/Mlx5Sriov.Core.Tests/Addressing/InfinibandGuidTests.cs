using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Addressing;

public class InfinibandGuidTests
{
    [Theory]
    [InlineData("00:11:22:33:44:55:1:0", "00:11:22:33:44:55:01:00")] // as the vendor's guide writes one
    [InlineData("00:11:22:33:44:55:01:00", "00:11:22:33:44:55:01:00")]
    [InlineData("E4:1D:2D:03:00:F2:A4:88", "e4:1d:2d:03:00:f2:a4:88")]
    [InlineData("0:0:0:0:0:0:0:0", "00:00:00:00:00:00:00:00")]
    [InlineData("ff:ff:ff:ff:ff:ff:ff:ff", "ff:ff:ff:ff:ff:ff:ff:ff")]
    [InlineData(" 00:11:22:33:44:55:66:77\n", "00:11:22:33:44:55:66:77")]
    public void A_guid_is_read_with_or_without_leading_zeros_and_printed_padded(string text, string printed) =>
        Assert.Equal(printed, InfinibandGuid.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("00:11:22:33:44:55")]
    [InlineData("00:11:22:33:44:55:66")]
    [InlineData("00:11:22:33:44:55:66:77:88")]
    [InlineData("00:11:22:33:44:55:66:")]
    [InlineData("00:11:22:33:44:55:66:777")]
    [InlineData("00-11-22-33-44-55-66-77")]
    [InlineData("0011:2233:4455:6677")]
    [InlineData("0x0011223344556677")]
    [InlineData("00:11:22:33:44:55:66: 7")]
    [InlineData("00:11:22:33:44:55:66:-7")]
    [InlineData("00:11:22:33:44:55:66:7\0")]
    [InlineData("00:11:22:33:44:55:66:７７")] // full-width digits
    public void What_is_no_guid_is_refused_with_the_form_to_write(string text)
    {
        Assert.False(InfinibandGuid.TryParse(text, out _));
        var refusal = Assert.Throws<FormatException>(() => InfinibandGuid.Parse(text));
        Assert.Equal($"'{text}' is not an InfiniBand GUID: write eight octets in hexadecimal, such as 00:11:22:33:44:55:01:00.", refusal.Message);
    }

    [Fact]
    public void Null_is_no_guid() => Assert.False(InfinibandGuid.TryParse(null, out _));

    [Fact]
    public void The_first_octet_is_the_highest()
    {
        Assert.Equal(0x0011_2233_4455_0100UL, InfinibandGuid.Parse("00:11:22:33:44:55:1:0").Value);
        Assert.True(InfinibandGuid.Parse("0:0:0:0:0:0:0:0").IsZero);
        Assert.False(InfinibandGuid.Parse("0:0:0:0:0:0:0:1").IsZero);
    }
}
