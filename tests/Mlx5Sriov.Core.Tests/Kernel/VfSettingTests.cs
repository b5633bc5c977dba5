using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Tests.Kernel;

public class VfSettingTests
{
    /// <summary>Settings beside the words that <c>ip link set dev D vf N</c> takes for them (ip/iplink.c of iproute2).</summary>
    public static TheoryData<VfSetting, string> Settings => new()
    {
        { new VfSetting.Mac(MacAddress.Parse("0:11:22:33:44:5")), "mac 00:11:22:33:44:05" },
        { new VfSetting.Mac(MacAddress.Zero), "mac 00:00:00:00:00:00" },
        { new VfSetting.Vlan(100), "vlan 100" },
        { new VfSetting.Vlan(100, 3), "vlan 100 qos 3" },
        { new VfSetting.Vlan(100, 3, VlanProtocol.Dot1Ad), "vlan 100 qos 3 proto 802.1ad" },
        { new VfSetting.Vlan(100, 0, VlanProtocol.Dot1Ad), "vlan 100 proto 802.1ad" },
        { new VfSetting.Vlan(0), "vlan 0" },
        { new VfSetting.Vlan(0, 5), "vlan 0 qos 5" },
        { new VfSetting.Rate(Bandwidth.Parse("1Gbit"), Bandwidth.Parse("2.5Gbit")), "max_tx_rate 2500 min_tx_rate 1000" },
        { new VfSetting.Rate(Bandwidth.Zero, Bandwidth.Zero), "max_tx_rate 0 min_tx_rate 0" },
        { new VfSetting.SpoofCheck(OnOff.On), "spoofchk on" },
        { new VfSetting.SpoofCheck(OnOff.Off), "spoofchk off" },
        { new VfSetting.Trust(OnOff.On), "trust on" },
        { new VfSetting.Trust(OnOff.Off), "trust off" },
        { new VfSetting.LinkState(VfLinkState.Auto), "state auto" },
        { new VfSetting.LinkState(VfLinkState.Enable), "state enable" },
        { new VfSetting.LinkState(VfLinkState.Disable), "state disable" },
        { new VfSetting.NodeGuid(InfinibandGuid.Parse("00:11:22:33:44:55:1:0")), "node_guid 00:11:22:33:44:55:01:00" },
        { new VfSetting.PortGuid(InfinibandGuid.Parse("00:11:22:33:44:55:2:0")), "port_guid 00:11:22:33:44:55:02:00" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_reads_as_the_ip_command_takes_it(VfSetting setting, string words) => Assert.Equal(words, setting.ToString());
}
