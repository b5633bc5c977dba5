namespace Mlx5Sriov.Refusals.Plans;

/// <summary>A folder or file of the module's own is such that others could have written in it, so nothing is read from it or written to it.</summary>
/// <param name="path">The folder or file.</param>
/// <param name="how">What is wrong with it: <c>belongs to user 65534, not to root</c>.</param>
public sealed class UntrustedPathException(string path, string how) : SriovException(
    $"{path} {how}: others could decide what is written or undone here, so it is not used.",
    $"Look at it with 'ls -ld {ShellWord.Quote(path)}' and find out who made it. If nobody needs it, move it away; the module makes what it needs again.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.UntrustedPath;

    /// <summary>The folder or file.</summary>
    public string Path { get; } = path;
}
