namespace Mlx5Sriov.Kernel;

/// <summary>An object was read from another host than the one that is meant now: what is alike by its name or address is another thing here.</summary>
/// <param name="target">The object as messages name it.</param>
/// <param name="host">The host that it was read from.</param>
/// <param name="here">This host.</param>
public sealed class OtherHostException(string target, HostIdentity host, HostIdentity here) : SriovException(
    $"{target} was read from {host.Apart(here)}.",
    "Read it again here, with Get-MlxPf, Get-MlxVf or Get-MlxVfGroup.");
