using System.Text;

using Mlx5Sriov.Kernel.Sockets;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Core.Tests.Kernel;

/// <summary>What holds for connections on the machine and on a simulated host alike.</summary>
public abstract class ConnectionsContract
{
    /// <summary>As good as no limit, and the test ends if what it waits for never comes.</summary>
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(2);

    /// <summary>A limit that is to be over.</summary>
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(50);

    protected abstract IConnections Connections { get; }

    /// <summary>A folder for sockets.</summary>
    protected abstract string Folder { get; }

    private string Path => $"{Folder}/qmp";

    [Theory]
    [InlineData("")]
    [InlineData(" with a blank")]
    public async Task Both_sides_of_a_path_hear_each_other(string name)
    {
        ListenUnix(Path + name);
        await using var connection = await OpenAsync(Path + name);

        await TalkAsync(connection);
    }

    [Fact]
    public async Task Both_sides_of_an_abstract_name_hear_each_other()
    {
        var name = $"@mlx5sriov{Folder}";
        ListenUnix(name);
        await using var connection = await OpenAsync(name);

        await TalkAsync(connection);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Both_sides_of_a_port_hear_each_other(string host)
    {
        var port = ListenTcp(host);
        await using var connection = await Connections.OpenTcpAsync(host, port, s_long, CancellationToken.None);

        await TalkAsync(connection);
    }

    [Fact]
    public async Task Two_clients_have_a_conversation_each()
    {
        ListenUnix(Path);
        await using var one = await OpenAsync(Path);
        await using var other = await OpenAsync(Path);

        await WriteAsync(one, "one\n");
        await WriteAsync(other, "other\n");

        Assert.Equal("hello\none\n", await ReadAsync(one, 10));
        Assert.Equal("hello\nother\n", await ReadAsync(other, 12));
    }

    [Fact]
    public async Task What_does_not_fit_is_read_next()
    {
        ListenUnix(Path);
        await using var connection = await OpenAsync(Path);
        var buffer = new byte[4];

        Assert.Equal(4, await connection.ReadAsync(buffer, s_long, CancellationToken.None));
        Assert.Equal("hell", Encoding.UTF8.GetString(buffer));
        Assert.Equal(2, await connection.ReadAsync(buffer, s_long, CancellationToken.None));
        Assert.Equal("o\n", Encoding.UTF8.GetString(buffer, 0, 2));
        await Assert.ThrowsAsync<ArgumentException>(async () => await connection.ReadAsync(Memory<byte>.Empty, s_long, CancellationToken.None));
    }

    [Fact]
    public async Task What_the_other_side_closed_reads_to_its_end_and_takes_no_more()
    {
        ListenUnix(Path);
        await using var connection = await OpenAsync(Path);

        await WriteAsync(connection, "bye\n");

        Assert.Equal("hello\nbye\n", await ReadAsync(connection, 100));
        Assert.Equal(0, await connection.ReadAsync(new byte[1], s_long, CancellationToken.None));
        Assert.Equal(Errno.EPIPE, (await Assert.ThrowsAsync<KernelException>(() => WriteAsync(connection, "more\n"))).Errno);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_said_to_be_missing()
    {
        var refusal = await RefusedAsync(Path);

        Assert.Equal((Errno.ENOENT, $"socat - UNIX-CONNECT:{Path}"), (refusal.Errno, refusal.Act));
        Assert.Equal(Errno.ENOENT, (await RefusedAsync($"{Folder}/absent/qmp")).Errno);
    }

    [Fact]
    public async Task A_path_on_which_nobody_listens_is_refused()
    {
        ListenUnix(Path);
        StopUnix(Path);

        Assert.Equal(Errno.ECONNREFUSED, (await RefusedAsync(Path)).Errno);
        Assert.Equal((Errno.ECONNREFUSED, "socat - ABSTRACT-CONNECT:mlx5sriov-nobody"), await ToldAsync("@mlx5sriov-nobody"));
    }

    [Fact]
    public async Task A_file_is_no_socket()
    {
        PlantFile($"{Folder}/file");

        Assert.Equal(Errno.ECONNREFUSED, (await RefusedAsync($"{Folder}/file")).Errno);
        Assert.Equal(Errno.ENOTDIR, (await RefusedAsync($"{Folder}/file/qmp")).Errno);
    }

    [Theory]
    [InlineData("/{0}")]
    [InlineData("@{0}")]
    [InlineData("/{0}ä")]
    public async Task A_path_that_is_too_long_is_refused_before_the_kernel_is_asked(string form)
    {
        var longest = form.Replace("{0}", new string('n', 107 - (Encoding.UTF8.GetByteCount(form) - 3)), StringComparison.Ordinal);

        Assert.Equal(form[0] == '@' ? Errno.ECONNREFUSED : Errno.ENOENT, (await RefusedAsync(longest)).Errno);
        Assert.Equal(Errno.ENAMETOOLONG, (await RefusedAsync(longest + "n")).Errno);
    }

    [Theory]
    [InlineData("")]
    [InlineData("relative")]
    [InlineData("/")]
    [InlineData("@")]
    [InlineData("/run\0/qmp")]
    public async Task Only_an_absolute_path_or_an_abstract_name_is_taken(string path) =>
        await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync(path));

    [Theory]
    [InlineData("", 1)]
    [InlineData("localhost", 0)]
    [InlineData("localhost", 65536)]
    public async Task Only_a_host_and_a_port_are_taken(string host, int port) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Connections.OpenTcpAsync(host, port, s_long, CancellationToken.None));

    [Fact]
    public async Task A_port_on_which_nobody_listens_is_refused()
    {
        var port = ListenTcp("127.0.0.1");
        StopTcp("127.0.0.1", port);

        var refusal = await Assert.ThrowsAsync<KernelException>(() => Connections.OpenTcpAsync("127.0.0.1", port, s_long, CancellationToken.None));

        Assert.Equal((Errno.ECONNREFUSED, FormattableString.Invariant($"nc 127.0.0.1 {port}")), (refusal.Errno, refusal.Act));
    }

    [Fact]
    public async Task A_name_without_an_address_is_no_host()
    {
        var refusal = await Assert.ThrowsAsync<KernelException>(() => Connections.OpenTcpAsync("no-such-host.invalid", 1, s_long, CancellationToken.None));

        Assert.Equal((Errno.EHOSTUNREACH, "nc no-such-host.invalid 1"), (refusal.Errno, refusal.Act));
        Assert.StartsWith("the name has no address", refusal.KernelText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_that_nothing_answers_ends_at_its_limit_and_the_connection_lives_on()
    {
        ListenUnix(Path);
        await using var connection = await OpenAsync(Path);
        Assert.Equal("hello\n", await ReadAsync(connection, 6));

        var refusal = await Assert.ThrowsAsync<KernelException>(async () => await connection.ReadAsync(new byte[1], s_short, CancellationToken.None));
        Assert.Equal((Errno.ETIMEDOUT, $"socat - UNIX-CONNECT:{Path}"), (refusal.Errno, refusal.Act));

        await WriteAsync(connection, "again\n");
        Assert.Equal("again\n", await ReadAsync(connection, 6));
    }

    [Fact]
    public async Task A_read_that_is_cancelled_leaves_the_connection_as_it_is()
    {
        ListenUnix(Path);
        await using var connection = await OpenAsync(Path);
        Assert.Equal("hello\n", await ReadAsync(connection, 6));
        using var cancellation = new CancellationTokenSource();
        var reading = connection.ReadAsync(new byte[1], Timeout.InfiniteTimeSpan, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        await WriteAsync(connection, "again\n");
        Assert.Equal("again\n", await ReadAsync(connection, 6));
    }

    [Fact]
    public async Task What_is_cancelled_before_opens_nothing()
    {
        ListenUnix(Path);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Connections.OpenUnixAsync(Path, s_long, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Connections.OpenTcpAsync("localhost", 1, s_long, cancelled));
        await using var connection = await OpenAsync(Path);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await connection.ReadAsync(new byte[1], s_long, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await connection.WriteAsync(new byte[1], s_long, cancelled));
    }

    [Fact]
    public async Task A_negative_limit_is_none()
    {
        ListenUnix(Path);
        var negative = TimeSpan.FromSeconds(-1);
        await using var connection = await OpenAsync(Path);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Connections.OpenUnixAsync(Path, negative, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Connections.OpenTcpAsync("localhost", 1, negative, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await connection.ReadAsync(new byte[1], negative, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await connection.WriteAsync(new byte[1], negative, CancellationToken.None));
    }

    /// <summary>Has somebody listen who greets with <c>hello</c>, repeats each line, and closes after <c>bye</c>.</summary>
    protected abstract void ListenUnix(string path);

    /// <summary>The same on a port of this host.</summary>
    protected abstract int ListenTcp(string host);

    /// <summary>Ends who listens; the path stays.</summary>
    protected abstract void StopUnix(string path);

    /// <summary>Ends who listens.</summary>
    protected abstract void StopTcp(string host, int port);

    /// <summary>Makes an ordinary file.</summary>
    protected abstract void PlantFile(string path);

    private static async Task TalkAsync(IConnection connection)
    {
        Assert.Equal("hello\n", await ReadAsync(connection, 6));
        await WriteAsync(connection, "ä line\n");
        Assert.Equal("ä line\n", await ReadAsync(connection, 8));
    }

    private static async Task WriteAsync(IConnection connection, string text) =>
        await connection.WriteAsync(Encoding.UTF8.GetBytes(text), s_long, CancellationToken.None);

    /// <summary>Reads so many bytes, or to the end.</summary>
    private static async Task<string> ReadAsync(IConnection connection, int count)
    {
        var buffer = new byte[count];
        var length = 0;
        while (length < count && await connection.ReadAsync(buffer.AsMemory(length), s_long, CancellationToken.None) is > 0 and var more) length += more;
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private Task<IConnection> OpenAsync(string path) => Connections.OpenUnixAsync(path, s_long, CancellationToken.None);

    private Task<KernelException> RefusedAsync(string path) => Assert.ThrowsAsync<KernelException>(() => OpenAsync(path));

    private async Task<(Errno Errno, string Act)> ToldAsync(string path)
    {
        var refusal = await RefusedAsync(path);
        return (refusal.Errno, refusal.Act);
    }
}
