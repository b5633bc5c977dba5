using System.Buffers.Binary;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>Our requests beside those that <c>ip</c> sent for the same act.</summary>
public class LinkRequestTests
{
    public static TheoryData<string> Captures => [.. Recording.Captures];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Each_setting_of_a_VF_is_the_request_that_ip_sent(string capture)
    {
        var requests = Exchange.Of(capture).Where(e => e.IsLink(RouteHeader.RTM_NEWLINK)).ToList();
        var commands = Transcript.Of(capture).SelectMany(IpCommand.Parse).Where(c => c.WasSent).ToList();
        Assert.Equal(commands.Count, requests.Count);
        var rates = new Dictionary<(string Link, int Vf), VfSetting.Rate>();
        foreach (var (command, exchange) in commands.Zip(requests))
        {
            var index = BinaryPrimitives.ReadInt32LittleEndian(exchange.Request.AsSpan(20));
            var known = rates.GetValueOrDefault((command.Link, command.Vf), new VfSetting.Rate(default, default));
            var (settings, difference) = command.Settings(known);
            switch (difference)
            {
                case IpCommand.Difference.None:
                    var ours = LinkRequest.SetVf(index, command.Vf, settings.Single()).Finish(0);
                    Assert.Equal(RecordedBytes.WithoutSequence(exchange.Request), RecordedBytes.WithoutSequence(ours));
                    break;
                case IpCommand.Difference.RefusedHere:
                    // ip sends a value that the kernel refuses or wraps; ours never leaves.
                    Assert.ThrowsAny<ArgumentException>(() => LinkRequest.SetVf(index, command.Vf, settings.Single()));
                    break;
                case IpCommand.Difference.SeveralSettings:
                    // ip puts all into one request, of which the kernel may apply a part; ours sends each by itself.
                    Assert.True(settings.Count > 1);
                    break;
                default:
                    // No act of ours: rate (the obsolete attribute without a minimum), query_rss, and settings of the link itself.
                    Assert.Equal(IpCommand.Difference.NotOurs, difference);
                    break;
            }

            if (command.Succeeded && settings.OfType<VfSetting.Rate>().FirstOrDefault() is { } rate) rates[(command.Link, command.Vf)] = rate;
        }
    }

    [Fact]
    public void The_recordings_hold_every_kind_of_setting()
    {
        var kinds = Recording.Captures.SelectMany(c => Transcript.Of(c)).SelectMany(IpCommand.Parse).Where(c => c.WasSent)
            .SelectMany(c => c.Settings(new VfSetting.Rate(default, default)).Settings).Select(s => s.GetType()).Distinct();
        Assert.Equal(typeof(VfSetting).GetNestedTypes().OrderBy(t => t.Name), kinds.OrderBy(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Looking_up_a_link_is_the_request_of_ip_link_show(string capture)
    {
        // ip begins with a request without AF_PACKET, to learn the index; ours does without, as the name is enough.
        var shows = Exchange.Of(capture).Where(e => e.IsLink(RouteHeader.RTM_GETLINK) && e.Request[16] == 17 && (e.Flags & 0x300) == 0).ToList();
        foreach (var show in shows)
        {
            var link = LinkMessage.Parse(show.Answers.Single());
            var withStatistics = show.Request[^4] == 1;
            Assert.Equal(RecordedBytes.WithoutSequence(show.Request), RecordedBytes.WithoutSequence(LinkRequest.Get(link.Name, withStatistics)!.Finish(7)));
        }
    }

    [Fact]
    public void Listing_links_differs_from_ip_only_in_not_asking_for_VFs()
    {
        var dump = Recording.Captures
            .SelectMany(Exchange.Of)
            .First(e => e.IsLink(RouteHeader.RTM_GETLINK) && e.Request[16] == 17 && (e.Flags & 0x300) != 0)
            .Request;
        Assert.Equal(9, dump[^4]);
        dump[^4] = 8;
        Assert.Equal(RecordedBytes.WithoutSequence(dump), RecordedBytes.WithoutSequence(LinkRequest.List().Finish(1)));
    }

    [Theory]
    [InlineData(0x100u, OnOff.On, "200000001000050000000000000000000000000003000000" + "0001000000010000")]
    [InlineData(0x100u, OnOff.Off, "200000001000050000000000000000000000000003000000" + "0000000000010000")]
    [InlineData(0x200u, OnOff.On, "200000001000050000000000000000000000000003000000" + "0002000000020000")]
    [InlineData(0x200u, OnOff.Off, "200000001000050000000000000000000000000003000000" + "0000000000020000")]
    public void A_flag_is_set_by_the_change_mask_and_no_attribute(uint flag, OnOff state, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(LinkRequest.SetFlag(3, flag, state).Finish(0)));

    [Fact]
    public void Setting_a_link_up_is_the_same_shape_as_ip_sends()
    {
        var up = Exchange.Of("igb/igb-netlink.pcap").Single(e => e.IsLink(RouteHeader.RTM_NEWLINK) && e.Request.Length == 32).Request;
        Assert.Equal(RecordedBytes.WithoutSequence(up), RecordedBytes.WithoutSequence(LinkRequest.SetFlag(3, RouteHeader.IFF_UP, OnOff.On).Finish(0)));
    }

    [Theory]
    [InlineData("eth0", 3)]
    [InlineData("fifteen_letters", 3)]
    [InlineData("sixteen__letters", 53)]
    [InlineData("enp5s0f0np0-the-uplink-of-rack-seven", 53)]
    public void A_name_too_long_for_a_net_device_is_looked_up_as_an_alternative_name(string name, int attribute)
    {
        var request = LinkRequest.Get(name, withStatistics: false)!.Finish(0);
        Assert.Equal(attribute, BinaryPrimitives.ReadUInt16LittleEndian(request[34..]));
        Assert.Equal(4 + name.Length + 1, BinaryPrimitives.ReadUInt16LittleEndian(request[32..]));
    }

    [Fact]
    public void No_link_has_a_name_of_128_bytes()
    {
        Assert.NotNull(LinkRequest.Get(new string('x', 127), withStatistics: false));
        Assert.Null(LinkRequest.Get(new string('x', 128), withStatistics: false));
        Assert.Null(LinkRequest.Get(new string('\u00FC', 64), withStatistics: false));
    }

    public static TheoryData<int, VfSetting, Type> Refused => new()
    {
        { -1, new VfSetting.Trust(OnOff.On), typeof(ArgumentOutOfRangeException) },
        { int.MinValue, new VfSetting.Mac(default), typeof(ArgumentOutOfRangeException) },
        { 0, new VfSetting.Vlan(4096), typeof(ArgumentOutOfRangeException) },
        { 0, new VfSetting.Vlan(-1), typeof(ArgumentOutOfRangeException) },
        { 0, new VfSetting.Vlan(1, 8), typeof(ArgumentOutOfRangeException) },
        { 0, new VfSetting.Vlan(1, -1), typeof(ArgumentOutOfRangeException) },
        { 0, new VfSetting.Rate(Bandwidth.Zero, Bandwidth.FromMegabits(uint.MaxValue + 1L)), typeof(ArgumentOutOfRangeException) },
        { 0, new VfSetting.Rate(Bandwidth.FromMegabits(uint.MaxValue + 1L), Bandwidth.Zero), typeof(ArgumentOutOfRangeException) },
        { 0, new VfSetting.Rate(Bandwidth.Zero, Bandwidth.Parse("1500kbit")), typeof(ArgumentException) },
        { 0, new VfSetting.Rate(Bandwidth.Parse("1bit"), Bandwidth.Zero), typeof(ArgumentException) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_would_reach_the_kernel_as_another_value_is_refused(int vf, VfSetting setting, Type exception) =>
        Assert.IsType(exception, Record.Exception(() => LinkRequest.SetVf(3, vf, setting)));

    [Fact]
    public void The_greatest_values_pass_unchanged()
    {
        var greatest = Bandwidth.FromMegabits(uint.MaxValue);
        var rate = LinkRequest.SetVf(3, int.MaxValue, new VfSetting.Rate(greatest, greatest)).Finish(0);
        Assert.Equal("FFFFFF7FFFFFFFFFFFFFFFFF", Convert.ToHexString(rate[^12..]));
        var vlan = LinkRequest.SetVf(3, 0, new VfSetting.Vlan(4095, 7)).Finish(0);
        Assert.Equal("00000000FF0F000007000000", Convert.ToHexString(vlan[^12..]));
    }
}
