namespace Mlx5Sriov.Refusals;

/// <summary>A physical function has no such rate group.</summary>
/// <param name="pf">The physical function's name.</param>
/// <param name="group">The number or name that was asked for.</param>
/// <param name="groups">The groups there are.</param>
public sealed class RateGroupNotFoundException(string pf, string group, IReadOnlyList<string> groups) : SriovException(
    $"{pf} has no rate group {group}: {Existing(group, groups)}.",
    "Get-MlxVfGroup lists them. New-MlxVfGroup makes one; a numbered group is gone when its last VF leaves it.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.GroupNotFound;

    /// <summary>The number or name that was asked for.</summary>
    public string Group { get; } = group;

    private static string Existing(string group, IReadOnlyList<string> groups) => groups.Count switch
    {
        0 => "there is none at all",
        _ when groups.Contains(group) => $"{group} is a numbered group, and named by -Id {group}",
        1 => $"there is {groups[0]}",
        _ => $"there are {string.Join(", ", groups)}",
    };
}
