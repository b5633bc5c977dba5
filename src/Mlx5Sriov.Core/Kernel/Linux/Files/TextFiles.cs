using System.Globalization;
using System.Text;

using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Linux.Interop;

namespace Mlx5Sriov.Kernel.Linux.Files;

/// <summary>Files of text through the C library, so that the kernel's own error number comes back.</summary>
/// <param name="clock">The time in the names of backups.</param>
internal sealed class TextFiles(IHostClock clock) : ITextFiles
{
    public TextFile? Read(string path)
    {
        var act = $"cat {ShellWord.Quote(Checked(path))}";
        using var file = Libc.Open(path, Libc.O_RDONLY | Libc.O_NONBLOCK);
        if (file.IsInvalid)
        {
            return Libc.LastErrno is Errno.ENOENT or Errno.ENOTDIR
                ? null
                : throw new KernelException(Libc.LastErrno, act, kind: KernelAct.UseTextFile);
        }

        var status = FileRights.Status(file, act);
        return new TextFile(Text(ReadAll(file, act), act), FileRights.Mode(status), status.stx_uid, status.stx_gid);
    }

    public string Replace(string path, string text)
    {
        var act = $"tee {ShellWord.Quote(Checked(path))}";
        var bytes = Bytes(text, act);
        using var place = FilePlace.Open(path, followsLast: true, act);
        using var old = place.OpenFile();
        var oldBytes = Sound(old, act);
        string? draft = null, backup = null;
        try
        {
            draft = place.MakeDraft(bytes, made => FileRights.Copy(old, made, act));
            backup = place.MakeBackup(clock.Now, old, oldBytes);
            place.Exchange(draft);
            return place.PathOf(backup);
        }
        catch
        {
            place.Remove(draft);
            place.Remove(backup);
            throw;
        }
    }

    public void Create(string path, string text, UnixFileMode mode)
    {
        var octal = Convert.ToString((int)mode, 8).PadLeft(3, '0');
        var act = $"install -m {octal} /dev/stdin {ShellWord.Quote(Checked(path))}";
        var bytes = Bytes(text, act);
        using var place = FilePlace.Open(path, followsLast: false, act);
        var draft = place.MakeDraft(bytes, made => FileRights.SetMode(made, mode, act));
        try
        {
            // A rename replaces what has the name, so the name is taken first. Not every file system has a rename that refuses (renameat2(2)).
            place.ExchangeReserved(draft);
        }
        catch
        {
            place.Remove(draft);
            throw;
        }
    }

    public string? Delete(string path, bool keepsBackup)
    {
        var act = $"rm {ShellWord.Quote(Checked(path))}";
        string? backup = null;
        FilePlace? place = null;
        try
        {
            place = FilePlace.Open(path, followsLast: false, act);
            using var file = place.OpenFile();
            if (keepsBackup) backup = place.MakeBackup(clock.Now, file, Sound(file, act));
            else Check(file, act);
            place.Delete();
            return backup is null ? null : place.PathOf(backup);
        }
        catch (KernelException refusal) when (backup is null && refusal.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }
        catch
        {
            place?.Remove(backup);
            throw;
        }
        finally
        {
            place?.Dispose();
        }
    }

    private static byte[] Bytes(string text, string act)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = TextFile.Encoding.GetBytes(text);
        return bytes.Length <= TextFile.LongestLength ? bytes : throw TooLong(act);
    }

    private static string Text(byte[] bytes, string act)
    {
        try
        {
            return TextFile.Encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new KernelException(Errno.EILSEQ, act, "the file is not UTF-8", kind: KernelAct.UseTextFile);
        }
    }

    /// <summary>What a file holds, if that is text.</summary>
    private static byte[] Sound(SafeFileHandle file, string act)
    {
        var bytes = ReadAll(file, act);
        _ = Text(bytes, act);
        return bytes;
    }

    /// <summary>The size of a regular file; anything else is refused.</summary>
    private static ulong Check(SafeFileHandle file, string act)
    {
        var status = FileRights.Status(file, act);
        return (status.stx_mode & Libc.S_IFMT) switch
        {
            Libc.S_IFREG => status.stx_size,
            Libc.S_IFDIR => throw new KernelException(Errno.EISDIR, act, kind: KernelAct.UseTextFile),
            _ => throw new KernelException(Errno.EINVAL, act, "it is no regular file", kind: KernelAct.UseTextFile),
        };
    }

    private static byte[] ReadAll(SafeFileHandle file, string act) =>
        FileContent.ReadAll(file, Check(file, act), TextFile.LongestLength, act, KernelAct.UseTextFile) ?? throw TooLong(act);

    private static KernelException TooLong(string act) =>
        new(Errno.EFBIG, act, string.Create(CultureInfo.InvariantCulture, $"a text has at most {TextFile.LongestLength} bytes"), KernelAct.UseTextFile);

    private static string Checked(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith('/') && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"'{path}' is not an absolute path.", nameof(path));
    }
}
