namespace Mlx5Sriov.Refusals;

/// <summary>The kernel refused an act.</summary>
public sealed class KernelException : SriovException
{
    /// <summary>Creates the refusal.</summary>
    /// <param name="errno">The kernel's error number.</param>
    /// <param name="act">The act as the command that equals it: <c>echo 9 &gt; /sys/...</c>, <c>ip link set dev eth2 vf 0 trust on</c>.</param>
    /// <param name="kernelText">The kernel's own words (netlink's extended acknowledgement); null where it gave none.</param>
    /// <param name="kind">What kind of act it was.</param>
    public KernelException(Errno errno, string act, string? kernelText = null, KernelAct kind = KernelAct.Other)
        : base(Describe(errno, act, kernelText), Advice(errno, kind))
    {
        ActKind = kind;
        Errno = errno;
        Act = act;
        KernelText = PlainText.Of(kernelText);
    }

    /// <inheritdoc/>
    public override RefusalEntry Entry => IsPermission ? RefusalCatalog.PermissionDenied : RefusalCatalog.Kernel;

    /// <inheritdoc/>
    public override string Id => IsPermission ? Entry.Id : $"Kernel.{Errno}";

    /// <inheritdoc/>
    public override RefusalKind Kind => IsPermission ? Entry.Kind : KindOf(Errno);

    internal override bool TellsFailedPlan => IsPermission;

    /// <summary>The kernel's error number.</summary>
    public Errno Errno { get; }

    /// <summary>The act as the command that equals it.</summary>
    public string Act { get; }

    /// <summary>What kind of act it was, where somebody said so.</summary>
    public KernelAct ActKind { get; }

    /// <summary>The kernel's own words; null where it gave none.</summary>
    public string? KernelText { get; }

    /// <summary>Whether the kernel refused for want of a right.</summary>
    public bool IsPermission => Errno is Errno.EPERM or Errno.EACCES;

    /// <summary>The refusal as that of an act of which is known what it did.</summary>
    /// <param name="kind">What kind of act it was.</param>
    /// <returns>The refusal.</returns>
    public KernelException Of(KernelAct kind) => new(Errno, Act, KernelText, kind);

    private static RefusalKind KindOf(Errno errno) => errno switch
    {
        Errno.EBUSY => RefusalKind.InUse,
        Errno.EEXIST => RefusalKind.Exists,
        Errno.ENOENT or Errno.ENODEV or Errno.ESRCH => RefusalKind.NotFound,
        Errno.EINVAL or Errno.ERANGE => RefusalKind.InvalidArgument,
        Errno.EOPNOTSUPP or Errno.ENOTSUPP or Errno.ENOSYS or Errno.EPROTONOSUPPORT => RefusalKind.NotSupported,
        Errno.ENOMEM or Errno.ENOSPC or Errno.ENOBUFS => RefusalKind.Unavailable,
        Errno.ETIMEDOUT => RefusalKind.TimedOut,
        _ => RefusalCatalog.Kernel.Kind,
    };

    private static string Describe(Errno errno, string act, string? kernelText) =>
        $"The kernel refused '{act}': {(kernelText is null ? "" : kernelText.TrimEnd('.') + ": ")}{ErrnoText.Of(errno)}.";

    private static string Advice(Errno errno, KernelAct kind) => (errno, kind) switch
    {
        (Errno.EPERM or Errno.EACCES, _) => "Run pwsh as root or with CAP_NET_ADMIN; on a BlueField host in restricted mode the DPU holds the right.",
        (Errno.EBUSY, KernelAct.UseRateGroup) => "Another process is at the rate groups, and the driver takes their lock for a try only: run it again.",
        (Errno.EBUSY, KernelAct.DeleteRateNode) => "VFs or nodes are below the node: take them out and try again.",
        (Errno.EBUSY, KernelAct.SetEswitch) =>
            "Rules that are offloaded hold the mode: those of tc, Open vSwitch, a bridge with offloading ports, or IPsec. Take them away and try again.",
        (Errno.EBUSY, _) => "Something uses the device: find it, let it go and try again.",
        (Errno.EOPNOTSUPP or Errno.ENOTSUPP, _) => "The driver, the firmware or the e-switch mode does not offer this.",
        (Errno.ENOENT, KernelAct.UseTextFile) => "The file or its folder is not there: look with ls whether the path is right.",
        (Errno.EEXIST, KernelAct.UseTextFile) => "Look what the file is for, and move it away if nobody needs it.",
        (Errno.EFBIG, KernelAct.UseTextFile) => "The file is left as it is: it is no configuration that is edited here.",
        (Errno.EILSEQ, KernelAct.UseTextFile) => "The file is left as it is. Look which bytes it has (hexdump -C), and save it as UTF-8.",
        (Errno.ENOENT, KernelAct.Connect) => "The program that makes the socket does not run, or has another path for it.",
        (Errno.ECONNREFUSED, KernelAct.Connect) => "Nothing listens there: start the program that does, or look whether it listens elsewhere (ss -lntx).",
        (Errno.ENAMETOOLONG, KernelAct.Connect) => "Use a shorter path, such as a symbolic link in /run that leads there.",
        (Errno.ETIMEDOUT, KernelAct.Connect) => "The other side does not answer: it may be busy with another client, or hang.",
        (Errno.EPIPE or Errno.ECONNRESET, _) => "The other side has ended or reads no more: look why, and try again.",
        (Errno.ENOENT or Errno.ENODEV, _) => "The device or its driver is gone: check that mlx5_core drives it.",
        (Errno.ENOMEM, _) => "The kernel or the adapter has no memory left for this: the kernel's log (dmesg) says which.",
        (Errno.EROFS, _) =>
            "What is to be written is mounted read-only, as /sys is in a container: run on the host, or give the container a /sys that it may write.",
        _ => "Look at the kernel's log (dmesg) for the driver's reason.",
    };
}
