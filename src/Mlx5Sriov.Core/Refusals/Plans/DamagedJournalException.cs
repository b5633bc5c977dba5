namespace Mlx5Sriov.Refusals.Plans;

/// <summary>A change's journal is damaged, or holds what the module does not write.</summary>
/// <param name="path">The journal's file.</param>
/// <param name="how">What is wrong with it.</param>
public sealed class DamagedJournalException(string path, string how) : SriovException(
    $"The journal {path} cannot be used: {how}.",
    "Look at it with 'cat' and move it away. This change cannot be undone from it; other changes can.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.JournalDamaged;

    /// <summary>The journal's file.</summary>
    public string Path { get; } = path;
}
