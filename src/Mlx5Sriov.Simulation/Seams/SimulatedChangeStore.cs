using Mlx5Sriov.Kernel.Records;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>
/// Locks and journals of a simulated host: in memory, and no writes to the adapter, so none is recorded. A fault can refuse them as a disk would.
/// </summary>
internal sealed class SimulatedChangeStore(Gate gate) : IChangeStore
{
    private readonly Dictionary<string, LockHolder> _locks = [];
    private readonly SortedDictionary<string, string> _journals = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IDisposable? TryLock(string name, LockHolder holder) => gate.Read<IDisposable?>(name, () => $"flock {name}", () =>
        _locks.TryAdd(name, holder) ? new Lock(this, gate, name) : null);

    /// <inheritdoc/>
    public LockHolder? HolderOf(string name) => gate.Read(name, () => $"cat {name}.lock", () => _locks.GetValueOrDefault(name));

    /// <inheritdoc/>
    public string PathOf(string id) => $"journal/{FileName(id)}";

    /// <inheritdoc/>
    public void Save(string id, string text) => gate.Read(id, () => $"tee journal/{id}", () => _journals[id] = text);

    /// <inheritdoc/>
    public void Append(string id, string text) => gate.Read(id, () => $"tee -a journal/{id}", () =>
        _journals[id] = (_journals.GetValueOrDefault(id) ?? throw new Refusal(Errno.ENOENT)) + text);

    /// <inheritdoc/>
    public IReadOnlyList<string> List() => gate.Read<IReadOnlyList<string>>("journal", () => "ls journal", () => [.. _journals.Keys]);

    /// <inheritdoc/>
    public string? Load(string id) => gate.Read(FileName(id), () => $"cat journal/{id}", () => _journals.GetValueOrDefault(id));

    /// <inheritdoc/>
    public void Delete(string id) => gate.Read(id, () => $"rm journal/{id}", () => _journals.Remove(id));

    // An id names a file of the folder of journals, and none elsewhere.
    private static string FileName(string id) =>
        id.Contains('/', StringComparison.Ordinal) ? throw new ArgumentException($"'{id}' is not a name.", nameof(id)) : id;

    private sealed class Lock(SimulatedChangeStore store, Gate gate, string name) : IDisposable
    {
        public void Dispose() => gate.Locked(() => store._locks.Remove(name));
    }
}
