using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace Mlx5Sriov.Kernel.Linux.Interop;

/// <summary>The C library's calls on files. Each leaves its errno in <see cref="LastErrno"/>.</summary>
internal static partial class Libc
{
    public const int O_RDONLY = 0;
    public const int O_WRONLY = 1;
    public const int O_CLOEXEC = 0x80000;
    public const int O_APPEND = 0x400;
    public const int F_OK = 0;
    public const int X_OK = 1;

    /// <summary>The error number of this thread's last failed call.</summary>
    public static Errno LastErrno => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint read(SafeFileHandle file, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint write(SafeFileHandle file, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint readlink(string path, byte* buffer, nuint size);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint opendir(string path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint readdir(nint directory);

    [LibraryImport("libc")]
    private static partial int closedir(nint directory);

    /// <summary>open(2), interrupted calls repeated. Closes over exec; never creates.</summary>
    public static SafeFileHandle Open(string path, int flags)
    {
        SafeFileHandle file;
        do file = open(path, flags | O_CLOEXEC);
        while (file.IsInvalid && LastErrno == Errno.EINTR);
        return file;
    }

    /// <summary>read(2), interrupted calls repeated.</summary>
    public static unsafe int Read(SafeFileHandle file, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do count = read(file, start, (nuint)buffer.Length);
            while (count < 0 && LastErrno == Errno.EINTR);
            return (int)count;
        }
    }

    /// <summary>One write(2); a call interrupted before it wrote is repeated.</summary>
    public static unsafe int Write(SafeFileHandle file, ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            nint count;
            do count = write(file, start, (nuint)data.Length);
            while (count < 0 && LastErrno == Errno.EINTR);
            return (int)count;
        }
    }

    /// <summary>readlink(2): the length of the target, as far as it fits.</summary>
    public static unsafe int ReadLink(string path, Span<byte> buffer)
    {
        fixed (byte* start = buffer) return (int)readlink(path, start, (nuint)buffer.Length);
    }

    /// <summary>Whether a file is there.</summary>
    public static bool IsThere(string path) => access(path, F_OK) == 0;

    /// <summary>Whether this process may execute a file.</summary>
    public static bool IsExecutable(string path) => access(path, X_OK) == 0;

    /// <summary>opendir(3): zero where it failed.</summary>
    public static nint OpenDirectory(string path) => opendir(path);

    /// <summary>readdir(3): the next name; null at the end, and where it failed (errno then is not zero).</summary>
    /// <remarks>d_name stands at offset 19 of struct dirent on every 64-bit Linux, with glibc (bits/dirent.h) as with musl (bits/dirent.h).</remarks>
    public static string? ReadDirectory(nint directory)
    {
        var entry = readdir(directory);
        return entry == 0 ? null : Marshal.PtrToStringUTF8(entry + 19);
    }

    /// <summary>closedir(3).</summary>
    public static void CloseDirectory(nint directory) => _ = closedir(directory);
}
