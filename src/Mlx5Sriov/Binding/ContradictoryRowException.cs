namespace Mlx5Sriov.Binding;

/// <summary>A row that the pipeline brings names one port and has the address of another: names change, and which was meant nobody can tell.</summary>
/// <param name="name">The name in the row.</param>
/// <param name="named">The address of the port that has that name now.</param>
/// <param name="address">The address in the row.</param>
/// <param name="here">What the port at that address is called now.</param>
public sealed class ContradictoryRowException(string name, PciAddress named, PciAddress address, string here) : SriovException(
    $"The row names {name}, which is {named} here, and has the address {address}, which is {here} here.",
    $"Leave one of both out of the row (Select-Object -ExcludeProperty), or name the port on the command line: {address}.");
