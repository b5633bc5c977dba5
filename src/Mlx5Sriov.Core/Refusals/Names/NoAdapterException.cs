namespace Mlx5Sriov.Refusals.Names;

/// <summary>The host has no mlx5 adapter, or as a guest only virtual functions of one.</summary>
/// <param name="vfs">The virtual functions that it has.</param>
public sealed class NoAdapterException(IReadOnlyList<PciAddress> vfs) : SriovException(
    vfs.Count == 0
        ? "This host has no mlx5 adapter (NVIDIA ConnectX-4 or later, or BlueField)."
        : $"This machine has only virtual functions of an mlx5 adapter ({string.Join(", ", vfs)}): it is a guest.",
    vfs.Count == 0
        ? "Check with 'lspci -d 15b3:' that the adapter is seated and passed to this machine."
        : "Virtual functions are administered on the hypervisor that gave them, where their physical function is: run the module there.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.NoAdapter;

    /// <summary>The virtual functions that it has; empty where there is no adapter at all.</summary>
    public IReadOnlyList<PciAddress> Vfs { get; } = vfs;
}
