namespace Mlx5Sriov.Kernel;

/// <summary>The kernel's list of a link's VFs was cut short and could not be completed.</summary>
/// <param name="link">The link's name.</param>
/// <param name="listed">How many VFs could be read.</param>
/// <param name="expected">How many there are.</param>
public sealed class VfListIncompleteException(string link, int listed, int expected) : SriovException(
    $"The kernel's list of the virtual functions of {link} is cut: {listed} of {expected} could be read.",
    "Lists above 64 KiB wrap in the kernel; use a newer kernel or fewer virtual functions.")
{
    /// <summary>The link's name.</summary>
    public string Link { get; } = link;

    /// <summary>How many VFs could be read.</summary>
    public int Listed { get; } = listed;

    /// <summary>How many there are.</summary>
    public int Expected { get; } = expected;
}
