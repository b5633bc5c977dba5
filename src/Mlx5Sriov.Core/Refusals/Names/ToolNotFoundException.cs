namespace Mlx5Sriov.Refusals.Names;

/// <summary>A program that an act needs is not installed.</summary>
/// <param name="program">The program's name.</param>
public sealed class ToolNotFoundException(string program) : SriovException(
    $"The program '{program}' is not installed or not on the PATH.",
    $"Install the package that holds {program}, or add its folder to the PATH.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.ToolNotFound;

    /// <summary>The program's name.</summary>
    public string Program { get; } = program;
}
