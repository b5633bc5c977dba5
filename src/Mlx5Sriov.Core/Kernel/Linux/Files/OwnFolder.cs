using System.Runtime.Versioning;

using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Linux.Interop;

namespace Mlx5Sriov.Kernel.Linux.Files;

/// <summary>
/// A folder that is the module's own, and the files in it. Each part of its path that is the module's is looked at each time: it is a folder and no link, of
/// root or of the user that this process acts as, and nobody else can write in it; the same holds for the files. All is done within the folder that was
/// looked at, so that nobody can exchange it in between.
/// </summary>
/// <param name="parent">The folder of the system's that it is in: <c>/run</c>.</param>
/// <param name="own">The folders that are the module's, the outer one first.</param>
internal sealed class OwnFolder(string parent, params string[] own)
{
    /// <summary>A folder for its owner alone.</summary>
    private const uint FolderMode = 0x1C0;      // 0700

    /// <summary>A file for its owner alone.</summary>
    private const uint FileMode = 0x180;        // 0600

    /// <summary>What lets the group or others write.</summary>
    private const int OthersWrite = 0x12;       // 0022

    /// <summary>What lets the group or others do anything.</summary>
    private const int OthersAnything = 0x3F;    // 0077

    /// <summary>Its path.</summary>
    public string Path { get; } = string.Join('/', own.Prepend(parent));

    /// <summary>Opens the folder.</summary>
    /// <param name="act">What is done, for the kernel's refusal.</param>
    /// <param name="isMade">Whether it is made where it is not there.</param>
    /// <returns>The folder; null where it is not there and not made.</returns>
    /// <exception cref="UntrustedPathException">It is not as it must be.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public SafeFileHandle? Open(string act, bool isMade)
    {
        // A small system may lack /var/lib.
        if (isMade && !OperatingSystem.IsWindows() && !Directory.Exists(parent)) MakeParent(act);
        var folder = Libc.Open(parent, Libc.O_RDONLY | Libc.O_DIRECTORY);
        if (folder.IsInvalid) return isMade || Libc.LastErrno != Errno.ENOENT ? throw new KernelException(Libc.LastErrno, act) : null;
        var path = parent;
        foreach (var name in own)
        {
            using var outer = folder;
            path = $"{path}/{name}";
            var inner = Inner(outer, name, path, act, isMade);
            if (inner is null) return null;
            folder = inner;
        }

        return folder;
    }

    /// <summary>Opens a file in the folder.</summary>
    /// <param name="folder">The folder, opened.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="flags">How, as for open(2). A file that is made is for its owner alone, whatever the umask.</param>
    /// <param name="act">What is done, for the kernel's refusal.</param>
    /// <param name="isPrivate">Whether it is refused too if others can read it.</param>
    /// <returns>The file; null where it is not there.</returns>
    /// <exception cref="UntrustedPathException">It is not as it must be.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public SafeFileHandle? OpenFile(SafeFileHandle folder, string name, int flags, string act, bool isPrivate = false)
    {
        var path = $"{Path}/{name}";
        var file = Libc.OpenAt(folder, name, flags, FileMode);
        if (file.IsInvalid)
        {
            return Libc.LastErrno switch
            {
                Errno.ENOENT => null,
                Errno.ELOOP => throw new UntrustedPathException(path, "is a symbolic link"),
                Errno.ENXIO or Errno.EISDIR => throw new UntrustedPathException(path, "is no regular file"),
                var errno => throw new KernelException(errno, act),
            };
        }

        try
        {
            var status = Libc.Status(file) ?? throw new KernelException(Libc.LastErrno, act);
            if ((status.stx_mode & Libc.S_IFMT) != Libc.S_IFREG) throw new UntrustedPathException(path, "is no regular file");
            if (status.stx_nlink > 1) throw new UntrustedPathException(path, "has a second name somewhere (a hard link)");
            Check(status, path, isPrivate ? OthersAnything : OthersWrite);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The names in the folder.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public static IReadOnlyList<string> Names(SafeFileHandle folder, string act)
    {
        var directory = Libc.OpenDirectory(folder);
        if (directory == 0) throw new KernelException(Libc.LastErrno, act);
        try
        {
            var names = new List<string>();
            while (Libc.ReadDirectory(directory) is { } name) names.Add(name);
            return Libc.LastErrno == 0 ? names : throw new KernelException(Libc.LastErrno, act);
        }
        finally
        {
            Libc.CloseDirectory(directory);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private void MakeParent(string act)
    {
        try
        {
            _ = Directory.CreateDirectory(parent, (UnixFileMode)0x1ED);     // 0755
        }
        catch (UnauthorizedAccessException)
        {
            throw new KernelException(Errno.EACCES, act);
        }
        catch (IOException refusal)
        {
            throw new KernelException((Errno)refusal.HResult, act);
        }
    }

    private static SafeFileHandle? Inner(SafeFileHandle outer, string name, string path, string act, bool isMade)
    {
        var isNew = isMade && Libc.MakeDirectoryAt(outer, name, FolderMode);
        if (isMade && !isNew && Libc.LastErrno != Errno.EEXIST) throw new KernelException(Libc.LastErrno, act);
        var inner = Libc.OpenAt(outer, name, Libc.O_RDONLY | Libc.O_DIRECTORY);
        if (inner.IsInvalid)
        {
            return Libc.LastErrno switch
            {
                Errno.ENOENT when !isMade => null,
                Errno.ELOOP or Errno.ENOTDIR => throw new UntrustedPathException(path, "is a link or a file, not a folder"),
                var errno => throw new KernelException(errno, act),
            };
        }

        try
        {
            if (isNew && !Libc.SetMode(inner, FolderMode)) throw new KernelException(Libc.LastErrno, act);
            Check(Libc.Status(inner) ?? throw new KernelException(Libc.LastErrno, act), path, OthersWrite);
            return inner;
        }
        catch
        {
            inner.Dispose();
            throw;
        }
    }

    private static void Check(Libc.FileStatus status, string path, int forbidden)
    {
        // Root's own is as good as one's own to whoever is not root.
        if (status.stx_uid != 0 && status.stx_uid != Libc.EffectiveUser) throw new UntrustedPathException(path, $"belongs to user {status.stx_uid}");
        if ((status.stx_mode & forbidden) == 0) return;
        var mode = Convert.ToString(status.stx_mode & 0xFFF, 8);
        throw new UntrustedPathException(path, $"can be {(forbidden == OthersWrite ? "written" : "opened")} by other users (mode {mode})");
    }
}
