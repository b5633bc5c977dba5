using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel;

/// <summary>One VF's attributes, in the forms that drivers and kernels differ in.</summary>
public class VfInfoTests
{
    [Theory]
    [InlineData("81000000", VlanProtocol.Dot1Q)]
    [InlineData("88A80000", VlanProtocol.Dot1Ad)]
    [InlineData("00000000", VlanProtocol.Dot1Q)]
    public void The_tag_protocol_is_big_endian_and_802_1Q_where_the_driver_sets_none(string protocol, VlanProtocol expected)
    {
        var vf = Read(m =>
        {
            using (m.Open(IFLA_VF_VLAN_LIST)) m.Add(IFLA_VF_VLAN_INFO, Convert.FromHexString("02000000" + "64000000" + "03000000" + protocol));
        });
        Assert.Equal((100, 3, expected), (vf.VlanId, vf.Qos, vf.VlanProtocol));
    }

    [Fact]
    public void The_VLAN_list_wins_over_the_attribute_without_protocol_whatever_their_order()
    {
        var vf = Read(m =>
        {
            using (m.Open(IFLA_VF_VLAN_LIST)) m.Add(IFLA_VF_VLAN_INFO, Convert.FromHexString("02000000" + "07000000" + "01000000" + "88A80000"));
            m.Add(IFLA_VF_VLAN, Convert.FromHexString("02000000" + "07000000" + "01000000"));
        });
        Assert.Equal((7, 1, VlanProtocol.Dot1Ad), (vf.VlanId, vf.Qos, vf.VlanProtocol));
    }

    [Fact]
    public void A_kernel_before_VLAN_lists_tells_the_VLAN_alone()
    {
        var vf = Read(m => m.Add(IFLA_VF_VLAN, Convert.FromHexString("02000000" + "FF0F0000" + "07000000")));
        Assert.Equal((4095, 7, VlanProtocol.Dot1Q), (vf.VlanId, vf.Qos, vf.VlanProtocol));
    }

    [Fact]
    public void An_empty_VLAN_list_is_no_VLAN()
    {
        var vf = Read(m =>
        {
            using (m.Open(IFLA_VF_VLAN_LIST))
            {
            }
        });
        Assert.Equal((0, 0, VlanProtocol.Dot1Q), (vf.VlanId, vf.Qos, vf.VlanProtocol));
    }

    [Theory]
    [InlineData(0u, OnOff.Off)]
    [InlineData(1u, OnOff.On)]
    [InlineData(uint.MaxValue, null)]
    public void A_switch_of_minus_one_is_one_that_the_driver_does_not_tell(uint number, OnOff? expected)
    {
        var vf = Read(m => m.Add(IFLA_VF_SPOOFCHK, new VfNumber(2, number)).Add(IFLA_VF_TRUST, new VfNumber(2, number)));
        Assert.Equal((expected, expected), (vf.SpoofCheck, vf.Trust));
    }

    [Theory]
    [InlineData(0u, VfLinkState.Auto)]
    [InlineData(1u, VfLinkState.Enable)]
    [InlineData(2u, VfLinkState.Disable)]
    [InlineData(3u, null)]
    [InlineData(uint.MaxValue, null)]
    public void A_link_state_that_is_not_known_is_null(uint number, VfLinkState? expected) =>
        Assert.Equal(expected, Read(m => m.Add(IFLA_VF_LINK_STATE, new VfNumber(2, number))).LinkState);

    [Fact]
    public void What_is_not_told_is_null()
    {
        Assert.Equal(new VfLink { Index = 2, Mac = MacAddress.Parse("02:00:00:00:00:01") }, Read(_ => { }));
    }

    [Fact]
    public void The_greatest_rates_and_counters_are_told_unchanged()
    {
        var vf = Read(m =>
        {
            m.Add(IFLA_VF_RATE, Convert.FromHexString("02000000" + "01000000" + "FFFFFFFF"));
            using (m.Open(IFLA_VF_STATS)) m.Add(IFLA_VF_STATS_RX_PACKETS, ulong.MaxValue).Add(IFLA_VF_STATS_TX_BYTES, 1UL << 63);
        });
        Assert.Equal((1L, uint.MaxValue), (vf.MinTxRate!.Value.WholeMegabits, vf.MaxTxRate!.Value.WholeMegabits));
        Assert.Equal(new VfCounters { RxPackets = ulong.MaxValue, TxBytes = 1UL << 63 }, vf.Counters);
    }

    [Fact]
    public void An_entry_without_a_MAC_tells_no_index_and_is_malformed() =>
        Assert.Throws<MalformedMessageException>(() => VfInfo.Read(Attributes(new MessageWriter(0, 0).Add(IFLA_VF_TRUST, new VfNumber(2, 1))), hasMac: true));

    private static VfLink Read(Action<MessageWriter> fill)
    {
        var message = new MessageWriter(0, 0);
        VfMac.Write(message, 2, MacAddress.Parse("02:00:00:00:00:01"));
        fill(message);
        return VfInfo.Read(Attributes(message), hasMac: true);
    }

    private static AttributeReader Attributes(MessageWriter message) => new(message.Finish(0).ToArray().Message().Payload);
}
