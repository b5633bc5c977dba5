using Mlx5Sriov.Kernel.Sockets;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation;

/// <content>Programs that a scene has listen, and guests with a socket for QMP. None of it is recorded as a write.</content>
public sealed partial class SimulatedHost
{
    /// <summary>Has a program listen on a socket with a path, in place of one that did.</summary>
    /// <param name="path">The socket's absolute path; <c>@NAME</c> for an abstract name.</param>
    /// <param name="endpoint">The program.</param>
    /// <exception cref="ArgumentException">The path is not absolute, or longer than the kernel takes.</exception>
    /// <remarks>Equivalent to: <c>socat UNIX-LISTEN:PATH,fork EXEC:PROGRAM</c>.</remarks>
    public void Listen(string path, ISimulatedEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        CheckSocket(path);
        _gate.Locked(() => _machine.Sockets.Listen(path, endpoint));
    }

    /// <summary>Has a program listen on a TCP port, in place of one that did.</summary>
    /// <param name="host">The name or address of the host on which it runs: <c>localhost</c>, or another one, which is then known here.</param>
    /// <param name="port">The port; 1 to 65535.</param>
    /// <param name="endpoint">The program.</param>
    /// <exception cref="ArgumentException">The host is empty, or the port is none.</exception>
    /// <remarks>There is no name service: a name and its address count as two hosts.</remarks>
    public void Listen(string host, int port, ISimulatedEndpoint endpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        ArgumentNullException.ThrowIfNull(endpoint);
        _gate.Locked(() =>
        {
            _machine.Sockets.AddHost(host);
            _machine.Sockets.Listen(Sockets.Port(host, port), endpoint);
        });
    }

    /// <summary>Ends the program that listens on a socket with a path: its conversations are closed, and the path stays, as after a kill.</summary>
    /// <param name="path">The socket's path.</param>
    /// <exception cref="ArgumentException">Nobody listens there.</exception>
    public void StopListening(string path) => Stop(path);

    /// <summary>Ends the program that listens on a TCP port: its conversations are closed.</summary>
    /// <param name="host">The host, as it was named.</param>
    /// <param name="port">The port.</param>
    /// <exception cref="ArgumentException">Nobody listens there.</exception>
    public void StopListening(string host, int port) => Stop(Sockets.Port(host, port));

    /// <summary>Starts a virtual machine with a QMP socket, or gives a socket to one that runs.</summary>
    /// <param name="name">The guest's name, by which <see cref="GiveToVirtualMachine"/> gives it VFs; without a slash.</param>
    /// <param name="qmp">What answers on the socket.</param>
    /// <returns>The guest.</returns>
    /// <exception cref="ArgumentException">The name is empty, or is no name of a file.</exception>
    /// <exception cref="InvalidOperationException">The guest has a QMP socket already.</exception>
    /// <remarks>Equivalent to: <c>qemu-system-x86_64 -name guest=NAME -qmp unix:/run/qemu/NAME.qmp,server=on,wait=off</c>.</remarks>
    public SimulatedGuest AddGuest(string name, ISimulatedEndpoint qmp)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(qmp);
        if (name.Contains('/', StringComparison.Ordinal)) throw new ArgumentException($"'{name}' is no name of a file.", nameof(name));
        var path = $"/run/qemu/{name}.qmp";
        CheckSocket(path);
        return _gate.Locked(() =>
        {
            if (_machine.Sockets.Listener(path) is not null) throw new InvalidOperationException($"The guest {name} has a QMP socket already.");
            var process = Guest(name);
            process.AddArguments("-qmp", $"unix:{path.Replace(",", ",,", StringComparison.Ordinal)},server=on,wait=off");
            process.Ended += () => _machine.Sockets.Close(path);
            _machine.Files.AddFolder("/run/qemu");
            _machine.Sockets.Listen(path, qmp);
            return new SimulatedGuest(name, process.Id, path);
        });
    }

    private static void CheckSocket(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path[0] != '@') CheckPath(path);
        if (System.Text.Encoding.UTF8.GetByteCount(path) > IConnections.LongestUnixPath)
            throw new ArgumentException($"'{path}' is longer than the path of a socket may be.", nameof(path));
    }

    private void Stop(string name)
    {
        if (!_gate.Locked(() => _machine.Sockets.Close(name))) throw new ArgumentException($"Nobody listens on '{name}'.", nameof(name));
    }
}
