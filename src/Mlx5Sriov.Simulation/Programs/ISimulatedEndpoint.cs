namespace Mlx5Sriov.Simulation.Programs;

/// <summary>A program that listens on a socket of a simulated host, or of another host that it reaches.</summary>
public interface ISimulatedEndpoint
{
    /// <summary>Whether these bytes ask for a change, and so count as a write.</summary>
    /// <param name="bytes">What a client sends.</param>
    /// <returns>True if they do.</returns>
    bool Changes(ReadOnlyMemory<byte> bytes);

    /// <summary>A client has connected.</summary>
    /// <param name="conversation">The conversation with it: it may be greeted, now or later.</param>
    /// <remarks>
    /// Called while the host is locked: it may read and change the simulated host through its own references, but not wait for another thread. The same holds
    /// for all that the conversation calls.
    /// </remarks>
    void Accept(SimulatedConversation conversation);
}
