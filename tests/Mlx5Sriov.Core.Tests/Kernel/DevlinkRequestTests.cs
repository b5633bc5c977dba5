using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>Our requests beside those that <c>devlink</c> sent for the same act.</summary>
public class DevlinkRequestTests
{
    private static readonly byte[] s_changes =
    [
        DevlinkHeader.DEVLINK_CMD_ESWITCH_SET, DevlinkHeader.DEVLINK_CMD_PORT_SET,
        DevlinkHeader.DEVLINK_CMD_RATE_NEW, DevlinkHeader.DEVLINK_CMD_RATE_SET, DevlinkHeader.DEVLINK_CMD_RATE_DEL,
    ];

    public static TheoryData<string> Captures => [.. Recording.Captures];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Each_change_is_the_request_that_devlink_sent(string capture)
    {
        var commands = new Queue<DevlinkCommand>(NotInTranscript(capture).Concat(Transcript.Of(capture)).SelectMany(DevlinkCommand.Parse));
        foreach (var exchange in Exchange.Of(capture).Where(e => s_changes.Any(e.IsDevlink)))
        {
            if (IsNoActOfOurs(exchange.Request))
            {
                SkipTo(commands, c => c.Request is null);
                continue;
            }

            var expected = RecordedBytes.WithoutPadding(exchange.Request);
            SkipTo(commands, c => c.Request is not null && RecordedBytes.WithoutPadding(c.Request) == expected);
        }

        // What the tool refused itself, or gave up after looking at the present state, never became a request; everything else has been met.
        Assert.All(commands, c => Assert.False(c.Succeeded, c.Text));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void The_family_is_looked_up_as_devlink_does(string capture)
    {
        var lookup = Exchange.Of(capture)
            .First(e => e.Protocol == NetlinkHeader.NETLINK_GENERIC && e.Type == GenericHeader.GENL_ID_CTRL && e.Answers.Count > 0);
        Assert.Equal(RecordedBytes.WithoutSequence(lookup.Request), RecordedBytes.WithoutSequence(GenericFamily.Get("devlink").Finish(0)));
        Assert.Equal(Exchange.DevlinkFamily, GenericFamily.Parse(lookup.Answers[0].Message()));
    }

    [Theory]
    [InlineData(DevlinkHeader.DEVLINK_CMD_PORT_GET)]
    [InlineData(DevlinkHeader.DEVLINK_CMD_RATE_GET)]
    public void Lists_are_asked_for_as_devlink_does(byte command)
    {
        var dump = Recording.Captures
            .SelectMany(Exchange.Of)
            .First(e => e.IsDevlink(command) && (e.Flags & NetlinkHeader.NLM_F_DUMP) == NetlinkHeader.NLM_F_DUMP);
        var list = new DevlinkRequest(Exchange.DevlinkFamily).List(command).Finish(0);
        Assert.Equal(RecordedBytes.WithoutPadding(dump.Request), RecordedBytes.WithoutPadding(list));
    }

    [Theory]
    [InlineData("netdevsim-stock/nsim-netlink.pcap", "netdevsim", "netdevsim1")]
    [InlineData("mlx5sim/mlx5sim-netlink.pcap", "pci", "0000:01:00.0")]
    public void The_eswitch_is_asked_for_as_devlink_does(string capture, string bus, string device)
    {
        var get = Exchange.Of(capture).First(e => e.IsDevlink(DevlinkHeader.DEVLINK_CMD_ESWITCH_GET));
        var ours = new DevlinkRequest(Exchange.DevlinkFamily).Get(DevlinkHeader.DEVLINK_CMD_ESWITCH_GET, new DevlinkDevice(bus, device)).Finish(0);
        Assert.Equal(RecordedBytes.WithoutPadding(get.Request), RecordedBytes.WithoutPadding(ours));
    }

    [Fact]
    public void All_attributes_of_a_function_go_in_one_request_in_the_kernels_order()
    {
        var wish = new PortFunction { HardwareAddress = MacAddress.Parse("02:00:00:00:00:ab"), Roce = OnOff.On, Migratable = OnOff.Off, MaxIoEventQueues = 4 };
        var request = new DevlinkRequest(Exchange.DevlinkFamily).SetPortFunction(new DevlinkDevice("netdevsim", "netdevsim1"), 128, wish).Finish(0);
        Assert.Equal("24009180" + "0A00010002000000" + "00AB0000" + "0C0004000100000003000000" + "0800060004000000", Convert.ToHexString(request[^36..]));
    }

    /// <summary>The one command of a recorded run that no transcript shows: it stood before the first that does.</summary>
    private static IEnumerable<Transcript> NotInTranscript(string capture) => capture.StartsWith("netdevsim-patched", StringComparison.Ordinal)
        ? [new Transcript("devlink dev eswitch set netdevsim/netdevsim1 mode switchdev", "", 0)]
        : [];

    /// <summary>Function states and IPsec, rate priorities and weights: mlx5 VFs have none that this library sets.</summary>
    private static bool IsNoActOfOurs(byte[] request)
    {
        var hex = Convert.ToHexString(request);
        string[] foreign =
        [
            "0500020000", "0500020001", // DEVLINK_PORT_FN_ATTR_STATE
            "0C0004000400000004000000", "0C0004000800000008000000", // DEVLINK_PORT_FN_CAP_IPSEC_CRYPTO and _PACKET
            "0800B100", "0800B200", // DEVLINK_ATTR_RATE_TX_PRIORITY and _WEIGHT
        ];
        return foreign.Any(f => hex.Contains(f, StringComparison.Ordinal));
    }

    private static void SkipTo(Queue<DevlinkCommand> commands, Func<DevlinkCommand, bool> isIt)
    {
        while (commands.TryDequeue(out var command))
        {
            if (isIt(command)) return;
            Assert.False(command.Succeeded, $"'{command.Text}' sent another request");
        }

        Assert.Fail("A recorded request has no command of which ours is the same.");
    }
}
