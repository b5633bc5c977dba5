using Mlx5Sriov.Kernel.Linux.Interop;
using Mlx5Sriov.Kernel.Linux.Netlink;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>Opens sockets in another network namespace.</summary>
internal static class NetworkNamespace
{
    /// <summary>
    /// Opens a netlink socket there. setns(2) moves the thread that calls it, so that is a thread of its own, which ends at once: no thread that
    /// anything else runs on is ever in a foreign namespace. The socket stays in that namespace whoever uses it.
    /// </summary>
    /// <param name="path">The namespace's file.</param>
    /// <param name="protocol">The netlink protocol.</param>
    /// <param name="refusal">Why there is no socket; ENOENT where the namespace is gone.</param>
    /// <returns>The socket; null where the kernel refused.</returns>
    public static NetlinkSocket? Open(string path, int protocol, out Errno refusal)
    {
        NetlinkSocket? socket = null;
        Errno errno = 0;
        var thread = new Thread(() => socket = OpenOnThisThread(path, protocol, out errno), maxStackSize: 256 * 1024)
        {
            IsBackground = true,
            Name = "network namespace",
        };
        thread.Start();
        thread.Join();
        refusal = errno;
        return socket;
    }

    private static NetlinkSocket? OpenOnThisThread(string path, int protocol, out Errno refusal)
    {
        using var file = Libc.Open(path, Libc.O_RDONLY);
        if (!file.IsInvalid && Libc.EnterNetworkNamespace(file)) return NetlinkSocket.Open(protocol, out refusal);
        refusal = Libc.LastErrno switch
        {
            // ESRCH: the process of /proc/PID/ns ended. EINVAL: /run/netns/NAME is a plain file, which is what is left when a namespace is unmounted.
            Errno.ENOTDIR or Errno.ESRCH => Errno.ENOENT,
            Errno.EINVAL when !file.IsInvalid => Errno.ENOENT,
            var other => other,
        };
        return null;
    }
}
