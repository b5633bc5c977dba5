namespace Mlx5Sriov.Refusals.Names;

/// <summary>There is no such change in the journals.</summary>
/// <param name="id">The id that was asked for; null where any would have done.</param>
public sealed class ChangeNotFoundException(string? id) : SriovException(
    id is null ? "There is no change to undo." : $"There is no change '{id}'.",
    "The oldest finished ones are dropped after fifty.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.ChangeNotFound;
}
