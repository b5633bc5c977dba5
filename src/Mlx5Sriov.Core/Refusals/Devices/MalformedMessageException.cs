namespace Mlx5Sriov.Refusals.Devices;

/// <summary>A netlink message contradicts itself: a length beyond its end, a value too short for its kind.</summary>
/// <param name="contradiction">What is wrong with it.</param>
public sealed class MalformedMessageException(string contradiction) : SriovException(
    $"The kernel's netlink message is malformed: {contradiction}.",
    "No released kernel sends such a message: report it with the output of 'uname -r' and the driver's release.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.MalformedMessage;
}
