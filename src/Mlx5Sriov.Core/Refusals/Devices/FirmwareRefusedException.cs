namespace Mlx5Sriov.Refusals.Devices;

/// <summary>The vendor's tool or the firmware refused to read or to set values.</summary>
/// <param name="pf">The physical function.</param>
/// <param name="command">The command that was refused.</param>
/// <param name="said">What the tool said.</param>
public sealed class FirmwareRefusedException(string pf, string command, string said) : SriovException(
    $"{pf}: '{command}' was refused: {said}.",
    said.Contains("constraint", StringComparison.OrdinalIgnoreCase) || said.Contains("maximum", StringComparison.OrdinalIgnoreCase)
        ? "Use a lower value. What the card allows depends on other settings: with fewer interrupt vectors for each VF (NUM_VF_MSIX) or a smaller BAR "
            + "(VF_LOG_BAR_SIZE) it has room for more VFs."
        : "Do what the tool's words say, or run the command by hand to see all that it prints.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.FirmwareRefused;

    internal override bool TellsFailedPlan => true;
}
