using System.Text;

using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Linux.Interop;

namespace Mlx5Sriov.Kernel.Linux.Files;

/// <summary>
/// Attribute files through the C library, so that the kernel itself resolves each path (its links and its <c>..</c>) and its own error
/// number comes back. System.IO resolves <c>..</c> as text, creates what it writes, and folds error numbers together.
/// </summary>
internal sealed class KernelFiles : IKernelFiles
{
    /// <summary>A page, the most that one attribute of sysfs holds; longer files of /proc take more reads.</summary>
    private const int PageSize = 4096;

    public string? Read(string path)
    {
        using var file = Libc.Open(Checked(path), Libc.O_RDONLY);
        if (file.IsInvalid) return Absent() ? null : throw Refusal($"cat {ShellWord.Quote(path)}");
        Span<byte> buffer = stackalloc byte[PageSize + 1];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                var larger = new byte[buffer.Length * 2];
                buffer.CopyTo(larger);
                buffer = larger;
            }

            var count = Libc.Read(file, buffer[length..]);
            if (count < 0) return Absent() ? null : throw Refusal($"cat {ShellWord.Quote(path)}");
            if (count == 0) return Encoding.UTF8.GetString(buffer[..length]);
            length += count;
        }
    }

    public void Write(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var file = Libc.Open(Checked(path), Libc.O_WRONLY);
        if (file.IsInvalid) throw Refusal(WriteAct(path, text));
        var data = Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n");
        var count = Libc.Write(file, data);
        if (count < 0) throw Refusal(WriteAct(path, text));
        // A second write would be a second act to the driver, so the rest is never sent after.
        if (count < data.Length) throw new KernelException(Errno.EIO, WriteAct(path, text), $"the driver took {count} of {data.Length} bytes");
    }

    public string? ReadLink(string path)
    {
        Checked(path);
        var buffer = new byte[256];
        while (true)
        {
            var count = Libc.ReadLink(path, buffer);
            if (count < 0) return Absent() || Libc.LastErrno == Errno.EINVAL ? null : throw Refusal($"readlink {ShellWord.Quote(path)}");
            if (count < buffer.Length) return Encoding.UTF8.GetString(buffer, 0, count);
            buffer = new byte[buffer.Length * 2];
        }
    }

    public IReadOnlyList<string> List(string path)
    {
        var directory = Libc.OpenDirectory(Checked(path));
        if (directory == 0) return Absent() ? [] : throw Refusal($"ls {ShellWord.Quote(path)}");
        try
        {
            var names = new List<string>();
            while (Libc.ReadDirectory(directory) is { } name)
            {
                if (name is not ("." or "..")) names.Add(name);
            }

            return Libc.LastErrno == 0 || Absent() ? names : throw Refusal($"ls {ShellWord.Quote(path)}");
        }
        finally
        {
            Libc.CloseDirectory(directory);
        }
    }

    public bool Exists(string path)
    {
        if (Libc.IsThere(Checked(path))) return true;
        return Absent() ? false : throw Refusal($"test -e {path}");
    }

    private static bool Absent() => Libc.LastErrno is Errno.ENOENT or Errno.ENOTDIR;

    private static KernelException Refusal(string act) => new(Libc.LastErrno, act);

    private static string WriteAct(string path, string text) => $"echo {ShellWord.Words(text.TrimEnd('\n'))} > {ShellWord.Quote(path)}";

    private static string Checked(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith('/') && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"'{path}' is not an absolute path.", nameof(path));
    }
}
