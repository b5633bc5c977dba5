namespace Mlx5Sriov.Session;

/// <summary>A change would lose something for good, and the session cannot ask whether it may. Nothing is changed.</summary>
/// <param name="target">What would be changed.</param>
/// <param name="losses">What would be lost, as sentences.</param>
public sealed class ConsentNeededException(string target, IEnumerable<string> losses) : SriovException(
    $"{target} is not changed, for something would be lost and this session cannot ask whether it may. {string.Join(" ", losses)}",
    "See with -WhatIf what would happen. To go on, give -Force, or -Confirm:$false.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => ModuleRefusals.ConsentNeeded;
}
