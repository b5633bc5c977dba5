using System.Net.Sockets;
using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Linux.Interop;
using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Recorded;

namespace Mlx5Sriov.Kernel;

/// <summary>
/// The other end of a connection: answers each request with the datagrams of a script, over a socket pair that keeps message bounds as netlink does.
/// </summary>
internal sealed class ScriptedKernel : IDisposable
{
    private readonly Queue<Func<uint, byte[][]>> _script;
    private readonly List<Socket> _ends = [];

    public ScriptedKernel(params Func<uint, byte[][]>[] script)
    {
        _script = new Queue<Func<uint, byte[][]>>(script);
        Connection = new NetlinkConnection(NetlinkHeader.NETLINK_ROUTE, Open);
    }

    public NetlinkConnection Connection { get; }

    /// <summary>How long the next socket waits for an answer.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The sequence numbers of the requests, one list a socket.</summary>
    public List<List<uint>> Requests { get; } = [];

    /// <summary>A message whose payload is one number.</summary>
    public static byte[] Answer(uint sequence, int number, ushort flags = 0, ushort type = 100) =>
        new MessageWriter(type, flags).Header(number).Finish(sequence).ToArray();

    public static byte[] Done(uint sequence, ushort flags = NetlinkHeader.NLM_F_MULTI) => Answer(sequence, 0, flags, NetlinkHeader.NLMSG_DONE);

    public static byte[] Error(uint sequence, Errno errno) =>
        new MessageWriter(NetlinkHeader.NLMSG_ERROR, NetlinkHeader.NLM_F_CAPPED)
            .Header(-(int)errno)
            .Header(default(ulong))
            .Header(default(ulong))
            .Finish(sequence)
            .ToArray();

    public static int Number(NetlinkMessage message) => message.Header<int>(out _);

    public void Dispose()
    {
        Connection.Dispose();
        foreach (var end in _ends) end.Dispose();
    }

    private NetlinkSocket Open(int protocol, out Errno refusal)
    {
        const int AF_UNIX = 1, SOCK_SEQPACKET = 5, SO_SNDBUF = 7;
        refusal = 0;
        Assert.Equal(0, socketpair(AF_UNIX, SOCK_SEQPACKET, 0, out var pair));
        var client = new SafeFileHandle(pair.Client, ownsHandle: true);
        var patience = new Libc.TimeInterval
        {
            tv_sec = (long)Patience.TotalSeconds,
            tv_usec = Patience.Microseconds + (1000 * Patience.Milliseconds),
        };
        Assert.True(Libc.SetOption(client, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, patience));
        Assert.True(Libc.SetOption(client, Libc.SOL_SOCKET, SO_SNDBUF, 1 << 20));
        var end = new Socket(new SafeSocketHandle(pair.Kernel, ownsHandle: true));
        var requests = new List<uint>();
        _ends.Add(end);
        Requests.Add(requests);
        new Thread(() => Serve(end, requests)) { IsBackground = true }.Start();
        return new NetlinkSocket(client);
    }

    private void Serve(Socket end, List<uint> requests)
    {
        var buffer = new byte[4096];
        try
        {
            while (end.Receive(buffer) is var count && count > 0)
            {
                var sequence = buffer[..count].Message().Sequence;
                requests.Add(sequence);
                foreach (var datagram in _script.Dequeue()(sequence)) end.Send(datagram);
            }
        }
        catch (SocketException)
        {
            // The connection closed this socket.
        }
        catch (ObjectDisposedException)
        {
        }
    }

    [DllImport("libc")]
    private static extern int socketpair(int family, int type, int protocol, out Pair pair);

    [StructLayout(LayoutKind.Sequential)]
    private struct Pair
    {
        public int Client;
        public int Kernel;
    }
}
