namespace Mlx5Sriov.Kernel.Sockets;

/// <summary>Opens connections to other programs, on this host and on others.</summary>
public interface IConnections
{
    /// <summary>The length in bytes of the longest path or name of a socket, its @ included: 107.</summary>
    /// <remarks>The kernel has room for 108 with the zero at the end (unix(7), sun_path).</remarks>
    const int LongestUnixPath = 107;

    /// <summary>Connects to a stream socket of this host.</summary>
    /// <param name="path">The socket's absolute path; <c>@NAME</c> for a name in Linux's abstract space.</param>
    /// <param name="limit">How long it may take; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it likes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="KernelException">
    /// No such socket (ENOENT), nobody listens (ECONNREFUSED), no permission (EACCES), another kind of socket (EPROTOTYPE, 91), no room among the clients that
    /// wait for the listener until the limit was over (ETIMEDOUT), a path longer than <see cref="LongestUnixPath"/> (ENAMETOOLONG, before the kernel is asked).
    /// </exception>
    /// <exception cref="ArgumentException">It is neither an absolute path nor an abstract name, or the limit is negative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>Equivalent to: <c>socat - UNIX-CONNECT:PATH</c>, or <c>socat - ABSTRACT-CONNECT:NAME</c>.</remarks>
    Task<IConnection> OpenUnixAsync(string path, TimeSpan limit, CancellationToken cancellation);

    /// <summary>Connects to a TCP port. The addresses of a name are tried one after the other.</summary>
    /// <param name="host">The host's name or address.</param>
    /// <param name="port">The port; 1 to 65535.</param>
    /// <param name="limit">How long it may take; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the kernel tries.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="KernelException">
    /// Nobody listens (ECONNREFUSED), no answer (ETIMEDOUT), no way there (ENETUNREACH, EHOSTUNREACH); EHOSTUNREACH too for a name without an address.
    /// </exception>
    /// <exception cref="ArgumentException">The name is empty, the port is none, or the limit is negative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>Equivalent to: <c>nc HOST PORT</c>.</remarks>
    Task<IConnection> OpenTcpAsync(string host, int port, TimeSpan limit, CancellationToken cancellation);
}
