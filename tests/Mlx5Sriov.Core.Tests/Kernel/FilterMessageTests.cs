using System.Runtime.InteropServices;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Plans.Journals;

using static Mlx5Sriov.Kernel.Linux.Route.FilterNumbers;

namespace Mlx5Sriov.Kernel;

/// <summary>Packet filters as rtnetlink tells them.</summary>
public sealed class FilterMessageTests
{
    [Theory]
    [InlineData("flower", 1u, 0u, false)]
    [InlineData("flower", 1u, TCA_CLS_FLAGS_IN_HW, true)]
    [InlineData("flower", 1u, 9u, false)]
    [InlineData("matchall", 1u, TCA_CLS_FLAGS_IN_HW, true)]
    [InlineData("bpf", 1u, TCA_CLS_FLAGS_IN_HW, null)]
    [InlineData("u32", 0x80000800u, 0u, null)]
    public void A_filter_tells_whether_the_adapter_carries_it_out(string classifier, uint handle, uint flags, bool? isInHardware)
    {
        var filter = Parse(classifier, handle, flags)!;
        Assert.Equal((classifier, isInHardware), (filter.Classifier, filter.IsInHardware));
        Assert.Equal(classifier is "flower" or "matchall" ? [7, 9] : [], filter.Targets);
    }

    [Theory]
    [InlineData("flower", 0u)]
    [InlineData("matchall", 0u)]
    [InlineData("u32", 0u)]
    [InlineData("u32", 0x80000000u)]
    public void Classifiers_and_hash_tables_are_no_filters(string classifier, uint handle) => Assert.Null(Parse(classifier, handle, 0));

    [Fact]
    public void Another_message_is_refused() => Assert.Throws<MalformedMessageException>(() =>
    {
        ReadOnlySpan<byte> bytes = new MessageWriter(RouteHeader.RTM_NEWLINK, 0).Header(default(FilterHeader)).Finish(1);
        FilterMessage.Parse(NetlinkMessage.Take(ref bytes));
    });

    /// <summary>As tc(8) asks (<c>tc filter show dev NAME ingress</c>, iproute2's tc_filter_list): a dump of one link and one parent.</summary>
    [Fact]
    public void The_request_is_that_of_tc() => Assert.Equal(
        "24000000" + "2E00" + "0103" + "01000000" + "00000000" + "00000000" + "05000000" + "00000000" + "F2FFFFFF" + "00000000",
        Convert.ToHexString(TrafficControl.Request(5, INGRESS).Finish(1)));

    [Fact]
    public void Disciplines_are_asked_for_once_and_filters_of_links_that_have_one_alone()
    {
        using var kernel = new ScriptedKernel(
            sequence =>
            [
                Discipline(sequence, 5, "clsact"), Discipline(sequence, 5, "noqueue"), Discipline(sequence, 6, "ingress"), Discipline(sequence, 7, "mq"),
                ScriptedKernel.Done(sequence),
            ],
            sequence => [Message("flower", 1, 0).Finish(sequence).ToArray(), ScriptedKernel.Done(sequence)],
            sequence => [Message("matchall", 1, 0).Finish(sequence).ToArray(), ScriptedKernel.Done(sequence)],
            sequence => [Message("bpf", 1, 0).Finish(sequence).ToArray(), ScriptedKernel.Done(sequence)]);
        using var control = new TrafficControl(kernel.Connection);
        var filters = control.Filters(new[] { 5, 6, 7, 8 }.Select(index => new NetworkLink { Index = index, Name = $"eth{index}" }));
        Assert.Equal(["flower", "matchall"], filters[5].Select(f => f.Classifier));
        Assert.Equal(["bpf"], filters[6].Select(f => f.Classifier));
        Assert.Equal(2, filters.Count);
    }

    [Fact]
    public void A_kernel_without_filters_has_none()
    {
        using var kernel = new ScriptedKernel(sequence => [ScriptedKernel.Error(sequence, Errno.EOPNOTSUPP)]);
        using var control = new TrafficControl(kernel.Connection);
        Assert.Empty(control.Filters([new NetworkLink { Index = 5, Name = "eth5" }]));
    }

    private static byte[] Discipline(uint sequence, int link, string kind) => new MessageWriter(RTM_NEWQDISC, NetlinkHeader.NLM_F_MULTI)
        .Header(new FilterHeader { Index = link }).AddText(TCA_KIND, kind).Finish(sequence).ToArray();

    private static PacketFilter? Parse(string classifier, uint handle, uint flags)
    {
        ReadOnlySpan<byte> bytes = Message(classifier, handle, flags).Finish(1);
        return FilterMessage.Parse(NetlinkMessage.Take(ref bytes));
    }

    private static MessageWriter Message(string classifier, uint handle, uint flags)
    {
        var message = new MessageWriter(RTM_NEWTFILTER, NetlinkHeader.NLM_F_MULTI)
            .Header(new FilterHeader { Index = 5, Handle = handle, Parent = INGRESS })
            .AddText(TCA_KIND, classifier);
        var (ofFlags, ofActions) = classifier == "matchall" ? (TCA_MATCHALL_FLAGS, TCA_MATCHALL_ACT) : (TCA_FLOWER_FLAGS, TCA_FLOWER_ACT);
        using (message.Open(TCA_OPTIONS))
        {
            using (message.Open(ofActions))
            {
                AddAction(message, 1, "mirred", 7);
                AddAction(message, 2, "gact", 8);
                AddAction(message, 3, "mirred", 9);
            }

            if (flags != 0) message.Add(ofFlags, flags);
        }

        return message;
    }

    // struct tc_mirred: five numbers that all actions have, what to do, and the link.
    private static void AddAction(MessageWriter message, ushort place, string kind, uint link)
    {
        using var action = message.Open(place);
        message.AddText(TCA_ACT_KIND, kind);
        using var options = message.Open(TCA_ACT_OPTIONS);
        message.Add(TCA_MIRRED_PARMS, MemoryMarshal.AsBytes<uint>([0, 0, 4, 1, 1, 1, link]));
    }
}
