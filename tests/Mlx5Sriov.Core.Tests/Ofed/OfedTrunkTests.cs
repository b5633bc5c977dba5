using FsCheck.Xunit;

using Mlx5Sriov.Ofed;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Addressing;

namespace Mlx5Sriov.Tests.Ofed;

[Properties(Arbitrary = [typeof(Generators)])]
public class OfedTrunkTests
{
    private const string Source = "/sys/bus/pci/devices/0000:05:00.0/sriov/3/trunk";

    [Theory]
    [InlineData("", "", true)]
    [InlineData("Allowed 802.1Q VLANs: 4 5 6 17\n", "4-6,17", true)]
    [InlineData("Allowed 802.1Q VLANs: 0\n", "0", true)]
    [InlineData("Allowed 802.1Q VLANs: 4095\n", "4095", true)]
    [InlineData("Allowed 802.1Q VLANs: 4 5 6 17", "4-6", false)] // 17 may be a part of 170
    [InlineData("Allowed 802.1Q VLANs: 4 5 6 ", "4-6", false)] // the blank tells that 6 is whole
    [InlineData("Allowed 802.1Q VLANs: 4", "", false)]
    [InlineData("Allowed 802.1Q VLANs: ", "", false)]
    [InlineData("Allowed 802.1Q VLANs:", "", false)]
    [InlineData("Allowed 802.1Q VLANs:\n", "", true)]
    public void A_trunk_is_read_and_a_cut_list_known_as_such(string text, string vlans, bool isComplete) =>
        Assert.Equal(new VlanTrunk(VlanSet.Parse(vlans), isComplete), OfedTrunk.Parse(text, Source));

    [Fact]
    public void The_whole_of_0_to_4095_is_cut_where_a_4_KiB_page_ends()
    {
        var text = Written(VlanSet.Parse("0-4095"), 4096);

        Assert.EndsWith(" 1034 1035 103", text, StringComparison.Ordinal);
        Assert.Equal(4095, text.Length);
        Assert.Equal("0-1035,...", OfedTrunk.Parse(text, Source).ToString());
        Assert.Equal("0-4095", OfedTrunk.Parse(Written(VlanSet.Parse("0-4095"), 65536), Source).ToString());
    }

    [Property(MaxTest = 300)]
    public bool A_trunk_reads_back_whole_or_as_the_part_that_the_page_held(VlanSet vlans)
    {
        var text = Written(vlans, 4096);
        var trunk = OfedTrunk.Parse(text, Source);

        return trunk.IsComplete
            ? trunk.Vlans == vlans
            : text.Length == 4095 && vlans.Contains(trunk.Vlans) && trunk.Vlans.Ids.SequenceEqual(vlans.Ids.Take(trunk.Vlans.IdCount));
    }

    [Property]
    public bool A_text_that_is_cut_anywhere_names_no_vlan_that_the_trunk_lacks(VlanSet vlans, ushort length)
    {
        if (vlans.IsEmpty) return true;
        var text = Written(vlans, 65536);
        var cut = text[..(22 + (length % (text.Length - 21)))];
        var trunk = OfedTrunk.Parse(cut, Source);

        return vlans.Contains(trunk.Vlans) && trunk.IsComplete == (cut.Length == text.Length);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("junk\n")]
    [InlineData("Allowed 802.1Q VL")]
    [InlineData("Allowed 802.1Q VLANs 4 5\n")]
    [InlineData("Allowed 802.1Q VLANs:4 5\n")]
    [InlineData("Allowed 802.1Q VLANs: 4  5\n")]
    [InlineData("Allowed 802.1Q VLANs: 4 5 \n")]
    [InlineData("Allowed 802.1Q VLANs: 4-6\n")]
    [InlineData("Allowed 802.1Q VLANs: 4 4096\n")]
    [InlineData("Allowed 802.1Q VLANs: 4 -1\n")]
    [InlineData("Allowed 802.1Q VLANs: 4 4294967300\n")]
    [InlineData("Allowed 802.1Q VLANs: 4 5\0\n")]
    [InlineData("Allowed 802.1Q VLANs: 4 \0 5")]
    [InlineData("Allowed 802.1Q VLANs: 4\nAllowed 802.1Q VLANs: 5\n")]
    [InlineData("Allowed 802.1ad VLANs: 4\n")]
    [InlineData("usage: write <ON|OFF> to trust|untrust VF\n")]
    public void What_is_no_list_of_vlans_is_refused(string text)
    {
        var refusal = Assert.Throws<MalformedTextException>(() => OfedTrunk.Parse(text, Source));

        Assert.Equal((Source, text), (refusal.Origin, refusal.Text));
        Assert.EndsWith("which is not empty or 'Allowed 802.1Q VLANs:' and ids of 0-4095.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4-15", "add 4 15", "rem 4 15")]
    [InlineData("17", "add 17 17", "rem 17 17")]
    [InlineData("0-4095", "add 0 4095", "rem 0 4095")]
    public void A_range_is_written_as_three_words(string range, string add, string remove)
    {
        Assert.Equal(add, OfedTrunk.Add(VlanRange.Parse(range)));
        Assert.Equal(remove, OfedTrunk.Remove(VlanRange.Parse(range)));
    }

    /// <summary>As <c>trunk_show</c> writes it: piece by piece while the page has room, each piece cut at its end, a NUL kept behind the last.</summary>
    private static string Written(VlanSet vlans, int page)
    {
        if (vlans.IsEmpty) return "";
        var whole = $"Allowed 802.1Q VLANs:{string.Concat(vlans.Ids.Select(id => $" {id}"))}\n";
        return whole[..Math.Min(whole.Length, page - 1)];
    }
}
