namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>
/// What is in the directory of every thing of a kind: named once, in one table, and read from the thing itself when someone looks.
/// So a thousand VFs cost no node until they are read, and nothing must be kept in step with the host.
/// </summary>
/// <typeparam name="T">The kind of thing.</typeparam>
internal sealed class EntryTable<T>
{
    private readonly Dictionary<string, Func<T, SysfsNode?>> _entries = new(StringComparer.Ordinal);

    private Func<T, IEnumerable<string>>? _names;
    private Func<T, string, SysfsNode?>? _find;

    /// <summary>An attribute that can only be read.</summary>
    public EntryTable<T> Attribute(string name, Func<T, string> show) =>
        Add(name, thing => new SysfsAttribute(() => show(thing)));

    /// <summary>An attribute that can be read and written.</summary>
    public EntryTable<T> Attribute(string name, Func<T, string> show, Action<T, string> store) =>
        Add(name, thing => new SysfsAttribute(() => show(thing), text => store(thing, text)));

    /// <summary>An attribute that can only be written.</summary>
    public EntryTable<T> Command(string name, Action<T, string> store) =>
        Add(name, thing => new SysfsAttribute(null, text => store(thing, text)));

    /// <summary>A link; there is none while its target is null.</summary>
    public EntryTable<T> Link(string name, Func<T, string?> target) =>
        Add(name, thing => target(thing) is { } text ? new SysfsLink(text) : null);

    /// <summary>Any other entry; there is none while it is null.</summary>
    public EntryTable<T> Add(string name, Func<T, SysfsNode?> entry)
    {
        _entries.Add(name, entry);
        return this;
    }

    /// <summary>Entries whose names depend on the thing, after all named ones.</summary>
    public EntryTable<T> Listing(Func<T, IEnumerable<string>> names, Func<T, string, SysfsNode?> find)
    {
        (_names, _find) = (names, find);
        return this;
    }

    /// <summary>The directory of one thing.</summary>
    public SysfsDirectory Of(T thing) => new View(this, thing);

    private sealed class View(EntryTable<T> table, T thing) : SysfsDirectory
    {
        public override IEnumerable<string> Names => table._entries
            .Where(e => e.Value(thing) is not null)
            .Select(e => e.Key)
            .Concat(table._names?.Invoke(thing) ?? []);

        public override SysfsNode? Find(string name) =>
            table._entries.TryGetValue(name, out var entry) ? entry(thing) : table._find?.Invoke(thing, name);
    }
}
