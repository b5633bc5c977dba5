using System.Globalization;
using System.Text.Json;

namespace Mlx5Sriov.Kernel.Linux;

/// <summary>
/// Locks as flock(2) on files, which the kernel lets go with their process however that ends, and journals as files that are renamed into place when
/// they are on the disk.
/// </summary>
/// <param name="locks">The folder of the lock files; made if it is not there.</param>
/// <param name="journals">The folder of the journals; made if it is not there.</param>
internal sealed class ChangeStore(string locks = "/run/lock/mlx5sriov", string journals = "/var/lib/mlx5sriov/journal") : IChangeStore
{
    private const string Suffix = ".jsonl";

    public IDisposable? TryLock(string name, LockHolder holder)
    {
        var path = LockFile(name);
        return Attempt($"flock {path}", () =>
        {
            Directory.CreateDirectory(locks);
            if (Take(path) is not { } file) return null;
            file.SetLength(0);
            file.Write(JsonSerializer.SerializeToUtf8Bytes(holder));
            file.Flush();
            return file;
        });
    }

    public LockHolder? HolderOf(string name)
    {
        var path = LockFile(name);
        return Attempt($"cat {path}", () =>
        {
            if (!File.Exists(path)) return null;
            using var free = Take(path);
            if (free is not null) return null;
            try
            {
                // Not by a FileStream, which would itself try to flock the file, and be refused.
                return JsonSerializer.Deserialize<LockHolder>(new Sysfs().Read(path) ?? "");
            }
            catch (JsonException)
            {
                // Its holder is just writing who it is.
                return null;
            }
        });
    }

    public void Save(string id, string text)
    {
        var path = JournalFile(id);
        Attempt($"tee {path}", () =>
        {
            Directory.CreateDirectory(journals);
            var draft = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
            try
            {
                using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
                {
                    file.Write(System.Text.Encoding.UTF8.GetBytes(text));
                    file.Flush(flushToDisk: true);
                }

                File.Move(draft, path, overwrite: true);
            }
            catch
            {
                Discard(draft);
                throw;
            }

            Libc.SyncDirectory(journals);
            return true;
        });
    }

    public void Append(string id, string text)
    {
        var path = JournalFile(id);
        using var file = Libc.Open(path, Libc.O_WRONLY | Libc.O_APPEND);
        var data = System.Text.Encoding.UTF8.GetBytes(text);
        var count = file.IsInvalid ? -1 : Libc.Write(file, data);
        if (count != data.Length) throw new KernelException(count < 0 ? Libc.LastErrno : Errno.ENOSPC, $"tee -a {path}");
    }

    public IReadOnlyList<string> List() => Attempt<IReadOnlyList<string>>($"ls {journals}", () => Directory.Exists(journals)
        ? [.. Directory.GetFiles(journals, "*" + Suffix).Select(f => Path.GetFileName(f)[..^Suffix.Length]).Order(StringComparer.Ordinal)]
        : []);

    public string? Load(string id)
    {
        var path = JournalFile(id);
        return Attempt($"cat {path}", () => File.Exists(path) ? File.ReadAllText(path) : null);
    }

    public void Delete(string id)
    {
        var path = JournalFile(id);
        Attempt($"rm {path}", () =>
        {
            if (File.Exists(path)) File.Delete(path);
            return true;
        });
    }

    // What was refused matters more than what is left over.
    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
        }
    }

    // FileShare.None is flock(LOCK_EX | LOCK_NB) on Linux; another holder shows as EWOULDBLOCK.
    private static FileStream? Take(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException taken) when ((Errno)taken.HResult == Errno.EAGAIN)
        {
            return null;
        }
    }

    private static T Attempt<T>(string act, Func<T> work)
    {
        try
        {
            return work();
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

    private string LockFile(string name) => Path.Combine(locks, Plain(name) + ".lock");

    private string JournalFile(string id) => Path.Combine(journals, Plain(id) + Suffix);

    // An id comes from a user's command line too: it names a file here, and none elsewhere.
    private static string Plain(string name) => name.Length > 0 && !name.Contains('/', StringComparison.Ordinal) && !name.StartsWith('.')
        ? name
        : throw new ArgumentException($"'{name}' is not a name.", nameof(name));
}
