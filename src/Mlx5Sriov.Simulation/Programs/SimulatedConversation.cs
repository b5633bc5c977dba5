using System.Text;

namespace Mlx5Sriov.Simulation.Programs;

/// <summary>A connection to a simulated program, as the program sees it. All of it is used while the host is locked.</summary>
public sealed class SimulatedConversation
{
    private readonly Inbox<byte[]> _sent;

    internal SimulatedConversation(Inbox<byte[]> sent) => _sent = sent;

    /// <summary>What takes the bytes that the client sends; null to leave them unread.</summary>
    public Action<ReadOnlyMemory<byte>>? Received { get; set; }

    /// <summary>What is done when the client has closed the connection; null for nothing.</summary>
    public Action? ClientClosed { get; set; }

    /// <summary>Whether the connection is closed, by whichever side.</summary>
    public bool IsClosed => _sent.IsEnded;

    /// <summary>Sends bytes to the client; to a connection that is closed, nothing.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (!IsClosed && bytes.Length > 0) _sent.Put(bytes.ToArray());
    }

    /// <summary>Sends a text to the client, as UTF-8; to a connection that is closed, nothing.</summary>
    /// <param name="text">The text.</param>
    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Has the program do something later on the host's clock, if the connection is open then. A client that waits moves the clock to that time.
    /// </summary>
    /// <param name="delay">How much later; zero or more.</param>
    /// <param name="act">What it does.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public void After(TimeSpan delay, Action act) => _sent.After(delay, act);

    /// <summary>Closes the connection. The client reads what was sent before, and then the end. A second time does nothing.</summary>
    public void Close() => _sent.End();

    /// <summary>The client closes the connection.</summary>
    internal void CloseByClient()
    {
        if (IsClosed) return;
        _sent.End();
        ClientClosed?.Invoke();
    }
}
