using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

using Mlx5Sriov.Kernel.Linux.Files;
using Mlx5Sriov.Kernel.Records;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>
/// What another user could plant where locks and journals are: nothing of it is read, written or waited for, and each is refused in words. Where the tests run
/// as root, what is planted belongs to nobody (65534).
/// </summary>
[Collection(Umask)]
public sealed class PlantedFilesTests : IDisposable
{
    /// <summary>
    /// Tests that run one after the other: one changes the umask of the process, and a process that another starts has copies of all open files until it runs
    /// its program, so that a lock of flock(2) lasts longer than whoever took it.
    /// </summary>
    public const string Umask = "umask";

    private const string Name = "0000:05:00.0";
    private const string Untouched = "root's own";

    private static readonly LockHolder s_holder = new(4711, "Set-MlxVf", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static readonly Dictionary<string, Action<ChangeStore>> s_acts = new()
    {
        ["TryLock"] = s => s.TryLock(Name, s_holder)?.Dispose(),
        ["HolderOf"] = s => s.HolderOf(Name),
        ["Save"] = s => s.Save("a", "forged"),
        ["Append"] = s => s.Append("a", "forged"),
        ["Load"] = s => s.Load("a"),
        ["List"] = s => s.List(),
        ["Delete"] = s => s.Delete("a"),
    };

    private static readonly string[] s_ways =
        ["chmod 777 AT", "chmod 770 AT", "chown 65534 AT", "mv AT AT2; ln -s AT2 AT", "mv AT AT2; : > AT", "mv AT AT2; mkfifo AT"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mlx5sriov-").FullName;
    private readonly ChangeStore _store;

    public PlantedFilesTests()
    {
        _store = new ChangeStore(new OwnFolder(_folder, "own", "lock"), new OwnFolder(_folder, "own", "journal"));
        File.WriteAllText(Victim, Untouched);
    }

    public static TheoryData<string, string, string> Folders
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var act in s_acts.Keys)
            {
                foreach (var how in s_ways)
                {
                    data.Add(act, "own", how);
                    data.Add(act, act is "TryLock" or "HolderOf" ? "own/lock" : "own/journal", how);
                }
            }

            return data;
        }
    }

    private string Victim => Path.Combine(_folder, "victim");

    private string Lock => Path.Combine(_folder, "own", "lock", Name + ".lock");

    private string Journal => Path.Combine(_folder, "own", "journal", "a.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_that_is_not_roots_own_is_refused(string act, string folder, string how)
    {
        if (!MayRun(how)) return;
        MakeAll();
        Plant(how, Path.Combine(_folder, folder));

        var refusal = Assert.Throws<UntrustedPathException>(() => s_acts[act](_store));

        Assert.Equal(Path.Combine(_folder, folder), refusal.Path);
    }

    [Theory]
    [InlineData("rm AT; ln -s VICTIM AT")]
    [InlineData("rm AT; ln VICTIM AT")]
    [InlineData("rm AT; mkfifo AT")]
    [InlineData("rm AT; mkdir AT")]
    [InlineData("chown 65534 AT")]
    [InlineData("chmod 666 AT")]
    [InlineData("chmod 620 AT")]
    public void A_file_that_is_not_roots_own_is_refused(string how)
    {
        if (!MayRun(how)) return;
        MakeAll();
        Plant(how, Lock);
        Plant(how, Journal);

        foreach (var act in new[] { "TryLock", "HolderOf" }) Assert.Equal(Lock, Assert.Throws<UntrustedPathException>(() => s_acts[act](_store)).Path);
        foreach (var act in new[] { "Append", "Load" }) Assert.Equal(Journal, Assert.Throws<UntrustedPathException>(() => s_acts[act](_store)).Path);
        Assert.Equal(["a"], _store.List());
        Assert.Equal(Untouched, File.ReadAllText(Victim));
    }

    [Fact]
    public void A_lock_that_others_can_open_is_refused_because_they_can_hold_it()
    {
        MakeAll();
        Plant("chmod 644 AT", Lock);

        Assert.Throws<UntrustedPathException>(() => _store.TryLock(Name, s_holder));
    }

    [Theory]
    [InlineData("ln -s VICTIM AT")]
    [InlineData("ln VICTIM AT")]
    [InlineData("mkfifo AT")]
    public void A_journal_is_never_written_through_what_stands_in_its_place(string how)
    {
        MakeAll();
        File.Delete(Journal);
        Plant(how, Journal);
        Plant(how, $"{Journal}.{Environment.ProcessId}");

        _store.Save("a", "a journal");

        Assert.Equal("a journal", _store.Load("a"));
        Assert.Equal(Untouched, File.ReadAllText(Victim));
        Assert.Equal(["a.jsonl"], Directory.GetFileSystemEntries(Path.GetDirectoryName(Journal)!).Select(f => Path.GetFileName(f)!));
    }

    [Fact]
    public void A_file_of_ten_gigabytes_is_not_read()
    {
        MakeAll();
        using (_store.TryLock(Name, s_holder))
        {
            Plant("truncate -s 10G AT", Lock);
            Assert.Null(_store.HolderOf(Name));
        }

        Plant("truncate -s 10G AT", Journal);
        Assert.Throws<UntrustedPathException>(() => _store.Load("a"));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x3Fu)]
    [SupportedOSPlatform("linux")]
    public void What_is_made_is_its_owners_alone_whatever_the_umask(uint mask)
    {
        var before = umask(mask);
        try
        {
            MakeAll();
        }
        finally
        {
            _ = umask(before);
        }

        foreach (var folder in new[] { "own", "own/lock", "own/journal" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_folder, folder)));
        foreach (var file in new[] { Lock, Journal }) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Reading_makes_nothing()
    {
        Assert.Null(_store.HolderOf(Name));
        Assert.Null(_store.Load("a"));
        Assert.Empty(_store.List());
        _store.Delete("a");

        Assert.Equal([Victim], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void What_has_no_plain_name_is_not_listed()
    {
        MakeAll();
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Journal)!, "\u001b[2J.jsonl"), "");

        Assert.Equal(["a"], _store.List());
    }

    // glibc and musl alike.
    [DllImport("libc")]
    private static extern uint umask(uint mask);

    // Without root nothing can be given away.
    private static bool MayRun(string how) => Environment.IsPrivilegedProcess || !how.Contains("chown", StringComparison.Ordinal);

    private void MakeAll()
    {
        _store.TryLock(Name, s_holder)!.Dispose();
        _store.Save("a", "a journal");
    }

    private void Plant(string how, string at)
    {
        var script = how.Replace("AT", $"'{at}'", StringComparison.Ordinal).Replace("VICTIM", $"'{Victim}'", StringComparison.Ordinal);

        // What has a mode or a size that is wrong is root's own; all else is nobody's.
        var isRoots = how.StartsWith("ch", StringComparison.Ordinal) || how.StartsWith("truncate", StringComparison.Ordinal);
        if (Environment.IsPrivilegedProcess && !isRoots) script += $"; chown -h 65534 '{at}'";
        using var process = Process.Start("sh", ["-ec", script]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
