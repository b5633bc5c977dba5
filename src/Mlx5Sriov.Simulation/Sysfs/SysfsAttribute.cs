namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>An attribute: a text to read, a text to store, or both.</summary>
/// <param name="show">Gives the text; null for an attribute that cannot be read.</param>
/// <param name="store">Takes a text, its newline included; null for an attribute that cannot be written.</param>
internal sealed class SysfsAttribute(Func<string>? show, Action<string>? store = null) : SysfsNode
{
    public Func<string>? Show { get; } = show;

    public Action<string>? Store { get; } = store;
}
