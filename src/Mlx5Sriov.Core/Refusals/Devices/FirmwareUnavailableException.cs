namespace Mlx5Sriov.Refusals.Devices;

/// <summary>The vendor's tool cannot reach an adapter's firmware.</summary>
/// <param name="pf">The physical function.</param>
/// <param name="command">The command that tried.</param>
/// <param name="said">What the tool said.</param>
/// <param name="lockdown">The kernel's lockdown: <c>integrity</c> or <c>confidentiality</c>; null for none.</param>
public sealed class FirmwareUnavailableException(string pf, string command, string said, string? lockdown) : SriovException(
    $"{pf}: the firmware cannot be read or set: '{command}' says: {said}."
        + (lockdown is null ? "" : $" The kernel is in lockdown ({lockdown}), as with Secure Boot, and keeps programs from the device."),
    lockdown is null
        ? "Run it as root; look at dmesg for what the device lacks. How many VFs there can be tells sriov_totalvfs also without the tool."
        : "Set the firmware before Secure Boot is turned on, or from another system. What is set works under lockdown too: "
            + "sriov_totalvfs tells how many VFs there can be.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.FirmwareUnavailable;

    internal override bool TellsFailedPlan => true;

    /// <summary>The kernel's lockdown; null for none.</summary>
    public string? Lockdown { get; } = lockdown;
}
