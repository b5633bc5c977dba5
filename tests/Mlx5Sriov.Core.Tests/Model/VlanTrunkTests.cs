using System.ComponentModel;

namespace Mlx5Sriov.Tests.Model;

public class VlanTrunkTests
{
    [Theory]
    [InlineData("4-15,17", true, "4-15,17")]
    [InlineData("0-1035", false, "0-1035,...")]
    [InlineData("", true, "")]
    [InlineData("", false, "...")]
    public void A_trunk_prints_its_vlans_marks_a_cut_list_and_reads_back(string vlans, bool isComplete, string printed)
    {
        var trunk = new VlanTrunk(VlanSet.Parse(vlans), isComplete);

        Assert.Equal(printed, trunk.ToString());
        Assert.Equal(trunk, VlanTrunk.Parse(printed));
        Assert.Equal(trunk, TypeDescriptor.GetConverter(typeof(VlanTrunk)).ConvertFrom(printed));
    }

    [Theory]
    [InlineData("4-15;17")]
    [InlineData("4096,...")]
    [InlineData("4,....")]
    public void What_is_no_list_is_no_trunk(string text) => Assert.Throws<FormatException>(() => VlanTrunk.Parse(text));
}
