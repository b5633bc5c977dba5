namespace Mlx5Sriov.Kernel;

/// <summary>The kernel's list of a link's VFs was cut short and could not be completed, or is not told at all.</summary>
public sealed class VfListIncompleteException : SriovException
{
    /// <summary>The list was cut.</summary>
    /// <param name="link">The link, without any VF.</param>
    /// <param name="listed">How many VFs could be read.</param>
    public VfListIncompleteException(NetworkLink link, int listed)
        : this(
            link,
            $"The kernel's list of the virtual functions of {link?.Name} is cut: {listed} of {link?.VfCount} could be read.",
            "Lists above 64 KiB wrap in the kernel; use a newer kernel or fewer virtual functions.") => Listed = listed;

    private VfListIncompleteException(NetworkLink? link, string message, string nextStep)
        : base(message, nextStep) => Link = link ?? throw new ArgumentNullException(nameof(link));

    /// <summary>The link, without any VF.</summary>
    public NetworkLink Link { get; }

    /// <summary>How many VFs could be read; null where the kernel told no list.</summary>
    public int? Listed { get; }

    /// <summary>The kernel refuses to tell the VFs, because its answer would be too long (EMSGSIZE): some releases do from 16 VFs of InfiniBand on.</summary>
    /// <param name="link">The link, without any VF.</param>
    /// <returns>The refusal.</returns>
    public static VfListIncompleteException TooLong(NetworkLink link) => new(
        link,
        $"The kernel does not tell the settings of the virtual functions of {link?.Name}: its answer would be too long (EMSGSIZE).",
        "Use a newer kernel or fewer virtual functions.");
}
