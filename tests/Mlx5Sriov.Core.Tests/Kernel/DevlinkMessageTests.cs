using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>devlink's answers, beside what <c>devlink -j</c> printed of them.</summary>
public class DevlinkMessageTests
{
    public static TheoryData<string> Captures => [.. Recording.Captures];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_list_of_ports_is_read_to_what_devlink_printed(string capture) => AssertAllFound(
        capture, "port show", "port", DevlinkHeader.DEVLINK_CMD_PORT_GET, PortMessage.Parse, (json, answer) => DevlinkJson.Differences(json, answer));

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_list_of_rates_is_read_to_what_devlink_printed(string capture) => AssertAllFound(
        capture, "rate show", "rate", DevlinkHeader.DEVLINK_CMD_RATE_GET, RateMessage.Parse, (json, answer) => DevlinkJson.Differences(json, answer));

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_eswitch_is_read_to_what_devlink_printed(string capture) => AssertAllFound(
        capture, "eswitch show", "dev", DevlinkHeader.DEVLINK_CMD_ESWITCH_GET, EswitchMessage.Parse, DevlinkJson.Differences);

    [Fact]
    public void The_recordings_hold_what_the_comparisons_need()
    {
        var all = Recording.Captures.SelectMany(Exchange.Of).ToList();
        var ports = all.Where(e => e.IsDevlink(DevlinkHeader.DEVLINK_CMD_PORT_GET)).SelectMany(e => Read(e, PortMessage.Parse)).ToList();
        var rates = all.Where(e => e.IsDevlink(DevlinkHeader.DEVLINK_CMD_RATE_GET)).SelectMany(e => Read(e, RateMessage.Parse)).ToList();
        Assert.Contains(ports, p => p.Device.IsPci(out _) && p.Port.Function is { Roce: not null, Migratable: not null, MaxIoEventQueues: not null });
        Assert.Contains(ports, p => p.Port.Function is { Roce: OnOff.On, Migratable: OnOff.Off, MaxIoEventQueues: 4 });
        Assert.Contains(ports, p => p.Port is { Flavour: DevlinkPortFlavour.Physical, Function: null, VfNumber: null });
        Assert.Contains(rates, r => r.Rate is { NodeName: "g1", PortIndex: null } && r.Rate.TxMax == Bandwidth.FromMegabits(300));
        Assert.Contains(rates, r => r.Rate is { NodeName: null, PortIndex: 128, Parent: "g1" });
        Assert.Contains(rates, r => r.Device.ToString() == "pci/0000:01:00.0" && r.Rate.Device == PciAddress.Parse("0000:01:00.0"));
    }

    [Theory]
    [InlineData(0u, 0u, null, null)]
    [InlineData(3u, 0u, null, null)]
    [InlineData(0u, 1u, OnOff.Off, null)]
    [InlineData(1u, 1u, OnOff.On, null)]
    [InlineData(2u, 2u, null, OnOff.On)]
    [InlineData(0xFFFFFFFEu, 0xFFFFFFFFu, OnOff.Off, OnOff.On)]
    public void A_capability_that_is_not_selected_is_unknown_not_off(uint value, uint selector, OnOff? roce, OnOff? migratable)
    {
        var message = BuildPort(m =>
        {
            using (m.Open(DevlinkHeader.DEVLINK_ATTR_PORT_FUNCTION | NetlinkHeader.NLA_F_NESTED))
                m.Add(DevlinkHeader.DEVLINK_PORT_FN_ATTR_CAPS, value | ((ulong)selector << 32));
        });
        var function = Read(message).Port.Function!;
        Assert.Equal((roce, migratable), (function.Roce, function.Migratable));
        Assert.Null(function.HardwareAddress);
        Assert.Null(function.MaxIoEventQueues);
    }

    [Fact]
    public void An_InfiniBand_functions_address_is_no_MAC_address()
    {
        var message = BuildPort(m =>
        {
            using (m.Open(DevlinkHeader.DEVLINK_ATTR_PORT_FUNCTION | NetlinkHeader.NLA_F_NESTED))
                m.Add(DevlinkHeader.DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR, new byte[20]);
        });
        Assert.Null(Read(message).Port.Function!.HardwareAddress);
    }

    [Fact]
    public void A_flavour_that_is_not_known_and_a_port_without_net_device_are_null()
    {
        var port = Read(BuildPort(m => m
            .Add(DevlinkHeader.DEVLINK_ATTR_PORT_FLAVOUR, (ushort)99)
            .AddText(DevlinkHeader.DEVLINK_ATTR_PORT_NETDEV_NAME, ""))).Port;
        Assert.Null(port.Flavour);
        Assert.Null(port.NetDevice);
    }

    [Fact]
    public void A_port_of_another_host_is_external()
    {
        var port = Read(BuildPort(m => m
            .Add(DevlinkHeader.DEVLINK_ATTR_PORT_FLAVOUR, (ushort)DevlinkPortFlavour.PciPf)
            .Add(DevlinkHeader.DEVLINK_ATTR_PORT_CONTROLLER_NUMBER, 1u)
            .Add(DevlinkHeader.DEVLINK_ATTR_PORT_EXTERNAL, (byte)1))).Port;
        Assert.Equal((DevlinkPortFlavour.PciPf, 1u, true), (port.Flavour, port.Controller, port.IsExternal));
    }

    [Fact]
    public void Information_is_read_with_the_versions_by_kind()
    {
        var message = Message(DevlinkHeader.DEVLINK_CMD_INFO_GET, m =>
        {
            m.AddText(DevlinkHeader.DEVLINK_ATTR_INFO_DRIVER_NAME, "mlx5_core").AddText(DevlinkHeader.DEVLINK_ATTR_INFO_SERIAL_NUMBER, "MT2143X12345");
            AddVersion(m, DevlinkHeader.DEVLINK_ATTR_INFO_VERSION_FIXED, "fw.psid", "MT_0000000838");
            AddVersion(m, DevlinkHeader.DEVLINK_ATTR_INFO_VERSION_RUNNING, "fw.version", "28.41.1000");
            AddVersion(m, DevlinkHeader.DEVLINK_ATTR_INFO_VERSION_RUNNING, "fw", "28.41.1000");
            AddVersion(m, DevlinkHeader.DEVLINK_ATTR_INFO_VERSION_STORED, "fw.version", "28.42.1000");
        });
        var info = InfoMessage.Parse(message.Message());
        Assert.Equal(("mlx5_core", "MT2143X12345"), (info.Driver, info.SerialNumber));
        Assert.Equal("MT_0000000838", info.Fixed["fw.psid"]);
        Assert.Equal(["fw", "fw.version"], info.Running.Keys.Order());
        Assert.Equal("28.42.1000", info.Stored["fw.version"]);
    }

    [Fact]
    public void The_recorded_information_of_a_device_is_read()
    {
        var exchange = Exchange.Of("netdevsim-stock/nsim-netlink.pcap").Single(e => e.IsDevlink(DevlinkHeader.DEVLINK_CMD_INFO_GET));
        Assert.Equal("netdevsim", Read(exchange, InfoMessage.Parse).Single().Driver);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(ulong.MaxValue / 8)]
    [InlineData(1UL << 60)]
    public void A_rate_beyond_counting_in_bits_is_told_as_the_greatest(ulong bytes)
    {
        var message = Message(DevlinkHeader.DEVLINK_CMD_RATE_GET, m => Device(m)
            .Add(DevlinkHeader.DEVLINK_ATTR_PORT_INDEX, 1u)
            .Add(DevlinkHeader.DEVLINK_ATTR_RATE_TX_MAX, bytes));
        var rate = RateMessage.Parse(message.Message()).Rate;
        Assert.Equal(long.MaxValue / 8, (long)rate.TxMax.BytesPerSecond);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void A_rate_of_neither_a_port_nor_a_node_or_of_both_is_malformed(bool port, bool node) =>
        Assert.Throws<MalformedMessageException>(() =>
        {
            var message = Message(DevlinkHeader.DEVLINK_CMD_RATE_GET, m =>
            {
                Device(m);
                if (port) m.Add(DevlinkHeader.DEVLINK_ATTR_PORT_INDEX, 1u);
                if (node) m.AddText(DevlinkHeader.DEVLINK_ATTR_RATE_NODE_NAME, "g1");
            });
            RateMessage.Parse(message.Message());
        });

    private static void AssertAllFound<T>(
        string capture, string verb, string kind, byte command, MessageParser<T> parse, Func<System.Text.Json.JsonProperty, T, IEnumerable<string>> differences)
    {
        var answers = Exchange.Of(capture).Where(e => e.IsDevlink(command)).Select(e => Read(e, parse)).ToList();
        var next = 0;
        foreach (var printed in Transcript.Of(capture).Where(IsAsked))
        {
            var items = DevlinkJson.Items(printed.Output, kind);
            var found = answers.FindIndex(next, a => a.Count == items.Count && !Differences(items, a).Any());
            var nearest = answers.Skip(next)
                .Where(a => a.Count == items.Count)
                .Select(a => Differences(items, a).ToList())
                .MinBy(d => d.Count) ?? ["its number of items"];
            Assert.True(found >= 0, $"'{printed.Command}' is not among the answers from {next} on; the nearest differs in {string.Join("; ", nearest)}");
            next = found + 1;
        }

        bool IsAsked(Transcript t) =>
            t.ExitCode == 0 && t.Words is ["devlink", "-j", ..] && t.Command.Contains(verb, StringComparison.Ordinal);

        IEnumerable<string> Differences(IEnumerable<System.Text.Json.JsonProperty> items, IEnumerable<T> answer) =>
            items.Zip(answer).SelectMany(p => differences(p.First, p.Second));
    }

    private static List<T> Read<T>(Exchange exchange, MessageParser<T> parse) =>
        exchange.Answers.Where(a => Exchange.TypeOf(a) == Exchange.DevlinkFamily).Select(a => parse(a.Message())).ToList();

    private static (DevlinkDevice Device, DevlinkPort Port) Read(byte[] message) => PortMessage.Parse(message.Message());

    private static byte[] BuildPort(Action<MessageWriter> fill) =>
        Message(DevlinkHeader.DEVLINK_CMD_PORT_GET, m => fill(Device(m).Add(DevlinkHeader.DEVLINK_ATTR_PORT_INDEX, 1u)));

    private static MessageWriter Device(MessageWriter message)
    {
        DevlinkDevice.Of(PciAddress.Parse("0000:05:00.0")).Write(message);
        return message;
    }

    private static void AddVersion(MessageWriter message, ushort kind, string name, string value)
    {
        using (message.Open(kind))
            message.AddText(DevlinkHeader.DEVLINK_ATTR_INFO_VERSION_NAME, name).AddText(DevlinkHeader.DEVLINK_ATTR_INFO_VERSION_VALUE, value);
    }

    private static byte[] Message(byte command, Action<MessageWriter> fill)
    {
        var message = new MessageWriter(Exchange.DevlinkFamily, 0).Header(new GenericHeader(command, 1));
        fill(message);
        return message.Finish(1).ToArray();
    }
}
