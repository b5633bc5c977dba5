namespace Mlx5Sriov.Refusals.Plans;

/// <summary>A newer version of the module wrote a change's journal, in a format that this version does not know.</summary>
/// <param name="path">The journal's file.</param>
/// <param name="format">The journal's format.</param>
/// <param name="known">The newest format that this version knows.</param>
public sealed class NewerJournalException(string path, int format, int known) : SriovException(
    $"A newer version of this module wrote the journal {path}: its format is {format}, and this version knows formats up to {known}.",
    "Update the module, and undo the change with that version.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.JournalNewer;
}
