namespace Mlx5Sriov.Kernel;

/// <summary>Which host it is: what was planned or changed on one host means nothing on another, however alike their names are.</summary>
/// <param name="Id">A text of its own for each host, the same in all its sessions; it does not tell the machine's id.</param>
/// <param name="IsSimulated">Whether it is a host in memory, of which nothing outlives its process.</param>
public sealed record HostIdentity(string Id, bool IsSimulated)
{
    private string Description => IsSimulated ? "a simulated host" : "a real host";

    /// <summary>What messages call this host, and how it differs from the one that is meant now.</summary>
    /// <param name="here">The host that is meant now.</param>
    /// <returns><c>another simulated host than this</c>, <c>a simulated host, and this is a real host</c>.</returns>
    public string Apart(HostIdentity here) => IsSimulated == here.IsSimulated
        ? $"another {Description[2..]} than this"
        : $"{Description}, and this is {here.Description}";

    /// <summary>The id.</summary>
    /// <returns><c>2f6b...</c>, or <c>simulation-2f6b...</c>.</returns>
    public override string ToString() => Id;
}
