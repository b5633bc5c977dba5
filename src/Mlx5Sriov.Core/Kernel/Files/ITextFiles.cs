namespace Mlx5Sriov.Kernel.Files;

/// <summary>
/// Ordinary files of text on a host: the configuration of boot loaders and services, and documents. Paths are absolute. Text is UTF-8; a file with other
/// bytes is refused, so that no byte is lost.
/// </summary>
/// <remarks>
/// The kernel's own files (<c>/sys</c>, <c>/proc</c>) are of <see cref="IKernelFiles"/>: they are written in place, and these are replaced.
/// </remarks>
public interface ITextFiles
{
    /// <summary>Reads a file to its end. A symbolic link is followed.</summary>
    /// <param name="path">The file's absolute path.</param>
    /// <returns>The file; null where there is none.</returns>
    /// <exception cref="KernelException">
    /// No permission (EACCES), a folder (EISDIR), a device or FIFO (EINVAL), a socket (ENXIO), bytes that are not UTF-8 (EILSEQ), a file longer than
    /// <see cref="TextFile.LongestLength"/> (EFBIG).
    /// </exception>
    /// <remarks>Equivalent to: <c>cat PATH</c>.</remarks>
    TextFile? Read(string path);

    /// <summary>
    /// Replaces the text of a file. Whoever reads the file finds the old text or the new text, and never a part; after a power failure too. A backup keeps
    /// the file as it was.
    /// </summary>
    /// <param name="path">The file's absolute path. Of a symbolic link, the file that it leads to is replaced, and the link stays.</param>
    /// <param name="text">The new text, whole.</param>
    /// <returns>The backup's path, by the rule of <see cref="TextFile.BackupPath"/>; it is beside the file that was replaced.</returns>
    /// <exception cref="KernelException">
    /// No such file (ENOENT), no permission (EACCES), a read-only file system (EROFS), a full one (ENOSPC), a file on which another one is mounted (EBUSY),
    /// and all that <see cref="Read"/> refuses. The file is then as it was, and no backup is left.
    /// </exception>
    /// <exception cref="ArgumentException">The path is not absolute, or the text has half a character (a lone surrogate).</exception>
    /// <remarks>
    /// Equivalent to: <c>cp -a PATH BACKUP; tee PATH</c>, as one act. The new file and the backup have the old file's owner, group, mode, access control list,
    /// SELinux label and extended attributes. Two kinds of attribute are not kept, because they are about the old bytes: signatures (security.ima,
    /// security.evm) and capabilities (security.capability). A second name of the file (a hard link) keeps the old text.
    /// </remarks>
    string Replace(string path, string text);

    /// <summary>Creates a file. It appears with its whole text. It belongs to the user and the group of this process.</summary>
    /// <param name="path">The file's absolute path; its folder must be there.</param>
    /// <param name="text">The text, whole.</param>
    /// <param name="mode">What the owner, the group and others may do with the file; the umask does not change it.</param>
    /// <exception cref="KernelException">
    /// The name is taken (EEXIST), also by a link that leads nowhere; no such folder (ENOENT), no permission (EACCES), a read-only file system (EROFS), a full
    /// one (ENOSPC), a text that is too long (EFBIG).
    /// </exception>
    /// <exception cref="ArgumentException">The path is not absolute, or the text has half a character (a lone surrogate).</exception>
    /// <remarks>Equivalent to: <c>install -m MODE /dev/stdin PATH</c>, which does not look whether the name is taken.</remarks>
    void Create(string path, string text, UnixFileMode mode);

    /// <summary>Deletes a file, if it is there.</summary>
    /// <param name="path">The file's absolute path.</param>
    /// <param name="keepsBackup">Whether a backup keeps the file as it was.</param>
    /// <returns>The backup's path; null where no backup was asked for, and where there is no such file.</returns>
    /// <exception cref="KernelException">
    /// No permission (EACCES), a folder (EISDIR), a symbolic link (ELOOP: neither the link nor the file that it leads to is deleted); with a backup, all that
    /// <see cref="Read"/> refuses too. The file is then as it was, and no backup is left.
    /// </exception>
    /// <remarks>Equivalent to: <c>rm PATH</c>; with a backup <c>cp -a PATH BACKUP; rm PATH</c>.</remarks>
    string? Delete(string path, bool keepsBackup);
}
