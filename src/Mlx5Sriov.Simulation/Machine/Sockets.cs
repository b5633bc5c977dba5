using System.Globalization;

using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The sockets that can be connected to: those with a path on the host, and TCP ports of the hosts that it reaches.</summary>
internal sealed class Sockets
{
    private readonly Dictionary<string, ISimulatedEndpoint?> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SimulatedConversation>> _conversations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "::1" };

    /// <summary>How a TCP port is called here.</summary>
    public static string Port(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    /// <summary>Whether there is a host of this name or address.</summary>
    public bool IsHost(string host) => _hosts.Contains(host);

    /// <summary>Enters a host.</summary>
    public void AddHost(string host) => _hosts.Add(host);

    /// <summary>Has a program listen, in place of another one.</summary>
    public void Listen(string name, ISimulatedEndpoint endpoint) => _endpoints[name] = endpoint;

    /// <summary>The program that listens; null where nobody does.</summary>
    public ISimulatedEndpoint? Listener(string name) => _endpoints.GetValueOrDefault(name);

    /// <summary>Whether a socket has this path; it stays when its program has ended.</summary>
    public bool IsPath(string path) => _endpoints.ContainsKey(path);

    /// <summary>Notes a conversation, which ends with the program.</summary>
    public void Add(string name, SimulatedConversation conversation)
    {
        if (!_conversations.TryGetValue(name, out var open)) _conversations.Add(name, open = []);
        open.RemoveAll(c => c.IsClosed);
        open.Add(conversation);
    }

    /// <summary>Ends the program that listens: its conversations are closed, and a path stays without a listener.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Close(string name)
    {
        if (_endpoints.GetValueOrDefault(name) is null) return false;
        _endpoints[name] = null;
        foreach (var conversation in _conversations.GetValueOrDefault(name, [])) conversation.Close();
        _conversations.Remove(name);
        return true;
    }
}
