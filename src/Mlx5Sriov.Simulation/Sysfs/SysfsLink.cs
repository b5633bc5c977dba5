namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>A link.</summary>
/// <param name="target">What it holds, as the kernel stores it: relative for the most part.</param>
internal sealed class SysfsLink(string target) : SysfsNode
{
    public string Target { get; } = target;
}
