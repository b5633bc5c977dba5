namespace Mlx5Sriov.Refusals.Names;

/// <summary>A physical function has no such rate group.</summary>
/// <param name="pf">The physical function's name.</param>
/// <param name="group">The number or name that was asked for.</param>
/// <param name="groups">The groups there are.</param>
public sealed class RateGroupNotFoundException(string pf, string group, IReadOnlyList<string> groups) : SriovException(
    $"{pf} has no rate group {group}: {Existing(group, groups)}.",
    groups.Contains(group) ? "Name it by its number." : "Name one that is there, or make it; a numbered group is gone when its last VF leaves it.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.GroupNotFound;

    /// <summary>The number or name that was asked for.</summary>
    public string Group { get; } = group;

    /// <summary>Whether there is a numbered group of that number, and a name was asked for.</summary>
    public bool IsNumber { get; } = groups.Contains(group);

    private static string Existing(string group, IReadOnlyList<string> groups) => groups.Count switch
    {
        0 => "there is none at all",
        _ when groups.Contains(group) => $"{group} is a numbered group, and it was looked for by a name",
        1 => $"there is {groups[0]}",
        _ => $"there are {string.Join(", ", groups)}",
    };
}
