namespace Mlx5Sriov.Shell.Editing;

/// <summary>One way to go on.</summary>
/// <param name="Text">What goes into the line.</param>
/// <param name="Label">What the list of proposals shows.</param>
internal readonly record struct Proposal(string Text, string Label);
