namespace Mlx5Sriov.Refusals.Devices;

/// <summary>The kernel refused a number of VFs.</summary>
/// <param name="pf">The physical function.</param>
/// <param name="wanted">The number.</param>
/// <param name="refusal">The kernel's refusal.</param>
/// <remarks>The causes: sriov_numvfs_store and sriov_enable in drivers/pci/iov.c.</remarks>
public sealed class VfCountRefusedException(PciAddress pf, int wanted, KernelException refusal) : SriovException(
    $"{pf}: the kernel refused {(wanted == 0 ? "to take its virtual functions away" : $"{wanted} virtual functions")}: "
        + $"{Cause(wanted, refusal)} ({refusal.Message.TrimEnd('.')}).",
    Advice(refusal),
    refusal)
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.VfCountRefused;

    /// <inheritdoc/>
    public override string Id => $"VfCountRefused.{Errno}";

    internal override bool TellsFailedPlan => true;

    /// <summary>The kernel's error.</summary>
    public Errno Errno { get; } = refusal.Errno;

    private static string Cause(int wanted, KernelException refusal) => refusal.Errno switch
    {
        Errno.ERANGE => "the firmware allows fewer",
        Errno.EBUSY when wanted > 0 => "virtual functions are there already, made by another program meanwhile",
        Errno.ENOENT or Errno.ENOSYS => "no driver is bound to the physical function that could make them",
        Errno.ENOMEM when wanted > 0 => "there is no room for them on the bus",
        Errno.ETIMEDOUT => "a virtual function is in use and was not let go",
        _ when wanted == 0 => "the driver or the firmware could not end them",
        _ => "the driver or the firmware could not make them",
    };

    private static string Advice(KernelException refusal) => refusal.Errno switch
    {
        Errno.ERANGE => "Raise the firmware's limit with 'mlxconfig -d DEVICE set NUM_OF_VFS=N' and reboot, or ask for fewer.",
        Errno.EBUSY => "Try again once the other program is done.",
        Errno.ENOENT or Errno.ENOSYS => "Load the driver: modprobe mlx5_core.",
        Errno.ENOMEM => "Turn SR-IOV (and Above 4G decoding) on in the BIOS, or boot with pci=realloc; dmesg says which resource is short.",
        Errno.ETIMEDOUT => "Shut the guest down that has it, and try again.",
        _ => "Look at dmesg for what the driver or the firmware lacked.",
    };
}
