namespace Mlx5Sriov.Shell.Editing;

/// <summary>What the editor hands back.</summary>
/// <param name="Outcome">How the editing ended.</param>
/// <param name="Text">The text if it was accepted, else empty.</param>
internal readonly record struct EditedLine(EditOutcome Outcome, string Text);
