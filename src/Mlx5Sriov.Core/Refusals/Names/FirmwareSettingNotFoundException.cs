namespace Mlx5Sriov.Refusals.Names;

/// <summary>An adapter's firmware has no setting of that name, or hides it.</summary>
/// <param name="pf">The physical function.</param>
/// <param name="name">The name.</param>
/// <param name="near">The names nearest to it.</param>
public sealed class FirmwareSettingNotFoundException(string pf, string name, IReadOnlyList<string> near) : SriovException(
    $"{pf}: the firmware has no setting {name}, or hides it.",
    (near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}? " : "")
        + "Settings such as NUM_OF_PF and those that begin with PF_ show only after ADVANCED_PCI_SETTINGS was set to 1 and the host restarted.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.FirmwareSettingNotFound;

    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
