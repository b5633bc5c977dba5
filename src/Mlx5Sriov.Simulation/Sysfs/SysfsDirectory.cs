namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>A directory. It is a view of the host as it is when looked at, and holds nothing of its own.</summary>
internal abstract class SysfsDirectory : SysfsNode
{
    public abstract IEnumerable<string> Names { get; }

    /// <summary>The entry of a name; null for none.</summary>
    public abstract SysfsNode? Find(string name);
}
