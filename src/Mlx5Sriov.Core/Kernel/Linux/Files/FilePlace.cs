using System.Globalization;

using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Linux.Interop;

namespace Mlx5Sriov.Kernel.Linux.Files;

/// <summary>A name in a folder that is open: whoever exchanges a part of the path meanwhile changes nothing.</summary>
internal sealed class FilePlace : IDisposable
{
    private const uint PrivateMode = 0x180;     // 0600

    private static int s_lastDraft;

    private readonly SafeFileHandle _folder;
    private readonly string _act;

    private FilePlace(SafeFileHandle folder, string path, string act) => (_folder, Path, _act) = (folder, path, act);

    /// <summary>The path; without links where they were followed.</summary>
    public string Path { get; }

    private string Name => NameOf(Path);

    /// <summary>Opens the folder of a path.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="followsLast">Whether the place is that of the file which a link leads to, and not the link's own.</param>
    /// <param name="act">What is done, for the kernel's refusal.</param>
    /// <exception cref="KernelException">The kernel refused: ENOENT, ENOTDIR, EACCES, ELOOP.</exception>
    public static FilePlace Open(string path, bool followsLast, string act)
    {
        var real = followsLast ? Libc.RealPath(path) ?? throw new KernelException(Libc.LastErrno, act, kind: KernelAct.UseTextFile) : path;
        var folder = Libc.Open(real[..(real.LastIndexOf('/') + 1)], Libc.O_RDONLY | Libc.O_DIRECTORY);
        if (!folder.IsInvalid) return new FilePlace(folder, real, act);
        var errno = Libc.LastErrno;
        folder.Dispose();
        throw new KernelException(errno, act, kind: KernelAct.UseTextFile);
    }

    /// <summary>Opens the file to read it; a link is not followed.</summary>
    /// <exception cref="KernelException">The kernel refused: ENOENT, EACCES, ELOOP.</exception>
    public SafeFileHandle OpenFile()
    {
        var file = Libc.OpenAt(_folder, Name, Libc.O_RDONLY);
        if (!file.IsInvalid) return file;
        var errno = Libc.LastErrno;
        file.Dispose();
        throw new KernelException(errno, _act, kind: KernelAct.UseTextFile);
    }

    /// <summary>Writes a new file that is on the disk when this returns. A name that is taken is left alone, and the next one is tried.</summary>
    /// <param name="name">The name for each attempt, counted from 1.</param>
    /// <param name="bytes">What is written.</param>
    /// <param name="dress">Gives the file its owner and mode; until then it is for this process alone.</param>
    /// <returns>The name.</returns>
    /// <exception cref="KernelException">The kernel refused; nothing is left.</exception>
    public string Make(Func<int, string> name, ReadOnlySpan<byte> bytes, Action<SafeFileHandle> dress)
    {
        for (var attempt = 1; ; attempt++)
        {
            var chosen = name(attempt);
            using var file = Libc.OpenAt(_folder, chosen, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL, PrivateMode);
            if (file.IsInvalid && Libc.LastErrno == Errno.EEXIST) continue;
            if (file.IsInvalid) throw new KernelException(Libc.LastErrno, _act, kind: KernelAct.UseTextFile);
            try
            {
                FileContent.WriteAll(file, bytes, _act, KernelAct.UseTextFile);
                dress(file);
                return Libc.Sync(file) ? chosen : throw new KernelException(Libc.LastErrno, _act, kind: KernelAct.UseTextFile);
            }
            catch
            {
                Remove(chosen);
                throw;
            }
        }
    }

    /// <summary>Writes a new file under a name that is not to be seen by others.</summary>
    /// <inheritdoc cref="Make"/>
    public string MakeDraft(ReadOnlySpan<byte> bytes, Action<SafeFileHandle> dress) => Make(
        _ => string.Create(CultureInfo.InvariantCulture, $".{Name}.mlx5sriov-{Environment.ProcessId}-{Interlocked.Increment(ref s_lastDraft)}~"), bytes, dress);

    /// <summary>Writes the backup of the file.</summary>
    /// <param name="time">When.</param>
    /// <param name="file">The file, opened.</param>
    /// <param name="bytes">What it holds.</param>
    /// <returns>The backup's name.</returns>
    public string MakeBackup(DateTimeOffset time, SafeFileHandle file, ReadOnlySpan<byte> bytes) =>
        Make(attempt => TextFile.BackupPath(Name, time, attempt), bytes, made => FileRights.Copy(file, made, _act));

    /// <summary>Takes the file's name by an empty file, if it is free, and puts a draft in its place.</summary>
    /// <exception cref="KernelException">EEXIST where the name is taken; the kernel refused.</exception>
    public void ExchangeReserved(string draft)
    {
        using (var file = Libc.OpenAt(_folder, Name, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL, PrivateMode))
        {
            if (file.IsInvalid) throw new KernelException(Libc.LastErrno, _act, kind: KernelAct.UseTextFile);
        }

        try
        {
            Exchange(draft);
        }
        catch
        {
            Remove(Name);
            throw;
        }
    }

    /// <summary>Puts a draft in the place of the file, on the disk too.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public void Exchange(string draft)
    {
        if (!Libc.RenameAt(_folder, draft, Name)) throw new KernelException(Libc.LastErrno, _act, kind: KernelAct.UseTextFile);
        Sync();
    }

    /// <summary>Deletes the file, on the disk too.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public void Delete()
    {
        if (!Libc.UnlinkAt(_folder, Name)) throw new KernelException(Libc.LastErrno, _act, kind: KernelAct.UseTextFile);
        Sync();
    }

    /// <summary>Deletes what was made here for an act that failed; null for nothing.</summary>
    public void Remove(string? name)
    {
        if (name is not null) _ = Libc.UnlinkAt(_folder, name);
    }

    /// <summary>The path of a name in the folder.</summary>
    public string PathOf(string name) => $"{Path[..(Path.LastIndexOf('/') + 1)]}{name}";

    public void Dispose() => _folder.Dispose();

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    // Some file systems have no such call for a folder. The act is done, and cannot be taken back for it.
    private void Sync() => _ = Libc.Sync(_folder);
}
