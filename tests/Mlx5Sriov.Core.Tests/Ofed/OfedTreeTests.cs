using Mlx5Sriov.Ofed;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Ofed;

public class OfedTreeTests
{
    [Fact]
    public void Folders_are_found_by_the_pci_address()
    {
        var pf = PciAddress.Parse("05:00.0");

        Assert.Equal("/sys/bus/pci/devices/0000:05:00.0/sriov", OfedTree.Root(pf));
        Assert.Equal("/sys/bus/pci/devices/0000:05:00.0/sriov/12", OfedTree.Vf(pf, 12));
        Assert.Equal("/sys/bus/pci/devices/0000:05:00.0/sriov/groups", OfedTree.Groups(pf));
    }

    [Theory]
    [InlineData("10 9 groups 0 1", "0,1,9,10")] // VFs beside the groups' folder
    [InlineData("groups", "")] // no VFs enabled
    [InlineData("", "")] // no sriov folder: the kernel's own driver; or no groups folder: the firmware has no such scheduling
    [InlineData("12 7", "7,12")] // no group 0, as on a fresh host and always since 25.07
    [InlineData("0 7", "0,7")]
    [InlineData("1x x1 -1 +1 0x1 1\0 99999999999", "")]
    public void Numbers_among_the_names_are_the_vfs_or_groups(string names, string numbers) =>
        Assert.Equal(numbers, string.Join(',', OfedTree.Numbers(names.Split(' '))));

    [Theory]
    [InlineData("node mac vlan link_state spoofcheck trust max_tx_rate min_tx_rate config trunk stats group", true)]
    [InlineData("node port policy", false)]
    [InlineData("", false)]
    public void An_infiniband_vf_has_no_settings_to_read(string names, bool isEthernet) => Assert.Equal(isEthernet, OfedTree.IsEthernetVf(names.Split(' ')));
}
