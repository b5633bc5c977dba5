using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Addressing;

public class MacAddressTests
{
    [Theory]
    [InlineData("00:11:22:33:44:55", "00:11:22:33:44:55")]
    [InlineData("AA:BB:CC:DD:EE:FF", "aa:bb:cc:dd:ee:ff")]
    [InlineData("00-11-22-33-44-55", "00:11:22:33:44:55")]
    [InlineData("0:1:2:3:4:5", "00:01:02:03:04:05")]
    [InlineData("0-1-2-3-4-5", "00:01:02:03:04:05")]
    [InlineData("00:00:00:00:00:00", "00:00:00:00:00:00")]
    [InlineData("ff:ff:ff:ff:ff:ff", "ff:ff:ff:ff:ff:ff")]
    [InlineData("\t00:11:22:33:44:55\n", "00:11:22:33:44:55")]
    public void An_address_is_read_in_either_form_and_printed_as_the_kernel_does(string text, string printed) =>
        Assert.Equal(printed, MacAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(":::::")]
    [InlineData("00:11:22:33:44")]
    [InlineData("00:11:22:33:44:55:66")]
    [InlineData("00:11:22:33:44:55:")]
    [InlineData("00:11:22:33:44:5g")]
    [InlineData("00:11:22:33:44:555")] // the driver would cut it to 8 bits
    [InlineData("00:11:22:33:44:")]
    [InlineData("00:11-22:33-44:55")]
    [InlineData("00--11-22-33-44-55")]
    [InlineData("001122334455")]
    [InlineData("0011.2233.4455")]
    [InlineData("00 11 22 33 44 55")]
    [InlineData("00:11:22: 3:44:55")]
    [InlineData("00:11:22:3 :44:55")]
    [InlineData("00:11:22:33:44:-5")]
    [InlineData("00:11:22:33:44:+5")]
    [InlineData("00:11:22:33:44:0x5")]
    [InlineData("00:11:22:33:44:٥٥")] // Arabic-Indic digits
    [InlineData("00:11:22:33:44:ａａ")] // full-width letters
    [InlineData("00:11:22:33:44:5\0")]
    [InlineData("00:11:22:33:44:\0")]
    [InlineData("Random")]
    public void What_is_no_address_is_refused_with_the_form_to_write(string text)
    {
        Assert.False(MacAddress.TryParse(text, out var address));
        Assert.Equal(default, address);
        var refusal = Assert.Throws<FormatException>(() => MacAddress.Parse(text));
        Assert.Equal($"'{text}' is not a MAC address: write six octets in hexadecimal, such as 00:11:22:33:44:55.", refusal.Message);
    }

    [Fact]
    public void Null_is_no_address() => Assert.False(MacAddress.TryParse(null, out _));

    [Theory]
    [InlineData("00:00:00:00:00:00", true, false, false)]
    [InlineData("00:11:22:33:44:55", false, false, false)]
    [InlineData("11:22:33:44:55:66", false, true, false)]
    [InlineData("01:00:5e:00:00:01", false, true, false)]
    [InlineData("02:00:00:00:00:01", false, false, true)]
    [InlineData("ff:ff:ff:ff:ff:ff", false, true, true)]
    [InlineData("00:ff:ff:ff:ff:ff", false, false, false)]
    public void The_group_and_local_bits_are_those_of_the_first_octet(string text, bool isZero, bool isMulticast, bool isLocal)
    {
        var address = MacAddress.Parse(text);

        Assert.Equal((isZero, isMulticast, isLocal), (address.IsZero, address.IsMulticast, address.IsLocal));
    }

    [Fact]
    public void The_first_octet_is_the_highest() => Assert.Equal(0x0011_2233_4455UL, MacAddress.Parse("00:11:22:33:44:55").Value);

    [Fact]
    public void A_number_of_more_than_48_bits_is_refused()
    {
        Assert.Equal("ff:ff:ff:ff:ff:ff", new MacAddress(0xFFFF_FFFF_FFFF).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => new MacAddress(0x1_0000_0000_0000));
    }
}
