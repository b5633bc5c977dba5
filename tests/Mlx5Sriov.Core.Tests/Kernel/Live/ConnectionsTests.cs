using System.Net;
using System.Net.Sockets;
using System.Text;

using Mlx5Sriov.Core.Tests.Kernel;
using Mlx5Sriov.Kernel.Linux.Sockets;
using Mlx5Sriov.Kernel.Sockets;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>Sockets of the running kernel.</summary>
public sealed class ConnectionsTests : ConnectionsContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlx5s-");
    private readonly Dictionary<string, Socket> _listeners = [];

    protected override IConnections Connections { get; } = new Connections();

    protected override string Folder => _folder.FullName;

    public void Dispose()
    {
        foreach (var listener in _listeners.Values) listener.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Another_kind_of_socket_is_refused()
    {
        using var datagrams = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        datagrams.Bind(new UnixDomainSocketEndPoint($"{Folder}/datagrams"));

        var refusal = await Assert.ThrowsAsync<KernelException>(
            () => Connections.OpenUnixAsync($"{Folder}/datagrams", TimeSpan.FromMinutes(1), CancellationToken.None));

        Assert.Equal((Errno)91, refusal.Errno);
    }

    [Fact]
    public async Task A_listener_without_room_is_waited_for_until_the_limit_and_no_longer()
    {
        using var busy = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        busy.Bind(new UnixDomainSocketEndPoint($"{Folder}/busy"));
        busy.Listen(0);
        await using var first = await Connections.OpenUnixAsync($"{Folder}/busy", TimeSpan.FromMinutes(1), CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<KernelException>(
            () => Connections.OpenUnixAsync($"{Folder}/busy", TimeSpan.FromMilliseconds(100), CancellationToken.None));
        Assert.Equal(Errno.ETIMEDOUT, refusal.Errno);

        var waiting = Connections.OpenUnixAsync($"{Folder}/busy", TimeSpan.FromMinutes(1), CancellationToken.None);
        using var accepted = await busy.AcceptAsync();
        await using var second = await waiting;
        Assert.NotNull(second);
    }

    [Fact]
    public async Task A_large_write_arrives_whole_and_one_that_nobody_reads_ends_at_its_limit()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"{Folder}/slow"));
        listener.Listen();
        await using var connection = await Connections.OpenUnixAsync($"{Folder}/slow", TimeSpan.FromMinutes(1), CancellationToken.None);
        using var peer = await listener.AcceptAsync();
        var sent = new byte[5_000_000];
        new Random(1).NextBytes(sent);

        var writing = connection.WriteAsync(sent, TimeSpan.FromMinutes(1), CancellationToken.None).AsTask();
        var received = new byte[sent.Length];
        for (var length = 0; length < received.Length;) length += await peer.ReceiveAsync(received.AsMemory(length));
        await writing;
        Assert.True(sent.AsSpan().SequenceEqual(received));

        var refusal = await Assert.ThrowsAsync<KernelException>(
            async () => await connection.WriteAsync(sent, TimeSpan.FromMilliseconds(50), CancellationToken.None));
        Assert.Equal(Errno.ETIMEDOUT, refusal.Errno);
    }

    [Fact]
    public async Task A_connection_that_broke_says_so()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        await using var connection = await Connections.OpenTcpAsync("127.0.0.1", port, TimeSpan.FromMinutes(1), CancellationToken.None);
        using (var peer = await listener.AcceptAsync()) peer.LingerState = new LingerOption(enable: true, 0);

        var refusal = await Assert.ThrowsAsync<KernelException>(
            async () => await connection.ReadAsync(new byte[1], TimeSpan.FromMinutes(1), CancellationToken.None));

        Assert.Equal((Errno.ECONNRESET, FormattableString.Invariant($"nc 127.0.0.1 {port}")), (refusal.Errno, refusal.Act));
    }

    protected override void ListenUnix(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path));
        Serve(path, listener);
    }

    protected override int ListenTcp(string host)
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        Serve($"{((IPEndPoint)listener.LocalEndPoint!).Port}", listener);
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    // .NET takes the path away with the socket, and a program that is killed leaves it.
    protected override void StopUnix(string path)
    {
        File.Move(path, path + ".kept");
        _listeners[path].Dispose();
        File.Move(path + ".kept", path);
    }

    protected override void StopTcp(string host, int port) => _listeners[$"{port}"].Dispose();

    protected override void PlantFile(string path) => File.WriteAllText(path, "");

    private static async Task TalkAsync(Socket client)
    {
        using var stream = new NetworkStream(client, ownsSocket: true);
        using var reader = new StreamReader(stream);
        await stream.WriteAsync("hello\n"u8.ToArray());
        while (await reader.ReadLineAsync() is { } line)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
            if (line == "bye") return;
        }
    }

    private void Serve(string name, Socket listener)
    {
        _listeners.Add(name, listener);
        listener.Listen();
        _ = Task.Run(async () =>
        {
            while (true) _ = TalkAsync(await listener.AcceptAsync());
        });
    }
}
