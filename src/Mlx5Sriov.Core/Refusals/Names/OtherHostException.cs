namespace Mlx5Sriov.Refusals.Names;

/// <summary>An object was read from another host than the one that is meant now: what is alike by its name or address is another thing here.</summary>
/// <param name="target">The object as messages name it.</param>
/// <param name="host">The host that it was read from, and how that differs from this one: <c>another real host than this</c>.</param>
public sealed class OtherHostException(string target, string host) : SriovException(
    $"{target} was read from {host}.",
    "Read it again here.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.OtherHost;
}
