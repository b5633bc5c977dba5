namespace Mlx5Sriov.Kernel;

/// <summary>The kernel refused an act.</summary>
public sealed class KernelException : SriovException
{
    /// <summary>Creates the refusal.</summary>
    /// <param name="errno">The kernel's error number.</param>
    /// <param name="act">The act as the command that equals it: <c>echo 9 &gt; /sys/...</c>, <c>ip link set dev eth2 vf 0 trust on</c>.</param>
    /// <param name="kernelText">The kernel's own words (netlink's extended acknowledgement); null where it gave none.</param>
    public KernelException(Errno errno, string act, string? kernelText = null)
        : base(Describe(errno, act, kernelText), Advice(errno, act))
    {
        Errno = errno;
        Act = act;
        KernelText = PlainText.Of(kernelText);
    }

    /// <summary>The kernel's error number.</summary>
    public Errno Errno { get; }

    /// <summary>The act as the command that equals it.</summary>
    public string Act { get; }

    /// <summary>The kernel's own words; null where it gave none.</summary>
    public string? KernelText { get; }

    /// <summary>Whether the kernel refused for want of a right.</summary>
    public bool IsPermission => Errno is Errno.EPERM or Errno.EACCES;

    private static string Describe(Errno errno, string act, string? kernelText) =>
        $"The kernel refused '{act}': {(kernelText is null ? "" : kernelText.TrimEnd('.') + ": ")}{ErrnoText.Of(errno)}.";

    private static string Advice(Errno errno, string act) => errno switch
    {
        Errno.EPERM or Errno.EACCES => "Run pwsh as root or with CAP_NET_ADMIN; on a BlueField host in restricted mode the DPU holds the right.",
        Errno.EBUSY when act.Contains("/sriov/groups/", StringComparison.Ordinal) =>
            "Another process is at the rate groups, and the driver takes their lock for a try only: run it again.",
        Errno.EBUSY when act.StartsWith("devlink port function rate del ", StringComparison.Ordinal) =>
            "VFs or nodes are below the node: see Get-MlxVfGroup, take them out and try again.",
        Errno.EBUSY when act.StartsWith("devlink dev eswitch set ", StringComparison.Ordinal) =>
            "Rules that are offloaded hold the mode: those of tc, Open vSwitch, a bridge with offloading ports, or IPsec. Take them away and try again.",
        Errno.EBUSY => "Something uses the device: find it with Get-MlxVf, let it go and try again.",
        Errno.EOPNOTSUPP or Errno.ENOTSUPP => "The driver, the firmware or the e-switch mode does not offer this: see Get-MlxPf for the mode and the dialect.",
        Errno.ENOENT when act.StartsWith("socat ", StringComparison.Ordinal) => "The program that makes the socket does not run, or has another path for it.",
        Errno.ENOENT when act.StartsWith("tee ", StringComparison.Ordinal) || act.StartsWith("install ", StringComparison.Ordinal) =>
            "The file or its folder is not there: look with ls whether the path is right.",
        Errno.EPIPE or Errno.ECONNRESET => "The other side has ended or reads no more: look why, and try again.",
        Errno.ENAMETOOLONG => "Use a shorter path, such as a symbolic link in /run that leads there.",
        Errno.EFBIG => "The file is left as it is: it is no configuration that is edited here.",
        Errno.ECONNREFUSED => "Nothing listens there: start the program that does, or look whether it listens elsewhere (ss -lntx).",
        Errno.EILSEQ => "The file is left as it is. Look which bytes it has (hexdump -C), and save it as UTF-8.",
        Errno.EEXIST when act.StartsWith("install ", StringComparison.Ordinal) => "Look what the file is for, and move it away if nobody needs it.",
        Errno.ETIMEDOUT when act.StartsWith("socat ", StringComparison.Ordinal) || act.StartsWith("nc ", StringComparison.Ordinal) =>
            "The other side does not answer: it may be busy with another client, or hang.",
        Errno.ENOENT or Errno.ENODEV => "The device or its driver is gone: check with Get-MlxPf that mlx5_core drives it.",
        Errno.ENOMEM when act.EndsWith("sriov_numvfs", StringComparison.Ordinal) || act.EndsWith("mlx5_num_vfs", StringComparison.Ordinal) =>
            "Enable SR-IOV in the BIOS or boot with pci=realloc, then try again.",
        Errno.ENOMEM => "The kernel or the adapter has no memory left for this: the kernel's log (dmesg) says which.",
        Errno.EROFS =>
            "What is to be written is mounted read-only, as /sys is in a container: run on the host, or give the container a /sys that it may write.",
        _ => "Look at the kernel's log (dmesg) for the driver's reason.",
    };
}
