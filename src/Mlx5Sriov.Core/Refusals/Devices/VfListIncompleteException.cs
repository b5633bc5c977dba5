namespace Mlx5Sriov.Refusals.Devices;

/// <summary>The kernel's list of a link's VFs was cut short and could not be completed, or is not told at all.</summary>
public sealed class VfListIncompleteException : SriovException
{
    /// <summary>The list was cut.</summary>
    /// <param name="link">The link's name.</param>
    /// <param name="listed">How many VFs could be read.</param>
    /// <param name="count">How many there are; null where the kernel does not tell.</param>
    public VfListIncompleteException(string link, int listed, int? count)
        : base(
            $"The kernel's list of the virtual functions of {link} is cut: {listed} of {count} could be read.",
            "Lists above 64 KiB wrap in the kernel; use a newer kernel or fewer virtual functions.") => Listed = listed;

    private VfListIncompleteException(string message)
        : base(message, "Use a newer kernel or fewer virtual functions.")
    {
    }

    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.VfListIncomplete;

    /// <summary>How many VFs could be read; null where the kernel told no list.</summary>
    public int? Listed { get; }

    /// <summary>The kernel refuses to tell the VFs, because its answer would be too long (EMSGSIZE): some releases do from 16 VFs of InfiniBand on.</summary>
    /// <param name="link">The link's name.</param>
    /// <returns>The refusal.</returns>
    public static VfListIncompleteException TooLong(string link) =>
        new($"The kernel does not tell the settings of the virtual functions of {link}: its answer would be too long (EMSGSIZE).");
}
