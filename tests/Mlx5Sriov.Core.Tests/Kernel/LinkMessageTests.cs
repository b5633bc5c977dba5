using System.Text.Json;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>Links as a real kernel described them, beside what <c>ip -j</c> printed of the same answers.</summary>
public class LinkMessageTests
{
    private const byte AfPacket = 17;

    public static TheoryData<string> Captures => [.. Recording.Captures];

    public static TheoryData<string> Answers => [.. Recording.Answers];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_listing_that_ip_printed_is_read_to_the_same_values(string capture)
    {
        var listings = Exchange.Of(capture).Where(IsListing).Select(LinksOf).ToList();
        var printed = Transcript.Of(capture).Where(IsJsonListing).ToList();
        Assert.NotEmpty(printed);
        var next = 0;
        foreach (var command in printed)
        {
            var json = JsonDocument.Parse(command.Output).RootElement.EnumerateArray().ToList();
            var found = listings.FindIndex(next, l => l.Count == json.Count && !Differences(json, l).Any());
            var nearest = listings.Skip(next)
                .Where(l => l.Count == json.Count)
                .Select(l => Differences(json, l).ToList())
                .MinBy(d => d.Count) ?? ["no listing of that many links"];
            Assert.True(found >= 0, $"'{command.Command}' is not among the answers from {next} on; the nearest differs in {string.Join("; ", nearest)}");
            next = found + 1;
        }
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_recorded_link_is_read_and_its_VFs_are_complete(string capture)
    {
        var links = Exchange.Of(capture).SelectMany(e => e.Answers).Where(a => Exchange.TypeOf(a) == RouteHeader.RTM_NEWLINK && a.Length > 100)
            .Select(a => LinkMessage.Parse(a)).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, l => Assert.True(l.Vfs.Count == 0 || l.Vfs.Count == l.VfCount, l.Name));
        Assert.All(links, l => Assert.Equal(Enumerable.Range(0, l.Vfs.Count), l.Vfs.Select(v => v.Index)));
    }

    [Theory]
    [InlineData("igb/igb-getlink-7vf-mask0.bin", null, 0, false)]
    [InlineData("igb/igb-getlink-7vf-mask1.bin", 7, 7, true)]
    [InlineData("igb/igb-getlink-7vf-mask9.bin", 7, 7, false)]
    [InlineData("netdevsim-patched/getlink-127.bin", 127, 127, true)]
    public void The_answer_holds_as_many_VFs_as_it_tells_and_counters_where_asked(string name, int? told, int listed, bool hasCounters)
    {
        var link = LinkMessage.Parse(Recording.Bytes(name));
        Assert.Equal(told, link.VfCount);
        Assert.Equal(Enumerable.Range(0, listed), link.Vfs.Select(v => v.Index));
        Assert.All(link.Vfs, v => Assert.Equal(hasCounters, v.Counters is not null));
    }

    [Fact]
    public void The_counters_of_127_VFs_are_each_its_own()
    {
        var link = LinkMessage.Parse(Recording.Bytes("netdevsim-patched/getlink-127.bin"));
        Assert.All(link.Vfs, v => Assert.Equal(100_000UL + (100UL * (ulong)v.Index), v.Counters!.RxBytes));
        Assert.All(link.Vfs, v => Assert.Equal(40UL + (ulong)v.Index, v.Counters!.TxDropped));
        Assert.All(link.Vfs, v => Assert.Null(v.Counters!.TxBroadcast));
    }

    [Fact]
    public void On_InfiniBand_a_VF_has_no_MAC_address_though_the_kernel_fills_the_field()
    {
        var message = Recording.Bytes("netdevsim-patched/getlink-127.bin");
        message[16 + 2] = (byte)RouteHeader.ARPHRD_INFINIBAND;
        var link = LinkMessage.Parse(message);
        Assert.Equal(LinkLayer.InfiniBand, link.LinkLayer);
        Assert.All(link.Vfs, v => Assert.Null(v.Mac));
        Assert.All(link.Vfs, v => Assert.NotNull(v.NodeGuid));
    }

    [Fact]
    public void A_setting_that_the_driver_does_not_tell_is_null()
    {
        // igb tells neither GUIDs nor, through the answer without statistics, counters.
        var vf = LinkMessage.Parse(Recording.Bytes("igb/igb-getlink-7vf-mask9.bin")).Vfs[0];
        Assert.Null(vf.NodeGuid);
        Assert.Null(vf.PortGuid);
        Assert.Equal(OnOff.On, vf.SpoofCheck);
        Assert.Equal(OnOff.Off, vf.Trust);
    }

    private static bool IsJsonListing(Transcript t) => t.ExitCode == 0
        && t.Words is ["ip", ..] && t.Words.Contains("-j") && t.Words.Contains("link") && !t.Words.Contains("-br") && !t.Words.Contains("|");

    private static bool IsListing(Exchange e) => e.IsLink(RouteHeader.RTM_GETLINK) && e.Request[16] == AfPacket;

    private static List<NetworkLink> LinksOf(Exchange e) =>
        e.Answers.Where(a => Exchange.TypeOf(a) == RouteHeader.RTM_NEWLINK).Select(a => LinkMessage.Parse(a)).ToList();

    private static IEnumerable<string> Differences(List<JsonElement> json, List<NetworkLink> links) =>
        json.Zip(links).SelectMany(p => LinkJson.Differences(p.First, p.Second));
}
