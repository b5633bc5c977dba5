namespace Mlx5Sriov.Changes;

/// <summary>VFs that someone uses would be taken away.</summary>
/// <param name="vfs">The VFs, with who uses them.</param>
public sealed class VfInUseException(IReadOnlyList<VirtualFunction> vfs) : SriovException(
    $"{(vfs.Count == 1 ? "A virtual function is" : $"{vfs.Count} virtual functions are")} in use: {string.Join("; ", vfs.Select(v => $"{v}: {(object?)v.Holder ?? "unknown, for want of the right to look"}"))}.",
    "Detach them from their guests or containers first. -Force, where the cmdlet has it, takes them away all the same; of a VF held through vfio the kernel waits until its holder lets go, and nothing can interrupt that wait.")
{
    /// <summary>The VFs, with who uses them.</summary>
    public IReadOnlyList<VirtualFunction> Vfs { get; } = vfs;

    /// <exception cref="VfInUseException">Someone uses one of the VFs, or it cannot be known.</exception>
    internal static void ThrowIfHeld(IEnumerable<VirtualFunction> vfs)
    {
        VirtualFunction[] held = [.. vfs.Where(v => v.IsHeld != false)];
        if (held.Length > 0) throw new VfInUseException(held);
    }
}
