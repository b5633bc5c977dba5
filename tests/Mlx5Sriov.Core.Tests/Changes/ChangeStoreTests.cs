using System.Diagnostics;
using System.Text.Json;

using Mlx5Sriov.Kernel.Linux.Files;
using Mlx5Sriov.Kernel.Records;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Locks and journals as files of the running kernel.</summary>
[Collection(PlantedFilesTests.Umask)]
public sealed class ChangeStoreTests : IDisposable
{
    private const string Name = "0000:05:00.0";

    private static readonly LockHolder s_holder = new(4711, "Set-MlxVf", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly string _folder = Directory.CreateTempSubdirectory("mlx5sriov-").FullName;
    private readonly ChangeStore _store;

    public ChangeStoreTests() => _store = NewStore();

    private string Locks => Path.Combine(_folder, "run", "locks");

    private string Journals => Path.Combine(_folder, "lib", "journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_lock_keeps_others_out_until_it_is_disposed()
    {
        var taken = _store.TryLock(Name, s_holder);
        Assert.NotNull(taken);
        Assert.Null(NewStore().TryLock(Name, s_holder));
        Assert.Null(_store.TryLock(Name, s_holder));
        using (var other = _store.TryLock("0000:05:00.1", s_holder)) Assert.NotNull(other);

        taken.Dispose();
        using var again = NewStore().TryLock(Name, s_holder);
        Assert.NotNull(again);
    }

    [Fact]
    public void A_lock_tells_its_holder_while_it_is_held()
    {
        Assert.Null(_store.HolderOf(Name));
        using (_store.TryLock(Name, s_holder with { Command = "A much longer command than the next one's" }))
            Assert.Equal(4711, NewStore().HolderOf(Name)!.ProcessId);
        Assert.Null(_store.HolderOf(Name));

        using (_store.TryLock(Name, s_holder)) Assert.Equal(s_holder, NewStore().HolderOf(Name));
    }

    [Fact]
    public void A_lock_of_another_process_ends_when_that_is_killed()
    {
        _store.TryLock(Name, s_holder)!.Dispose();
        var file = Path.Combine(Locks, Name + ".lock");
        File.WriteAllText(file, JsonSerializer.Serialize(s_holder));
        using var other = Process.Start(new ProcessStartInfo("flock", ["--no-fork", file, "sleep", "600"]))!;
        try
        {
            SpinWait.SpinUntil(() => IsTaken() || other.HasExited, TimeSpan.FromMinutes(1));
            Assert.False(other.HasExited);

            // It has the lock and has not said who it is: whose name an earlier holder left there has nothing to do with it.
            Assert.Null(_store.TryLock(Name, s_holder));
            Assert.Null(_store.HolderOf(Name));
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        Assert.Null(_store.HolderOf(Name));
        using var taken = _store.TryLock(Name, s_holder);
        Assert.NotNull(taken);
    }

    [Fact]
    public void A_lock_that_was_let_go_names_nobody()
    {
        _store.TryLock(Name, s_holder)!.Dispose();

        Assert.Equal(0, new FileInfo(Path.Combine(Locks, Name + ".lock")).Length);
    }

    [Fact]
    public async Task Asking_who_has_a_lock_keeps_nobody_out()
    {
        var isOver = false;
        var asking = Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver)) _ = NewStore().HolderOf(Name);
        });
        for (var i = 0; i < 2000; i++)
        {
            using var taken = _store.TryLock(Name, s_holder);
            Assert.NotNull(taken);
        }

        Volatile.Write(ref isOver, true);
        await asking;
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"ProcessId\":")]
    public void A_holder_that_has_not_said_who_it_is_is_unknown(string text)
    {
        using var taken = _store.TryLock(Name, s_holder);
        File.WriteAllBytes(Path.Combine(_folder, "text"), System.Text.Encoding.UTF8.GetBytes(text));
        var file = Path.Combine(Locks, Name + ".lock");
        Assert.Equal(0, Run("cp", Path.Combine(_folder, "text"), file));

        Assert.Null(_store.HolderOf(Name));
        Assert.Null(_store.TryLock(Name, s_holder));
    }

    [Fact]
    public void A_journal_is_read_back_listed_in_order_and_deleted()
    {
        Assert.Empty(_store.List());
        Assert.Null(_store.Load("a"));
        _store.Save("b", "second \u00e4\n");
        _store.Save("a", "first");
        _store.Save("b", "second again");

        Assert.Equal(["a", "b"], NewStore().List());
        Assert.Equal("second again", NewStore().Load("b"));
        _store.Delete("a");
        _store.Delete("a");
        Assert.Equal(["b"], _store.List());
        Assert.Null(_store.Load("a"));
    }

    [Fact]
    public void What_is_added_to_a_journal_stands_at_its_end()
    {
        _store.Save("a", "first\n");
        _store.Append("a", "second \u00e4\n");
        _store.Append("a", "third");

        Assert.Equal("first\nsecond \u00e4\nthird", NewStore().Load("a"));
    }

    [Fact]
    public void Nothing_is_added_to_a_journal_that_is_not_there()
    {
        Assert.Equal(Errno.ENOENT, Assert.Throws<KernelException>(() => _store.Append("a", "text")).Errno);
        Assert.Equal(Errno.ENOENT, Assert.Throws<KernelException>(() => new SimulatedHost(new SimulationOptions()).Seams.Changes.Append("a", "text")).Errno);
        Assert.Empty(_store.List());
    }

    [Fact]
    public void A_journal_that_cannot_be_saved_leaves_no_draft()
    {
        Directory.CreateDirectory(Path.Combine(Journals, "a.jsonl", "in the way"));

        Assert.Throws<KernelException>(() => _store.Save("a", "text"));
        Assert.Empty(Directory.GetFiles(Journals));
    }

    [Fact]
    public void A_journal_is_renamed_into_place_and_no_draft_is_left_or_listed()
    {
        _store.Save("a", "old");
        var file = Path.Combine(Journals, "a.jsonl");
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        File.WriteAllText(Path.Combine(Journals, "b.jsonl.4711"), "half a jour");

        _store.Save("a", "new and longer");

        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new and longer", _store.Load("a"));
        Assert.Equal(["a"], _store.List());
        Assert.Equal(["a.jsonl", "b.jsonl.4711"], Directory.GetFiles(Journals).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_refuses_as_the_kernel_does()
    {
        if (Environment.IsPrivilegedProcess) return;
        Assert.Equal(0, Run("chmod", "500", _folder));

        Assert.Equal(Errno.EACCES, Assert.Throws<KernelException>(() => _store.TryLock(Name, s_holder)).Errno);
        var refusal = Assert.Throws<KernelException>(() => _store.Save("a", "text"));
        Assert.Equal((Errno.EACCES, $"tee {Journals}/a.jsonl"), (refusal.Errno, refusal.Act));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/b")]
    [InlineData("/etc/passwd")]
    [InlineData(".hidden")]
    public void What_is_no_plain_name_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => _store.Load(name));
        Assert.Throws<ArgumentException>(() => _store.Save(name, ""));
        Assert.Throws<ArgumentException>(() => _store.Append(name, ""));
        Assert.Throws<ArgumentException>(() => _store.Delete(name));
        Assert.Throws<ArgumentException>(() => _store.TryLock(name, s_holder));
        Assert.Throws<ArgumentException>(() => _store.HolderOf(name));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    private bool IsTaken()
    {
        using var taken = _store.TryLock(Name, s_holder);
        return taken is null;
    }

    private ChangeStore NewStore() => new(new OwnFolder(_folder, "run", "locks"), new OwnFolder(_folder, "lib", "journal"));
}
