using System.Collections;

namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>A directory whose entries are always there: the frame of the tree.</summary>
internal sealed class FixedDirectory : SysfsDirectory, IEnumerable<KeyValuePair<string, SysfsNode>>
{
    private readonly Dictionary<string, SysfsNode> _entries = new(StringComparer.Ordinal);

    public override IEnumerable<string> Names => _entries.Keys;

    public void Add(string name, SysfsNode node) => _entries.Add(name, node);

    public void Add(string name, Func<string> show) => Add(name, new SysfsAttribute(show));

    public override SysfsNode? Find(string name) => _entries.GetValueOrDefault(name);

    public IEnumerator<KeyValuePair<string, SysfsNode>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
