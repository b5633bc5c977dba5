using System.Globalization;
using System.Net;
using System.Text;

using Mlx5Sriov.Kernel.Sockets;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>The connections of a simulated host.</summary>
internal sealed class SimulatedConnections(Gate gate, SimulatedMachine machine) : IConnections
{
    /// <summary>When the kernel gives up where nobody answers: after 6 repetitions, the first after a second (tcp(7), tcp_syn_retries).</summary>
    private static readonly TimeSpan s_kernelLimit = TimeSpan.FromSeconds(127);

    /// <inheritdoc/>
    public Task<IConnection> OpenUnixAsync(string path, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        SimulatedConnection.CheckLimit(limit);
        var isAbstract = path.StartsWith('@');
        if (path.Length < 2 || path.Contains('\0', StringComparison.Ordinal) || !(isAbstract || path.StartsWith('/')))
            throw new ArgumentException($"'{path}' is neither an absolute path nor an abstract name.", nameof(path));
        var act = isAbstract ? $"socat - {ShellWord.Quote($"ABSTRACT-CONNECT:{path[1..]}")}" : $"socat - {ShellWord.Quote($"UNIX-CONNECT:{path}")}";
        return Open(path, act, () =>
        {
            if (Encoding.UTF8.GetByteCount(path) > IConnections.LongestUnixPath)
                throw new Refusal(Errno.ENAMETOOLONG, $"the path of a socket has at most {IConnections.LongestUnixPath} bytes");
            if (!isAbstract && !machine.Sockets.IsPath(path))
            {
                machine.Files.RequireFolderOf(path);
                throw new Refusal(machine.Files.IsTaken(path) ? Errno.ECONNREFUSED : Errno.ENOENT);
            }

            // The sockets of virtual machines and of libvirt are root's.
            if (!isAbstract && !machine.IsRoot) throw new Refusal(Errno.EACCES);
        }, cancellation);
    }

    /// <inheritdoc/>
    public Task<IConnection> OpenTcpAsync(string host, int port, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        SimulatedConnection.CheckLimit(limit);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        var act = $"nc {ShellWord.Quote(host)} {port.ToString(CultureInfo.InvariantCulture)}";
        return Open(Sockets.Port(host, port), act, () =>
        {
            if (machine.Sockets.IsHost(host)) return;
            if (!IPAddress.TryParse(host, out _)) throw new Refusal(Errno.EHOSTUNREACH, "the name has no address");
            machine.Clock.Advance(limit == Timeout.InfiniteTimeSpan || limit > s_kernelLimit ? s_kernelLimit : limit);
            throw new Refusal(Errno.ETIMEDOUT);
        }, cancellation);
    }

    private Task<IConnection> Open(string name, string act, Action check, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<IConnection>(cancellation);
        try
        {
            return Task.FromResult(gate.Read<IConnection>(name, () => act, () =>
            {
                check();
                var endpoint = machine.Sockets.Listener(name) ?? throw new Refusal(Errno.ECONNREFUSED);
                var connection = new SimulatedConnection(gate, machine.Work, endpoint, name, act);
                machine.Sockets.Add(name, connection.Conversation);
                endpoint.Accept(connection.Conversation);
                return connection;
            }, kind: KernelAct.Connect));
        }
        catch (KernelException refusal)
        {
            return Task.FromException<IConnection>(refusal);
        }
    }
}
