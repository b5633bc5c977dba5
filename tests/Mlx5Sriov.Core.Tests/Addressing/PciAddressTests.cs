using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Addressing;

public class PciAddressTests
{
    [Theory]
    [InlineData("0000:05:00.2", 0, 5, 0, 2, "0000:05:00.2")]
    [InlineData("05:00.2", 0, 5, 0, 2, "0000:05:00.2")]
    [InlineData("0000:AF:1F.7", 0, 0xAF, 31, 7, "0000:af:1f.7")]
    [InlineData("ffff:ff:1f.7", 0xFFFF, 255, 31, 7, "ffff:ff:1f.7")]
    [InlineData("10000:01:00.0", 0x10000, 1, 0, 0, "10000:01:00.0")]
    [InlineData("7fffffff:01:00.0", int.MaxValue, 1, 0, 0, "7fffffff:01:00.0")]
    [InlineData("00000:01:00.0", 0, 1, 0, 0, "0000:01:00.0")]
    [InlineData(" 0000:05:00.2\n", 0, 5, 0, 2, "0000:05:00.2")]
    public void An_address_is_read_and_printed_as_the_kernel_does(string text, int domain, int bus, int device, int function, string printed)
    {
        var address = PciAddress.Parse(text);

        Assert.Equal((domain, bus, device, function), (address.Domain, address.Bus, address.Device, address.Function));
        Assert.Equal(printed, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("eth2")]
    [InlineData("05:00")]
    [InlineData("05.00.2")]
    [InlineData("5:0.2")]
    [InlineData("0000:5:00.2")]
    [InlineData("000:05:00.2")]
    [InlineData("0000:05:20.0")] // device 32
    [InlineData("0000:05:00.8")]
    [InlineData("0000:05:00.10")]
    [InlineData("0000:05:00.")]
    [InlineData("0000:05:00.2.1")]
    [InlineData("0000:05:00.2:1")]
    [InlineData("0000:100:00.0")]
    [InlineData("80000000:05:00.2")] // beyond int
    [InlineData("ffffffff:05:00.2")]
    [InlineData("100000000:05:00.2")]
    [InlineData("0x00:05:00.2")]
    [InlineData("-001:05:00.2")]
    [InlineData("+001:05:00.2")]
    [InlineData("0000: 5:00.2")]
    [InlineData("0000:05:00. ")]
    [InlineData("0000:05:0g.2")]
    [InlineData("0000:05:00.２")] // a full-width digit
    [InlineData("0000:05:٠٠.2")] // Arabic-Indic digits
    [InlineData("0000\0:05:00.2")]
    [InlineData("0000:5\0:00.2")]
    [InlineData("0000:05:00.\0")]
    [InlineData("pci/0000:05:00.2")]
    [InlineData("pci_0000_05_00_2")]
    public void What_is_no_address_is_refused_with_the_form_to_write(string text)
    {
        Assert.False(PciAddress.TryParse(text, out var address));
        Assert.Equal(default, address);
        var refusal = Assert.Throws<FormatException>(() => PciAddress.Parse(text));
        Assert.Equal($"'{text}' is not a PCI address: write DDDD:BB:DD.F in hexadecimal, such as 0000:05:00.2, or BB:DD.F for domain 0000.", refusal.Message);
    }

    [Fact]
    public void Null_is_no_address() => Assert.False(PciAddress.TryParse(null, out _));

    [Theory]
    [InlineData(-1, 0, 0, "Domain")]
    [InlineData(0, 32, 0, "Device")]
    [InlineData(0, 255, 0, "Device")]
    [InlineData(0, 0, 8, "Function")]
    public void A_part_out_of_range_is_refused(int domain, byte device, byte function, string part) =>
        Assert.Equal(part, Assert.Throws<ArgumentOutOfRangeException>(() => new PciAddress(domain, 5, device, function)).ParamName);

    [Fact]
    public void Addresses_sort_as_the_bus_does()
    {
        string[] sorted = ["0000:05:00.0", "0000:05:00.1", "0000:05:00.7", "0000:05:01.0", "0000:41:1f.7", "0000:42:00.0", "0001:00:00.0", "10000:00:00.0"];

        Assert.Equal(sorted, sorted.Reverse().Select(PciAddress.Parse).Order().Select(a => a.ToString()));
    }
}
