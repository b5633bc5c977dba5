using System.Text;

using Mlx5Sriov.Kernel.Sockets;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Programs;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>A connection to a simulated program, as the client sees it.</summary>
internal sealed class SimulatedConnection : IConnection
{
    private readonly Gate _gate;
    private readonly WorkQueue _work;
    private readonly ISimulatedEndpoint _endpoint;
    private readonly string _name;
    private readonly string _act;
    private readonly Inbox<byte[]> _received;

    private ReadOnlyMemory<byte> _rest;

    public SimulatedConnection(Gate gate, WorkQueue work, ISimulatedEndpoint endpoint, string name, string act)
    {
        (_gate, _work, _endpoint, _name, _act) = (gate, work, endpoint, name, act);
        _received = new Inbox<byte[]>(gate, work);
        Conversation = new SimulatedConversation(_received);
    }

    /// <summary>The connection as the program sees it.</summary>
    public SimulatedConversation Conversation { get; }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, TimeSpan limit, CancellationToken cancellation)
    {
        if (buffer.IsEmpty) throw new ArgumentException("There is no room to read to.", nameof(buffer));
        CheckLimit(limit);
        cancellation.ThrowIfCancellationRequested();
        _gate.Read(_name, () => _act, () => limit == Timeout.InfiniteTimeSpan || _rest.Length > 0 || _work.WaitUntil(() => _received.IsReady, limit)
            ? true
            : throw new Refusal(Errno.ETIMEDOUT, $"nothing came of it for {limit}"), kind: KernelAct.Connect);
        if (_rest.IsEmpty)
        {
            if (!await _received.WaitAsync(() => _received.IsScheduled, cancellation).ConfigureAwait(false)) return 0;
            _rest = _received.TryTake(out var bytes) ? bytes : default;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit, CancellationToken cancellation)
    {
        CheckLimit(limit);
        cancellation.ThrowIfCancellationRequested();
        var text = Encoding.UTF8.GetString(bytes.Span);
        var act = $"printf %s {ShellWord.Quote(text)} | {_act}";
        try
        {
            if (_gate.Locked(() => _endpoint.Changes(bytes))) _gate.Write(_name, act, text, () => Take(bytes), kind: KernelAct.Connect);
            else _gate.Read(_name, () => act, () => Take(bytes), kind: KernelAct.Connect);
            return ValueTask.CompletedTask;
        }
        catch (KernelException refusal)
        {
            return ValueTask.FromException(refusal);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _gate.Locked(Conversation.CloseByClient);
        return ValueTask.CompletedTask;
    }

    /// <summary>Refuses a limit that is negative and does not mean none.</summary>
    internal static void CheckLimit(TimeSpan limit) => ArgumentOutOfRangeException.ThrowIfLessThan(limit, Timeout.InfiniteTimeSpan);

    // The program has bytes of its own: the client's buffer is the client's again.
    private bool Take(ReadOnlyMemory<byte> bytes)
    {
        if (Conversation.IsClosed) throw new Refusal(Errno.EPIPE);
        Conversation.Received?.Invoke(bytes.ToArray());
        return true;
    }
}
