using System.Text.RegularExpressions;

using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>How the kernel ends an answer: NLMSG_ERROR and NLMSG_DONE.</summary>
public partial class AcknowledgementTests
{
    public static TheoryData<string> Captures => [.. Recording.Captures];

    [Theory]
    [MemberData(nameof(Captures))]
    public void The_kernels_own_words_are_those_that_the_tools_printed(string capture)
    {
        var told = Acknowledgements(capture).Where(a => !a.IsSuccess && a.Text is not null).Select(a => a.Text!.TrimEnd('.')).Distinct();
        var printed = Transcript.Of(capture).SelectMany(t => KernelText().Matches(t.Output).Select(m => m.Groups[1].Value))
            .Where(text => !text.StartsWith("argument", StringComparison.Ordinal)).Distinct();
        Assert.Equal(printed.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("igb/igb-netlink.pcap", Errno.EINVAL)]
    [InlineData("igb/igb-netlink.pcap", Errno.EOPNOTSUPP)]
    [InlineData("igb/igb-netlink.pcap", Errno.ENODEV)]
    [InlineData("netdevsim-patched/nsimx-netlink.pcap", Errno.EBUSY)]
    [InlineData("netdevsim-patched/nsimx-netlink.pcap", Errno.EEXIST)]
    public void The_error_number_is_the_kernels(string capture, Errno errno) => Assert.Contains(Acknowledgements(capture), a => a.Errno == errno);

    [Fact]
    public void A_refusal_tells_act_number_and_words()
    {
        var refusal = new Acknowledgement(Errno.EBUSY, "Rate node(s) exists.").Refusal("devlink dev eswitch set pci/0000:05:00.0 mode legacy");
        Assert.Equal((Errno.EBUSY, "Rate node(s) exists."), (refusal.Errno, refusal.KernelText));
        Assert.Contains("'devlink dev eswitch set pci/0000:05:00.0 mode legacy'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Rate node(s) exists: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_end_of_a_list_is_success() =>
        Assert.True(Acknowledgement.Read(new MessageWriter(NetlinkHeader.NLMSG_DONE, 0).Finish(1).ToArray().Message()).IsSuccess);

    [Fact]
    public void An_error_at_the_end_of_a_list_is_a_refusal_with_its_words()
    {
        var done = new MessageWriter(NetlinkHeader.NLMSG_DONE, NetlinkHeader.NLM_F_ACK_TLVS | NetlinkHeader.NLM_F_MULTI)
            .Header(-95)
            .AddText(NetlinkHeader.NLMSGERR_ATTR_MSG, "no");
        Assert.Equal(new Acknowledgement(Errno.EOPNOTSUPP, "no"), Acknowledgement.Read(done.Finish(1).ToArray().Message()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void An_impossible_error_number_is_malformed(int error)
    {
        var answer = new MessageWriter(NetlinkHeader.NLMSG_ERROR, 0).Header(error).Header(default(ulong)).Header(default(ulong)).Finish(1).ToArray();
        Assert.Throws<MalformedMessageException>(() => Acknowledgement.Read(answer.Message()));
    }

    private static List<Acknowledgement> Acknowledgements(string capture) => Exchange.Of(capture).SelectMany(e => e.Answers)
        .Where(a => Exchange.TypeOf(a) is NetlinkHeader.NLMSG_ERROR or NetlinkHeader.NLMSG_DONE).Select(a => Acknowledgement.Read(a.Message())).ToList();

    [GeneratedRegex(@"^Error: (.*?)\.?$", RegexOptions.Multiline)]
    private static partial Regex KernelText();
}
