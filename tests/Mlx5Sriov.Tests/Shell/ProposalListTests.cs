using System.Globalization;
using Mlx5Sriov.Shell.Editing;

namespace Mlx5Sriov.Tests.Shell;

public sealed class ProposalListTests
{
    [Theory]
    [InlineData(80, "a   bb  cc  d\r\n")]
    [InlineData(8, "a   cc\r\nbb  d\r\n")]
    [InlineData(3, "a\r\nbb\r\ncc\r\nd\r\n")]
    public void Proposals_stand_in_as_many_columns_as_fit(int width, string expected) =>
        Assert.Equal(expected, ProposalList.Format([.. new[] { "a", "bb", "cc", "d" }.Select(label => new Proposal(label, label))], width));

    [Fact]
    public void A_long_list_is_cut_and_says_by_how_much()
    {
        var proposals = Enumerable.Range(0, 100).Select(i => i.ToString("D3", CultureInfo.InvariantCulture));

        var list = ProposalList.Format([.. proposals.Select(label => new Proposal(label, label))], width: 10);

        Assert.Equal(21, list.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith("... and 60 more\r\n", list, StringComparison.Ordinal);
    }
}
