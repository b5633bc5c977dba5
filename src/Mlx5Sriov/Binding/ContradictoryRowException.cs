namespace Mlx5Sriov.Binding;

/// <summary>A row that the pipeline brings names one thing and has the address of another: names change, and which was meant nobody can tell.</summary>
/// <param name="named">What the row's name means here, with its address.</param>
/// <param name="addressed">What is at the row's address here.</param>
public sealed class ContradictoryRowException(string named, string addressed) : SriovException(
    $"The row names {named}, and its address is that of {addressed}.",
    "Leave the name or the address out of the row (Select-Object -ExcludeProperty), or name the port on the command line.");
