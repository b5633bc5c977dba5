using System.Runtime.InteropServices;
using System.Text;

using Microsoft.Win32.SafeHandles;

namespace Mlx5Sriov.Kernel.Linux.Interop;

/// <summary>The C library's calls by which one file gets the owner and the extended attributes of another.</summary>
internal static partial class Libc
{
    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchown(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial byte* realpath(string path, byte* resolved);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint flistxattr(SafeFileHandle file, byte* names, nuint size);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint fgetxattr(SafeFileHandle file, string name, byte* value, nuint size);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int fsetxattr(SafeFileHandle file, string name, byte* value, nuint size, int flags);

    /// <summary>realpath(3): the path without links; null where it failed.</summary>
    public static unsafe string? RealPath(string path)
    {
        var resolved = realpath(path, null);
        if (resolved is null) return null;
        try
        {
            return Marshal.PtrToStringUTF8((nint)resolved);
        }
        finally
        {
            NativeMemory.Free(resolved);
        }
    }

    /// <summary>fchown(2).</summary>
    public static bool SetOwner(SafeFileHandle file, uint user, uint group) => fchown(file, user, group) == 0;

    /// <summary>flistxattr(2): the names of a file's extended attributes; null where it failed.</summary>
    public static unsafe string[]? AttributeNames(SafeFileHandle file)
    {
        var buffer = new byte[1024];
        while (true)
        {
            nint count;
            fixed (byte* start = buffer) count = flistxattr(file, start, (nuint)buffer.Length);
            if (count >= 0) return Encoding.UTF8.GetString(buffer, 0, (int)count).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            if (LastErrno != Errno.ERANGE) return null;
            buffer = new byte[buffer.Length * 2];
        }
    }

    /// <summary>fgetxattr(2): the value of an extended attribute; null where it failed.</summary>
    public static unsafe byte[]? Attribute(SafeFileHandle file, string name)
    {
        var buffer = new byte[256];
        while (true)
        {
            nint count;
            fixed (byte* start = buffer) count = fgetxattr(file, name, start, (nuint)buffer.Length);
            if (count >= 0) return buffer[..(int)count];
            if (LastErrno != Errno.ERANGE) return null;
            buffer = new byte[buffer.Length * 2];
        }
    }

    /// <summary>fsetxattr(2).</summary>
    public static unsafe bool SetAttribute(SafeFileHandle file, string name, ReadOnlySpan<byte> value)
    {
        fixed (byte* start = value) return fsetxattr(file, name, start, (nuint)value.Length, 0) == 0;
    }
}
