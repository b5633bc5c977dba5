using System.Diagnostics;

using Mlx5Sriov.Kernel.Records;

namespace Mlx5Sriov.Lab;

/// <summary>The host's store of locks and journals, which also tells when a plan came to which point, and how long the store itself took.</summary>
internal sealed class TimedChangeStore(IChangeStore store) : IChangeStore
{
    /// <summary>How long the lock took.</summary>
    public TimeSpan Lock { get; private set; }

    /// <summary>How long the journal took: to the disk at the start, a line at the end, and the removal of an old one.</summary>
    public TimeSpan Journal { get; private set; }

    /// <summary>When the lock was taken, as <see cref="Stopwatch.GetTimestamp"/> tells it.</summary>
    public long Locked { get; private set; }

    /// <summary>When the plan was made, and its journal was about to be written.</summary>
    public long Planned { get; private set; }

    /// <summary>When the journal was written, and the steps began.</summary>
    public long Begun { get; private set; }

    /// <summary>When all was verified, and the journal was about to be closed.</summary>
    public long Verified { get; private set; }

    public IDisposable? TryLock(string name, LockHolder holder)
    {
        Journal = TimeSpan.Zero;
        var start = Stopwatch.GetTimestamp();
        var taken = store.TryLock(name, holder);
        Locked = Stopwatch.GetTimestamp();
        Lock = Stopwatch.GetElapsedTime(start, Locked);
        return taken;
    }

    public LockHolder? HolderOf(string name) => store.HolderOf(name);

    public string PathOf(string id) => store.PathOf(id);

    public void Save(string id, string text)
    {
        Planned = Stopwatch.GetTimestamp();
        Timed(() =>
        {
            store.Save(id, text);
            return id;
        });
    }

    public void Append(string id, string text)
    {
        Verified = Stopwatch.GetTimestamp();
        Timed(() =>
        {
            store.Append(id, text);
            return id;
        });
    }

    public IReadOnlyList<string> List() => Timed(store.List);

    public string? Load(string id) => Timed(() => store.Load(id));

    public void Delete(string id) => Timed(() =>
    {
        store.Delete(id);
        return id;
    });

    private T Timed<T>(Func<T> act)
    {
        var start = Stopwatch.GetTimestamp();
        var result = act();
        Journal += Stopwatch.GetElapsedTime(start);
        if (Verified < Locked) Begun = Stopwatch.GetTimestamp();
        return result;
    }
}
