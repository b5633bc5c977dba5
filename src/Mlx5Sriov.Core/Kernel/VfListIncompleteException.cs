namespace Mlx5Sriov.Kernel;

/// <summary>The kernel's list of a link's VFs was cut short and could not be completed.</summary>
/// <param name="link">The link, without any VF.</param>
/// <param name="listed">How many VFs could be read.</param>
public sealed class VfListIncompleteException(NetworkLink link, int listed) : SriovException(
    $"The kernel's list of the virtual functions of {link.Name} is cut: {listed} of {link.VfCount} could be read.",
    "Lists above 64 KiB wrap in the kernel; use a newer kernel or fewer virtual functions.")
{
    /// <summary>The link, without any VF.</summary>
    public NetworkLink Link { get; } = link;

    /// <summary>How many VFs could be read.</summary>
    public int Listed { get; } = listed;
}
