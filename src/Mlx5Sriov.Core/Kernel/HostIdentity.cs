namespace Mlx5Sriov.Kernel;

/// <summary>Which host it is: what was planned or changed on one host means nothing on another, however alike their names are.</summary>
/// <param name="Id">A text of its own for each host, the same in all its sessions; it does not tell the machine's id.</param>
/// <param name="IsSimulated">Whether it is a host in memory, of which nothing outlives its process.</param>
public sealed record HostIdentity(string Id, bool IsSimulated)
{
    /// <summary>What messages call the host.</summary>
    internal string Description => IsSimulated ? "a simulated host" : "a real host";

    /// <summary>What messages call this host where another is called by its <see cref="Description"/>.</summary>
    /// <param name="host">The other host.</param>
    internal string Other(HostIdentity host) => IsSimulated == host.IsSimulated ? $"another {Description[2..]}" : Description;

    /// <summary>The id.</summary>
    /// <returns><c>2f6b...</c>, or <c>simulation-2f6b...</c>.</returns>
    public override string ToString() => Id;
}
