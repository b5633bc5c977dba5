namespace Mlx5Sriov.Shell.Editing;

/// <summary>Proposes how the text at the cursor may go on.</summary>
internal interface ICompleter
{
    /// <summary>The proposals for <paramref name="text"/> with the cursor before index <paramref name="cursor"/>.</summary>
    Completions Complete(string text, int cursor);
}
