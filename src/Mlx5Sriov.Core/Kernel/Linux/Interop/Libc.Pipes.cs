using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace Mlx5Sriov.Kernel.Linux.Interop;

/// <summary>The C library's calls on pipes.</summary>
internal static partial class Libc
{
    /// <summary>include/uapi/asm-generic/ioctls.h; the same on x86 and ARM.</summary>
    private const nuint FIONREAD = 0x541B;

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int ioctl(SafePipeHandle pipe, nuint request, int* value);

    /// <summary>How many bytes wait in a pipe; 0 where the kernel does not tell.</summary>
    public static unsafe int Waiting(SafePipeHandle pipe)
    {
        int count;
        return ioctl(pipe, FIONREAD, &count) == 0 ? count : 0;
    }
}
