using System.Globalization;
using System.Text;
using System.Text.Json;

using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Linux.Interop;
using Mlx5Sriov.Kernel.Records;

namespace Mlx5Sriov.Kernel.Linux.Files;

/// <summary>
/// Locks as flock(2) on files, which the kernel lets go with their process however that ends, and journals as files that are renamed into place when
/// they are on the disk. Both are in folders of root's own, and are read and written there alone.
/// </summary>
/// <param name="locks">The folder of the lock files; made if it is not there.</param>
/// <param name="journals">The folder of the journals; made if it is not there.</param>
/// <remarks>
/// Whoever takes a lock also takes that of the open file description (fcntl(2), F_OFD_SETLK): only of that one the kernel tells whether it is taken without
/// taking it (F_OFD_GETLK). Both end when the file is closed. flock(2) is what flock(1) takes, so scripts can keep the module out.
/// </remarks>
internal sealed class ChangeStore(OwnFolder locks, OwnFolder journals) : IChangeStore
{
    private const string Suffix = ".jsonl";

    // A holder is a line; the journal of 4,000 VFs with all their settings has some 20 MB.
    private const int LongestHolder = 4096;
    private const int LongestJournal = 64 << 20;

    public ChangeStore()
        : this(new OwnFolder("/run", "mlx5sriov", "lock"), new OwnFolder("/var/lib", "mlx5sriov", "journal"))
    {
    }

    public IDisposable? TryLock(string name, LockHolder holder)
    {
        var file = LockFile(name);
        var act = $"flock {locks.Path}/{file}";
        using var folder = locks.Open(act, isMade: true)!;
        var taken = locks.OpenFile(folder, file, Libc.O_RDWR | Libc.O_CREAT, act, isPrivate: true) ?? throw new KernelException(Errno.ENOENT, act);
        try
        {
            if (!Libc.Flock(taken) || !Libc.TakeRange(taken))
            {
                if (Libc.LastErrno is not (Errno.EAGAIN or Errno.EACCES)) throw new KernelException(Libc.LastErrno, act);
                taken.Dispose();
                return null;
            }

            if (!Libc.SetLength(taken, 0)) throw new KernelException(Libc.LastErrno, act);
            FileContent.WriteAll(taken, JsonSerializer.SerializeToUtf8Bytes(holder), act);
            return new Lock(taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public LockHolder? HolderOf(string name)
    {
        var lockFile = LockFile(name);
        var act = $"cat {locks.Path}/{lockFile}";
        using var folder = locks.Open(act, isMade: false);
        using var file = folder is null ? null : locks.OpenFile(folder, lockFile, Libc.O_RDONLY, act, isPrivate: true);
        if (file is null || Libc.IsRangeTaken(file) != true) return null;
        try
        {
            return ReadAll(file, LongestHolder, act) is { } text ? JsonSerializer.Deserialize<LockHolder>(text) : null;
        }
        catch (JsonException)
        {
            // Its holder is just writing who it is.
            return null;
        }
    }

    public string PathOf(string id) => $"{journals.Path}/{JournalFile(id)}";

    public void Save(string id, string text)
    {
        var file = JournalFile(id);
        var act = $"tee {journals.Path}/{file}";
        using var folder = journals.Open(act, isMade: true)!;
        var draft = $"{file}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";

        // One that is there already is of a process that died.
        _ = Libc.UnlinkAt(folder, draft);
        using var written = journals.OpenFile(folder, draft, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL, act) ?? throw new KernelException(Errno.ENOENT, act);
        try
        {
            FileContent.WriteAll(written, Encoding.UTF8.GetBytes(text), act);
            if (!Libc.Sync(written) || !Libc.RenameAt(folder, draft, file)) throw new KernelException(Libc.LastErrno, act);
        }
        catch
        {
            _ = Libc.UnlinkAt(folder, draft);
            throw;
        }

        // Some file systems have no such call.
        _ = Libc.Sync(folder);
    }

    public void Append(string id, string text)
    {
        var name = JournalFile(id);
        var act = $"tee -a {journals.Path}/{name}";
        using var folder = journals.Open(act, isMade: false);
        using var file = folder is null ? null : journals.OpenFile(folder, name, Libc.O_WRONLY | Libc.O_APPEND, act);
        if (file is null) throw new KernelException(Errno.ENOENT, act);
        var data = Encoding.UTF8.GetBytes(text);
        var count = Libc.Write(file, data);
        if (count != data.Length) throw new KernelException(count < 0 ? Libc.LastErrno : Errno.ENOSPC, act);
    }

    public IReadOnlyList<string> List()
    {
        var act = $"ls {journals.Path}";
        using var folder = journals.Open(act, isMade: false);
        return folder is null ? [] :
        [
            .. OwnFolder.Names(folder, act).Where(n => n.EndsWith(Suffix, StringComparison.Ordinal)).Select(n => n[..^Suffix.Length])
                .Where(JournalId.IsPlain).Order(StringComparer.Ordinal),
        ];
    }

    public string? Load(string id)
    {
        var name = JournalFile(id);
        var act = $"cat {journals.Path}/{name}";
        using var folder = journals.Open(act, isMade: false);
        using var file = folder is null ? null : journals.OpenFile(folder, name, Libc.O_RDONLY, act);
        if (file is null) return null;
        return ReadAll(file, LongestJournal, act) ?? throw new UntrustedPathException(PathOf(id), "is longer than any journal");
    }

    public void Delete(string id)
    {
        var name = JournalFile(id);
        var act = $"rm {journals.Path}/{name}";
        using var folder = journals.Open(act, isMade: false);
        if (folder is not null && !Libc.UnlinkAt(folder, name) && Libc.LastErrno != Errno.ENOENT) throw new KernelException(Libc.LastErrno, act);
    }

    private static string? ReadAll(SafeFileHandle file, int most, string act)
    {
        if (Libc.Status(file) is not { } status) throw new KernelException(Libc.LastErrno, act);
        return FileContent.ReadAll(file, status.stx_size, most, act) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static string LockFile(string name) => JournalId.Plain(name) + ".lock";

    private static string JournalFile(string id) => JournalId.Plain(id) + Suffix;

    /// <summary>A lock that is held. The holder's name goes with it: it names nobody who has nothing to do with it any more.</summary>
    private sealed class Lock(SafeFileHandle file) : IDisposable
    {
        public void Dispose()
        {
            if (!file.IsClosed) _ = Libc.SetLength(file, 0);
            file.Dispose();
        }
    }
}
