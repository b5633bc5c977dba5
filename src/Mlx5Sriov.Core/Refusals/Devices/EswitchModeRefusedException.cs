namespace Mlx5Sriov.Refusals.Devices;

/// <summary>The driver has no such e-switch mode.</summary>
/// <param name="pf">The physical function.</param>
/// <param name="mode">The mode: <c>SwitchdevInactive</c>.</param>
/// <param name="refusal">The kernel's refusal.</param>
/// <remarks>
/// SwitchdevInactive is the youngest mode: devlink of an older kernel refuses its number (ERANGE), an older mlx5 the mode (EINVAL,
/// esw_mode_from_devlink in eswitch_offloads.c).
/// </remarks>
public sealed class EswitchModeRefusedException(PciAddress pf, string mode, KernelException refusal) : SriovException(
    $"{pf}: this kernel or driver has no e-switch mode {mode} ({refusal.Message.TrimEnd('.')}).",
    "Use the mode Switchdev, or update the kernel (or OFED), whose newest releases have this mode.",
    refusal)
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.EswitchModeRefused;

    internal override bool TellsFailedPlan => true;

    /// <summary>The mode.</summary>
    public string Mode { get; } = mode;
}
