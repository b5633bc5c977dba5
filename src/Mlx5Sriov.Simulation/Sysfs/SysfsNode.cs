namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>Something that a path can name.</summary>
internal abstract class SysfsNode
{
    /// <summary>Whether it is closed to everyone but root: an attribute of mode 0600, another process's file descriptors.</summary>
    public bool IsPrivate { get; init; }
}
