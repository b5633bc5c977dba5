namespace Mlx5Sriov.Simulation.Sysfs;

/// <summary>A directory with an entry for each thing of a kind.</summary>
/// <param name="names">The names that there are now.</param>
/// <param name="find">The entry of a name; null for none.</param>
internal sealed class ListingDirectory(Func<IEnumerable<string>> names, Func<string, SysfsNode?> find) : SysfsDirectory
{
    public override IEnumerable<string> Names => names();

    public override SysfsNode? Find(string name) => find(name);
}
