using Mlx5Sriov.Kernel.Linux.Interop;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Netlink;

/// <summary>Reads one answer.</summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="message">The answer; only valid during the call.</param>
internal delegate T MessageParser<out T>(NetlinkMessage message);

/// <summary>
/// Requests and answers over one socket, which is opened at the first request and reused. Safe for several threads: requests take turns. After anything
/// that leaves answers unread the socket is closed, and the next request opens another.
/// </summary>
/// <param name="protocol">The netlink protocol.</param>
/// <param name="open">Opens the socket elsewhere than in the process's own network namespace.</param>
internal sealed class NetlinkConnection(int protocol, NetlinkConnection.Opener? open = null) : IDisposable
{
    /// <summary>How often a list is asked for again because it changed meanwhile, or an answer was lost.</summary>
    private const int Attempts = 10;

    private readonly object _turn = new();
    private NetlinkSocket? _socket;

    /// <summary>Opens a socket; null where the kernel refused, and why.</summary>
    internal delegate NetlinkSocket? Opener(int protocol, out Errno refusal);

    /// <summary>Sends a request that answers with nothing but success or a refusal. Never repeated.</summary>
    public Acknowledgement Execute(MessageWriter request)
    {
        lock (_turn) return Exchange<object>(request, null, []).End;
    }

    /// <summary>Sends a request and reads its answers; sent again if they are not of one piece.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parse">Reads one answer.</param>
    /// <param name="answers">What the answers hold.</param>
    public Acknowledgement Collect<T>(MessageWriter request, MessageParser<T> parse, out List<T> answers)
    {
        answers = [];
        lock (_turn)
        {
            for (var attempt = 1; ; attempt++)
            {
                answers.Clear();
                var outcome = Exchange(request, parse, answers);
                if (!outcome.AskAgain || attempt == Attempts) return outcome.End;
            }
        }
    }

    public void Dispose()
    {
        lock (_turn) Close();
    }

    private Outcome Exchange<T>(MessageWriter request, MessageParser<T>? parse, List<T> answers)
    {
        if (_socket is null)
        {
            _socket = (open ?? NetlinkSocket.Open)(protocol, out var refusal);
            if (_socket is null) return new Outcome(new Acknowledgement(refusal));
        }

        var isClean = false;
        try
        {
            if (!_socket.Send(request, out var sequence)) return new Outcome(new Acknowledgement(Libc.LastErrno));
            var outcome = ReadAnswers(_socket, request.Flags, sequence, parse, answers);
            isClean = outcome.IsClean;
            return outcome;
        }
        finally
        {
            if (!isClean) Close();
        }
    }

    private static Outcome ReadAnswers<T>(NetlinkSocket socket, ushort flags, uint sequence, MessageParser<T>? parse, List<T> answers)
    {
        var isInterrupted = false;
        while (true)
        {
            if (!(parse is null ? socket.ReceiveShort(out var datagram) : socket.Receive(out datagram))) return Lost(Libc.LastErrno);
            while (!datagram.IsEmpty)
            {
                var message = NetlinkMessage.Take(ref datagram);
                if (message.Type == NLMSG_OVERRUN) return Lost(Errno.ENOBUFS);
                if (message.Type == NLMSG_NOOP || message.Sequence != sequence) continue;
                isInterrupted |= (message.Flags & NLM_F_DUMP_INTR) != 0;
                if (message.Type is NLMSG_ERROR or NLMSG_DONE) return Ended(Acknowledgement.Read(message), isInterrupted);
                if (parse is not null) answers.Add(parse(message));
                if (((flags | message.Flags) & (NLM_F_ACK | NLM_F_DUMP | NLM_F_MULTI)) == 0) return Ended(default, isInterrupted);
            }
        }
    }

    private static Outcome Ended(Acknowledgement end, bool isInterrupted) => isInterrupted && end.IsSuccess
        ? new Outcome(new Acknowledgement(Errno.EAGAIN, "the list changed each time it was read"), AskAgain: true, IsClean: true)
        : new Outcome(end, IsClean: true);

    private static Outcome Lost(Errno errno) => errno switch
    {
        Errno.ENOBUFS => new Outcome(new Acknowledgement(errno, "its answer was lost, so whether it was done is unknown"), AskAgain: true),
        Errno.EAGAIN => new Outcome(new Acknowledgement(Errno.ETIMEDOUT, "no answer came, so whether it was done is unknown")),
        _ => new Outcome(new Acknowledgement(errno)),
    };

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <summary>How an exchange went.</summary>
    /// <param name="End">How the kernel ended it.</param>
    /// <param name="AskAgain">Whether the answers are not of one piece and the same request may give better ones.</param>
    /// <param name="IsClean">Whether nothing of it is left to be received.</param>
    private readonly record struct Outcome(Acknowledgement End, bool AskAgain = false, bool IsClean = false);
}
