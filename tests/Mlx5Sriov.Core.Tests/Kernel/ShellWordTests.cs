using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Core.Tests.Kernel;

public class ShellWordTests
{
    private static readonly PciAddress s_pf = PciAddress.Parse("0000:05:00.0");

    [Theory]
    [InlineData("gold", "gold")]
    [InlineData("tier-1_a.b:c", "tier-1_a.b:c")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("a;b", "'a;b'")]
    [InlineData("*", "'*'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("gr\u00fcn", "'gr\u00fcn'")]
    [InlineData("", "''")]
    public void A_word_is_quoted_where_a_shell_would_read_more_into_it(string word, string quoted) => Assert.Equal(quoted, ShellWord.Quote(word));

    [Fact]
    public void Every_command_that_names_a_node_quotes_it()
    {
        var limits = new RateLimits { TxMax = Bandwidth.Parse("5Gbit"), Parent = "`a`" };
        Assert.Equal("devlink port function rate add 'pci/0000:05:00.0/a&b' tx_max 5Gbit parent '`a`'", new AddRateNode(s_pf, "a&b", limits).Command);
        Assert.Equal("devlink port function rate set 'pci/0000:05:00.0/a&b' tx_max 5Gbit parent '`a`'", new SetRateNode(s_pf, "a&b", limits).Command);
        Assert.Equal("devlink port function rate del 'pci/0000:05:00.0/a&b'", new DeleteRateNode(s_pf, "a&b").Command);
        Assert.Equal("devlink port function rate set pci/0000:05:00.0/6 noparent", new SetVfRate(s_pf, 6, 5, new RateLimits { Parent = "" }).Command);
    }
}
