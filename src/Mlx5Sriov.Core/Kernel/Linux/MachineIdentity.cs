using System.Globalization;

using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>Which machine this is, from its machine id; where it has none, from this boot.</summary>
/// <remarks>
/// machine-id(5) asks that the id is not told to others, and plans are saved in files and sent: so what is told is half as long, and the id cannot be had
/// from it. It is no cryptographic hash, which would cost a command 30 ms to load and keep no secret better. A machine without an id, such as a container or
/// a live system, is known by its boot (proc_sys_kernel(5), random/boot_id): what was made before it was started again counts as made elsewhere.
/// </remarks>
internal static class MachineIdentity
{
    // The second is where D-Bus kept it before systemd did.
    private static readonly string[] s_sources = ["/etc/machine-id", "/var/lib/dbus/machine-id", "/proc/sys/kernel/random/boot_id"];

    /// <exception cref="KernelException">None of the files can be read.</exception>
    public static HostIdentity Read(IKernelFiles files) => s_sources.Select(path => Id(files, path)).FirstOrDefault(id => id is not null) is { } id
        ? new HostIdentity(Shortened(id).ToString("x16", CultureInfo.InvariantCulture), IsSimulated: false)
        : throw new KernelException(Errno.ENOENT, $"cat {s_sources[^1]}");

    // 32 digits, or those of a UUID. While the first boot goes on it reads "uninitialized".
    private static byte[]? Id(IKernelFiles files, string path)
    {
        try
        {
            return Guid.TryParse(files.Read(path)?.Trim(), out var id) && id != Guid.Empty ? id.ToByteArray(bigEndian: true) : null;
        }
        catch (KernelException)
        {
            return null;
        }
    }

    // FNV-1a (draft-eastlake-fnv).
    private static ulong Shortened(byte[] id) => id.Aggregate(0xcbf29ce484222325, (hash, octet) => unchecked((hash ^ octet) * 0x100000001b3));
}
