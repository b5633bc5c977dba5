namespace Mlx5Sriov.Refusals.Plans;

/// <summary>VFs that someone uses would be taken away.</summary>
/// <param name="uses">The VFs, each with who uses it.</param>
public sealed class VfInUseException(IReadOnlyList<(ChangeTarget Vf, string User)> uses) : SriovException(
    $"{(uses.Count == 1 ? "A virtual function is" : $"{uses.Count} virtual functions are")} in use: "
    + $"{string.Join("; ", uses.Select(use => $"{use.Vf}: {use.User}"))}.",
    $"Detach {(uses.Count == 1 ? "it from its guest or container" : "them from their guests or containers")} first. "
    + "Of a VF held through vfio or vhost-vdpa the kernel waits until its holder lets go, and nothing can interrupt that wait.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.VfInUse;

    /// <summary>The VFs.</summary>
    public IReadOnlyList<ChangeTarget> Vfs { get; } = [.. uses.Select(use => use.Vf)];
}
