namespace Mlx5Sriov.Tests.Model;

public class VlanTrunkTests
{
    [Theory]
    [InlineData("4-15,17", true, "4-15,17")]
    [InlineData("0-1035", false, "0-1035,...")]
    [InlineData("", true, "")]
    [InlineData("", false, "...")]
    public void A_trunk_prints_its_vlans_and_marks_a_cut_list(string vlans, bool isComplete, string printed) =>
        Assert.Equal(printed, new VlanTrunk(VlanSet.Parse(vlans), isComplete).ToString());
}
