using System.Text;

using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>A program that greets with <c>hello</c>, repeats each line, and closes after <c>bye</c>.</summary>
/// <param name="changes">What counts as a change; null for nothing.</param>
internal sealed class LineEndpoint(Func<string, bool>? changes = null) : ISimulatedEndpoint
{
    /// <summary>Whether a client has closed its connection.</summary>
    public bool IsLeft { get; private set; }

    public bool Changes(ReadOnlyMemory<byte> bytes) => changes?.Invoke(Encoding.UTF8.GetString(bytes.Span)) == true;

    public void Accept(SimulatedConversation conversation)
    {
        conversation.Send("hello\n");
        conversation.Received = bytes =>
        {
            conversation.Send(bytes.Span);
            if (bytes.Span.SequenceEqual("bye\n"u8)) conversation.Close();
        };
        conversation.ClientClosed = () => IsLeft = true;
    }
}
