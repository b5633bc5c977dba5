using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Linux.Interop;

namespace Mlx5Sriov.Kernel.Linux.Files;

/// <summary>The whole content of an open file: read(2) and write(2) may do less than they are asked for.</summary>
internal static class FileContent
{
    /// <summary>Reads a file to its end.</summary>
    /// <param name="file">The file.</param>
    /// <param name="size">How long it was a moment ago.</param>
    /// <param name="most">How long it may be.</param>
    /// <param name="act">The act as the command that equals it.</param>
    /// <param name="kind">What kind of act it is.</param>
    /// <returns>What it holds; null where that is longer.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public static byte[]? ReadAll(SafeFileHandle file, ulong size, int most, string act, KernelAct kind = KernelAct.Other)
    {
        if (size > (ulong)most) return null;
        var buffer = new byte[(int)size + 1];
        for (var length = 0; ;)
        {
            var count = Libc.Read(file, buffer.AsSpan(length));
            if (count < 0) throw new KernelException(Libc.LastErrno, act, kind: kind);
            if (count == 0) return buffer[..length];
            length += count;
            if (length > most) return null;
            if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(most + 1, buffer.Length * 2));
        }
    }

    /// <summary>Writes all of it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="data">What is written.</param>
    /// <param name="act">The act as the command that equals it.</param>
    /// <param name="kind">What kind of act it is.</param>
    /// <exception cref="KernelException">The kernel refused, or took nothing (ENOSPC).</exception>
    public static void WriteAll(SafeFileHandle file, ReadOnlySpan<byte> data, string act, KernelAct kind = KernelAct.Other)
    {
        while (data.Length > 0)
        {
            var count = Libc.Write(file, data);
            if (count <= 0) throw new KernelException(count < 0 ? Libc.LastErrno : Errno.ENOSPC, act, kind: kind);
            data = data[count..];
        }
    }
}
