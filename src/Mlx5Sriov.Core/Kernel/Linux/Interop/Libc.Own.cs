using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace Mlx5Sriov.Kernel.Linux.Interop;

/// <summary>The C library's calls on names within a folder that is open: nobody can exchange a part of the path between two of them.</summary>
internal static partial class Libc
{
    public const int O_RDWR = 2;
    public const int O_CREAT = 0x40;
    public const int O_EXCL = 0x80;
    public const int O_NONBLOCK = 0x800;
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
    public const int F_OFD_GETLK = 36;
    public const int F_OFD_SETLK = 37;
    public const short F_WRLCK = 1;
    public const short F_UNLCK = 2;
    public const int S_IFMT = 0xF000;
    public const int S_IFDIR = 0x4000;
    public const int S_IFREG = 0x8000;
    private const int AT_EMPTY_PATH = 0x1000;
    private const uint STATX_BASIC_STATS = 0x7ff;

    /// <summary>The two flags that ARM numbers otherwise (arch/arm64/include/uapi/asm/fcntl.h).</summary>
    public static int O_NOFOLLOW { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    public static int O_DIRECTORY { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;

    /// <summary>Who this process acts as.</summary>
    public static uint EffectiveUser => geteuid();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle openat(SafeFileHandle folder, string name, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkdirat(SafeFileHandle folder, string name, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat(SafeFileHandle folder, string name, SafeFileHandle newFolder, string newName);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlinkat(SafeFileHandle folder, string name, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchmod(SafeFileHandle file, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ftruncate(SafeFileHandle file, long length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle file, int act);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int fcntl(SafeFileHandle file, int act, FileLock* range);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(SafeFileHandle folder, string name, int flags, uint mask, FileStatus* status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint fdopendir(nint folder);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    /// <summary>openat(2), interrupted calls repeated. Closes over exec, follows no link and never waits for a FIFO's other end.</summary>
    public static SafeFileHandle OpenAt(SafeFileHandle folder, string name, int flags, uint mode = 0)
    {
        SafeFileHandle file;
        do file = openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode);
        while (file.IsInvalid && LastErrno == Errno.EINTR);
        return file;
    }

    /// <summary>mkdirat(2).</summary>
    public static bool MakeDirectoryAt(SafeFileHandle folder, string name, uint mode) => mkdirat(folder, name, mode) == 0;

    /// <summary>renameat(2) within a folder.</summary>
    public static bool RenameAt(SafeFileHandle folder, string name, string newName) => renameat(folder, name, folder, newName) == 0;

    /// <summary>unlinkat(2) of a file.</summary>
    public static bool UnlinkAt(SafeFileHandle folder, string name) => unlinkat(folder, name, 0) == 0;

    /// <summary>fchmod(2): a mode that no umask changes.</summary>
    public static bool SetMode(SafeFileHandle file, uint mode) => fchmod(file, mode) == 0;

    /// <summary>ftruncate(2).</summary>
    public static bool SetLength(SafeFileHandle file, long length) => ftruncate(file, length) == 0;

    /// <summary>fsync(2).</summary>
    public static bool Sync(SafeFileHandle file) => fsync(file) == 0;

    /// <summary>flock(2), without a wait.</summary>
    public static bool Flock(SafeFileHandle file) => flock(file, LOCK_EX | LOCK_NB) == 0;

    /// <summary>Takes the lock of the open file description on all of a file (fcntl(2), F_OFD_SETLK), without a wait.</summary>
    public static unsafe bool TakeRange(SafeFileHandle file)
    {
        var range = new FileLock { l_type = F_WRLCK };
        return fcntl(file, F_OFD_SETLK, &range) == 0;
    }

    /// <summary>Whether another has the lock of <see cref="TakeRange"/>; asking takes nothing (F_OFD_GETLK). Null where the kernel refuses to tell.</summary>
    public static unsafe bool? IsRangeTaken(SafeFileHandle file)
    {
        var range = new FileLock { l_type = F_WRLCK };
        return fcntl(file, F_OFD_GETLK, &range) == 0 ? range.l_type != F_UNLCK : null;
    }

    /// <summary>fdopendir(3) of a folder, which stays open itself: zero where it failed.</summary>
    public static nint OpenDirectory(SafeFileHandle folder)
    {
        // The listing has a place of its own in the folder, and closes what it reads from.
        using var again = OpenAt(folder, ".", O_RDONLY | O_DIRECTORY);
        if (again.IsInvalid) return 0;
        var directory = fdopendir(again.DangerousGetHandle());
        if (directory != 0) again.SetHandleAsInvalid();
        return directory;
    }

    /// <summary>fstat(2), by statx(2), whose struct is the same on every machine; null where it failed.</summary>
    public static unsafe FileStatus? Status(SafeFileHandle file)
    {
        FileStatus status;
        return statx(file, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &status) == 0 ? status : null;
    }

    /// <summary>struct statx, as far as it is read (include/uapi/linux/stat.h).</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    internal struct FileStatus
    {
        public uint stx_mask;
        public uint stx_blksize;
        public ulong stx_attributes;
        public uint stx_nlink;
        public uint stx_uid;
        public uint stx_gid;
        public ushort stx_mode;
        public ushort spare;
        public ulong stx_ino;
        public ulong stx_size;
    }

    /// <summary>struct flock, as on 64-bit Linux; l_pid must be 0 for these acts.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileLock
    {
        public short l_type;
        public short l_whence;
        public long l_start;
        public long l_len;
        public int l_pid;
    }
}
