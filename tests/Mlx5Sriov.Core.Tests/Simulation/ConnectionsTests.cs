using System.Text;

using Mlx5Sriov.Core.Tests.Kernel;
using Mlx5Sriov.Kernel.Sockets;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>Connections of a simulated host.</summary>
public sealed class ConnectionsTests : ConnectionsContract
{
    private const string Qmp = "/run/qemu/vm1.qmp";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly SimulatedHost _host = new(new SimulationOptions { NumVfs = [2, 0] });

    protected override IConnections Connections => _host.Seams.Connections;

    protected override string Folder => "/run";

    [Fact]
    public async Task A_guest_has_a_socket_that_its_scene_answers()
    {
        var guest = _host.AddGuest("vm1", new LineEndpoint());
        Assert.Equal(new SimulatedGuest("vm1", guest.ProcessId, Qmp), guest);
        Assert.Contains($"\0-qmp\0unix:{Qmp},server=on,wait=off\0", _host.Seams.KernelFiles.Read($"/proc/{guest.ProcessId}/cmdline"), StringComparison.Ordinal);
        Assert.Equal(guest.ProcessId, _host.GiveToVirtualMachine(PciAddress.Parse("0000:05:00.2"), "vm1"));
        Assert.Throws<InvalidOperationException>(() => _host.AddGuest("vm1", new LineEndpoint()));
        Assert.Throws<ArgumentException>(() => _host.AddGuest("a/b", new LineEndpoint()));

        await using var connection = await OpenAsync(Qmp);
        Assert.Equal("hello\n", await ReadAsync(connection));
        Assert.Empty(_host.Writes);
    }

    [Fact]
    public async Task The_socket_of_a_guest_that_ended_stays_and_refuses()
    {
        var guest = _host.AddGuest("vm1", new LineEndpoint());
        await using var connection = await OpenAsync(Qmp);

        _host.EndProcess(guest.ProcessId);

        Assert.Equal("hello\n", await ReadAsync(connection));
        Assert.Equal("", await ReadAsync(connection));
        Assert.Equal(Errno.ECONNREFUSED, (await Assert.ThrowsAsync<KernelException>(() => OpenAsync(Qmp))).Errno);
        _host.AddGuest("vm1", new LineEndpoint());
        await using var again = await OpenAsync(Qmp);
    }

    [Fact]
    public async Task A_limit_goes_by_the_hosts_clock()
    {
        _host.Listen(Qmp, new SilentEndpoint(null));
        await using var connection = await OpenAsync(Qmp);
        var start = _host.Clock.Elapsed;

        Assert.Equal(Errno.ETIMEDOUT, (await Assert.ThrowsAsync<KernelException>(() => ReadAsync(connection))).Errno);

        Assert.True(_host.Clock.Elapsed - start >= s_limit);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-1)]
    public async Task An_answer_that_comes_later_is_waited_for_on_the_hosts_clock(int seconds)
    {
        _host.Listen(Qmp, new SilentEndpoint(TimeSpan.FromSeconds(20)));
        await using var connection = await OpenAsync(Qmp);
        var start = _host.Clock.Elapsed;

        var limit = seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
        var buffer = new byte[10];
        Assert.Equal(5, await connection.ReadAsync(buffer, limit, CancellationToken.None));

        Assert.Equal("late\n", Encoding.UTF8.GetString(buffer, 0, 5));
        Assert.InRange(_host.Clock.Elapsed - start, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(21));
    }

    [Fact]
    public async Task A_reader_without_a_limit_waits_for_another_thread()
    {
        SimulatedConversation? held = null;
        _host.Listen(Qmp, new SilentEndpoint(null, c => held = c));
        await using var connection = await OpenAsync(Qmp);
        var start = _host.Clock.Elapsed;
        var buffer = new byte[10];
        var reading = connection.ReadAsync(buffer, Timeout.InfiniteTimeSpan, CancellationToken.None).AsTask();

        held!.Send("event\n");

        Assert.Equal(6, await reading);
        Assert.InRange(_host.Clock.Elapsed - start, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_message_that_asks_for_a_change_is_recorded_and_no_other()
    {
        _host.Listen(Qmp, new LineEndpoint(text => text.StartsWith("set", StringComparison.Ordinal)));
        await using var connection = await OpenAsync(Qmp);

        await WriteAsync(connection, "query");
        await WriteAsync(connection, "set it");

        Assert.Equal(
            new SimulatedWrite(1, $"printf %s 'set it' | socat - UNIX-CONNECT:{Qmp}", Qmp, "set it", null),
            Assert.Single(_host.Writes));
    }

    [Fact]
    public async Task A_fault_strikes_connecting_reading_and_writing()
    {
        _host.Listen(Qmp, new LineEndpoint(text => text.StartsWith("set", StringComparison.Ordinal)));
        _host.Listen("peer", 16514, new LineEndpoint());
        _host.AddFault(Qmp, Errno.EAGAIN, nth: 1, SimulatedOperation.Read);
        _host.AddFault("nc peer 16514", Errno.ENETUNREACH, nth: 1, SimulatedOperation.Read);

        Assert.Equal(Errno.EAGAIN, (await Assert.ThrowsAsync<KernelException>(() => OpenAsync(Qmp))).Errno);
        Assert.Equal(Errno.ENETUNREACH, (await Assert.ThrowsAsync<KernelException>(() => OpenTcpAsync("peer"))).Errno);
        await using var tcp = await OpenTcpAsync("peer");
        await using var connection = await OpenAsync(Qmp);

        _host.AddFault(Qmp, Errno.ECONNRESET, nth: 1, SimulatedOperation.Read);
        Assert.Equal(Errno.ECONNRESET, (await Assert.ThrowsAsync<KernelException>(() => ReadAsync(connection))).Errno);
        Assert.Equal("hello\n", await ReadAsync(connection));

        _host.AddFault("printf *", Errno.EPIPE, nth: 1, SimulatedOperation.Read);
        _host.AddFault("printf *", Errno.EPIPE, nth: 1);
        Assert.Equal(Errno.EPIPE, (await Assert.ThrowsAsync<KernelException>(() => WriteAsync(connection, "query"))).Errno);
        Assert.Equal(Errno.EPIPE, (await Assert.ThrowsAsync<KernelException>(() => WriteAsync(connection, "set it"))).Errno);
        await WriteAsync(connection, "set it");
        Assert.Equal("set it", await ReadAsync(connection));
    }

    [Fact]
    public async Task An_address_that_nobody_has_does_not_answer()
    {
        var start = _host.Clock.Elapsed;

        Assert.Equal(Errno.ETIMEDOUT, (await Assert.ThrowsAsync<KernelException>(() => OpenTcpAsync("192.0.2.1"))).Errno);

        Assert.True(_host.Clock.Elapsed - start >= s_limit);
    }

    [Fact]
    public async Task A_program_learns_that_its_client_left()
    {
        var endpoint = new LineEndpoint();
        _host.Listen(Qmp, endpoint);
        var connection = await OpenAsync(Qmp);
        Assert.False(endpoint.IsLeft);

        await connection.DisposeAsync();

        Assert.True(endpoint.IsLeft);
    }

    [Fact]
    public async Task Who_is_not_root_reaches_ports_and_no_sockets_of_roots()
    {
        _host.Listen(Qmp, new LineEndpoint());
        _host.Listen("peer", 16514, new LineEndpoint());
        _host.IsRoot = false;

        Assert.Equal(Errno.EACCES, (await Assert.ThrowsAsync<KernelException>(() => OpenAsync(Qmp))).Errno);
        await using var tcp = await OpenTcpAsync("peer");
    }

    [Fact]
    public void Only_who_listens_can_be_stopped()
    {
        Assert.Throws<ArgumentException>(() => _host.StopListening(Qmp));
        Assert.Throws<ArgumentException>(() => _host.StopListening("localhost", 1));
        Assert.Throws<ArgumentException>(() => _host.Listen($"/{new string('n', 107)}", new LineEndpoint()));
    }

    protected override void ListenUnix(string path) => _host.Listen(path, new LineEndpoint());

    protected override int ListenTcp(string host)
    {
        _host.Listen(host, 16514, new LineEndpoint());
        return 16514;
    }

    protected override void StopUnix(string path) => _host.StopListening(path);

    protected override void StopTcp(string host, int port) => _host.StopListening(host, port);

    protected override void PlantFile(string path) => _host.AddTextFile(path, "");

    private static async Task WriteAsync(IConnection connection, string text) =>
        await connection.WriteAsync(Encoding.UTF8.GetBytes(text), s_limit, CancellationToken.None);

    private static async Task<string> ReadAsync(IConnection connection)
    {
        var buffer = new byte[100];
        return Encoding.UTF8.GetString(buffer, 0, await connection.ReadAsync(buffer, s_limit, CancellationToken.None));
    }

    private Task<IConnection> OpenAsync(string path) => Connections.OpenUnixAsync(path, s_limit, CancellationToken.None);

    private Task<IConnection> OpenTcpAsync(string host) => Connections.OpenTcpAsync(host, 16514, s_limit, CancellationToken.None);

    /// <summary>A program that says nothing of itself, or one line later.</summary>
    private sealed class SilentEndpoint(TimeSpan? late, Action<SimulatedConversation>? take = null) : ISimulatedEndpoint
    {
        public bool Changes(ReadOnlyMemory<byte> bytes) => false;

        public void Accept(SimulatedConversation conversation)
        {
            take?.Invoke(conversation);
            if (late is { } time) conversation.After(time, () => conversation.Send("late\n"));
        }
    }
}
