using Mlx5Sriov.Inventory.Holders;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>The rule that a VF is not taken away from whoever uses it.</summary>
internal static class HeldVfs
{
    /// <summary>Refuses VFs that someone uses; by force it only warns of those whose holder the kernel waits for.</summary>
    /// <exception cref="VfInUseException">Someone uses one of the VFs, or it cannot be known.</exception>
    public static void ThrowIfHeld(IEnumerable<VirtualFunction> vfs, bool isForced, PlanWarnings warnings)
    {
        VirtualFunction[] held = [.. vfs.Where(v => v.IsHeld != false)];
        if (held.Length > 0 && !isForced) throw new VfInUseException([.. held.Select(vf => (vf.Target, User(vf)))]);
        foreach (var vf in held)
        {
            if (vf.Holder is null)
            {
                warnings.Add(vf.Index, $"who uses it cannot be told, {Why(vf)}. "
                    + "Of a VF held through vfio or vhost-vdpa the kernel waits until its holder lets go, and nothing can interrupt that wait.");
            }
            else if (vf.Holder.IsWaitedFor)
            {
                warnings.Add(vf.Index, $"held by {vf.Holder}. The kernel waits until it lets go, and nothing can interrupt that wait.");
            }
        }
    }

    private static string User(VirtualFunction vf) => vf.Holder is { } holder ? $"{holder}" : $"unknown, {Why(vf)}";

    private static string Why(VirtualFunction vf) =>
        VfHolders.IsVfio(vf) ? "for want of the right to look or because a process has a vfio device open without its group, which tells of which VF it is"
        : vf.Name is not null ? "for want of the right to look"
        : "for want of the right to look or because the namespace that has its net device shows nowhere";
}
