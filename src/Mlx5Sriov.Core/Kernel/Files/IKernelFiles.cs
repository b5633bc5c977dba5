namespace Mlx5Sriov.Kernel.Files;

/// <summary>
/// The kernel's attribute files. Paths are absolute and may run through links
/// (<c>/sys/class/net/eth2/device/sriov_numvfs</c>). What is not there is null or empty; what the kernel refuses is a <see cref="KernelException"/>.
/// </summary>
public interface IKernelFiles
{
    /// <summary>Reads an attribute to its end.</summary>
    /// <param name="path">The attribute's absolute path.</param>
    /// <returns>The text as the driver wrote it, its newline included; null where there is no such attribute.</returns>
    /// <exception cref="KernelException">The driver refused the read: EACCES, EINVAL, EOPNOTSUPP, EIO and others.</exception>
    /// <remarks>Equivalent to: <c>cat PATH</c>.</remarks>
    string? Read(string path);

    /// <summary>Writes an attribute with one write(2); never creates a file.</summary>
    /// <param name="path">The attribute's absolute path.</param>
    /// <param name="text">What to write; a newline is added where it has none.</param>
    /// <exception cref="KernelException">No such attribute (ENOENT), no permission (EACCES), or the driver's refusal.</exception>
    /// <remarks>Equivalent to: <c>echo TEXT &gt; PATH</c>.</remarks>
    void Write(string path, string text);

    /// <summary>Reads a link.</summary>
    /// <param name="path">The link's absolute path.</param>
    /// <returns>The target as stored, usually relative (<c>../0000:05:00.2</c>); null where there is no such link.</returns>
    /// <exception cref="KernelException">No permission (EACCES).</exception>
    /// <remarks>Equivalent to: <c>readlink PATH</c>.</remarks>
    string? ReadLink(string path);

    /// <summary>Lists a directory's names, without order.</summary>
    /// <param name="path">The directory's absolute path.</param>
    /// <returns>The names; empty where there is no such directory.</returns>
    /// <exception cref="KernelException">No permission (EACCES).</exception>
    /// <remarks>Equivalent to: <c>ls PATH</c>.</remarks>
    IReadOnlyList<string> List(string path);

    /// <summary>Tells whether there is an attribute or a directory; of a link, whether what it leads to is there.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>True if it is there, whoever may read it.</returns>
    /// <exception cref="KernelException">No permission for a directory on the way (EACCES).</exception>
    /// <remarks>Equivalent to: <c>test -e PATH</c>.</remarks>
    bool Exists(string path);
}
