using Mlx5Sriov.Ofed;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Ofed;

public class OfedWordsTests
{
    [Theory]
    [InlineData(100, 3, VlanProtocol.Dot1Q, "100:3")]
    [InlineData(100, 0, VlanProtocol.Dot1Q, "100:0")]
    [InlineData(0, 0, VlanProtocol.Dot1Q, "0:0")]
    [InlineData(0, 5, VlanProtocol.Dot1Q, "0:5")]
    [InlineData(4095, 7, VlanProtocol.Dot1Ad, "4095:7:802.1ad")]
    public void A_vlan_is_written_with_its_priority_and_a_protocol_that_is_not_the_default(int id, int qos, VlanProtocol protocol, string text) =>
        Assert.Equal(text, OfedWords.Vlan(id, qos, protocol));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(4096, 0)]
    [InlineData(65546, 0)] // the driver would take it for 10
    [InlineData(1, -1)]
    [InlineData(1, 8)]
    [InlineData(1, 256)] // the driver would take it for 0
    public void A_vlan_that_the_driver_would_refuse_or_wrap_is_not_written(int id, int qos) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OfedWords.Vlan(id, qos, VlanProtocol.Dot1Q));

    [Fact]
    public void Words_have_the_drivers_case()
    {
        Assert.Equal("ON", OfedWords.Switch(OnOff.On));
        Assert.Equal("OFF", OfedWords.Switch(OnOff.Off));
        Assert.Equal("Follow", OfedWords.LinkState(VfLinkState.Auto));
        Assert.Equal("Up", OfedWords.LinkState(VfLinkState.Enable));
        Assert.Equal("Down", OfedWords.LinkState(VfLinkState.Disable));
    }

    [Fact]
    public void A_value_without_a_word_is_not_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OfedWords.Switch((OnOff)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => OfedWords.LinkState((VfLinkState)3));
        Assert.Throws<ArgumentOutOfRangeException>(() => OfedWords.Vlan(1, 0, (VlanProtocol)0x9100));
    }

    [Fact]
    public void Addresses_are_written_padded()
    {
        Assert.Equal("00:11:22:33:44:05", OfedWords.Mac(MacAddress.Parse("0:11:22:33:44:5")));
        Assert.Equal("00:11:22:33:44:55:01:00", OfedWords.Guid(InfinibandGuid.Parse("00:11:22:33:44:55:1:0")));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("500", "500")]
    [InlineData("2.5Gbit", "2500")]
    [InlineData("4294967295Mbit", "4294967295")]
    public void A_rate_is_written_in_whole_megabits(string rate, string text) => Assert.Equal(text, OfedWords.Rate(Bandwidth.Parse(rate)));

    [Fact]
    public void A_rate_that_the_driver_would_round_or_wrap_is_not_written()
    {
        Assert.Throws<InvalidOperationException>(() => OfedWords.Rate(Bandwidth.Parse("1500kbit")));
        Assert.Throws<ArgumentOutOfRangeException>(() => OfedWords.Rate(Bandwidth.Parse("4294967296Mbit")));
    }

    [Fact]
    public void A_group_is_one_of_0_to_255()
    {
        Assert.Equal("0", OfedWords.Group(OfedGroupConfig.None));
        Assert.Equal("255", OfedWords.Group(255));
        Assert.Throws<ArgumentOutOfRangeException>(() => OfedWords.Group(OfedGroupConfig.DevlinkNode));
        Assert.Throws<ArgumentOutOfRangeException>(() => OfedWords.Group(-1));
    }

    [Theory]
    [InlineData("usage: write <LLADDR|Random> to set VF Mac Address\n")]
    [InlineData("usage: write <Vlan:Qos[:Proto]> to set VF Vlan, Qos, and optionally Vlan Protocol (default 802.1Q)\n")]
    [InlineData("usage: write <ON|OFF> to enable|disable VF SpoofCheck\n")]
    [InlineData("usage: write <ON|OFF> to trust|untrust VF\n")]
    [InlineData("usage: write <Up|Down|Follow> to set VF State\n")]
    [InlineData("usage: write <Rate (Mbit/s)> to set VF max rate\n")]
    [InlineData("usage: write <Rate (Mbit/s)> to set VF min rate\n")]
    [InlineData("usage: write <Group 0-255> to set VF vport group\n")]
    [InlineData("usage: write <Rate (Mbit/s)> to set VF group max rate\n")]
    [InlineData("usage: write <Rate (Mbit/s)> to set VF group min rate\n")]
    public void A_setter_file_reads_back_its_usage(string text) => Assert.True(OfedWords.IsUsageText(text));

    [Theory]
    [InlineData("")]
    [InlineData("Up\n")]
    [InlineData("ON\n")]
    [InlineData("4294967295\n")]
    [InlineData("Usage: write\n")]
    [InlineData("Allowed 802.1Q VLANs: 4\n")]
    public void A_value_is_no_usage(string text) => Assert.False(OfedWords.IsUsageText(text));
}
