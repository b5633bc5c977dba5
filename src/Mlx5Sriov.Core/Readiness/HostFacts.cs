namespace Mlx5Sriov.Readiness;

/// <summary>What is known of a host beside its ports' settings: platform, kernel, tools. Null stands for what nothing here tells.</summary>
public sealed record HostFacts
{
    /// <summary>The release of the kernel that runs (<c>uname -r</c>).</summary>
    public string? KernelRelease { get; init; }

    /// <summary>The release of mlx5_core: that of OFED, or of the kernel whose own it is.</summary>
    public string? DriverRelease { get; init; }

    /// <summary>The words of the command line that the kernel was started with.</summary>
    public IReadOnlyList<string>? CommandLine { get; init; }

    /// <summary>
    /// The mode of the kernel's lockdown: <c>none</c>, <c>integrity</c> or <c>confidentiality</c>, the word in brackets of
    /// <c>/sys/kernel/security/lockdown</c> (security/lockdown/lockdown.c); <c>none</c> too for a kernel that is built without it.
    /// </summary>
    public string? Lockdown { get; init; }

    /// <summary>The processor's maker as <c>/proc/cpuinfo</c> has it: <c>GenuineIntel</c>, <c>AuthenticAMD</c>; null on others than x86.</summary>
    public string? CpuVendor { get; init; }

    /// <summary>
    /// Whether the processor has VMX or SVM (<c>flags</c> in <c>/proc/cpuinfo</c>); null on others than x86, which have no such flag.
    /// </summary>
    public bool? HasVirtualization { get; init; }

    /// <summary>Whether this host is a guest itself (<c>hypervisor</c> in the flags); null on others than x86.</summary>
    public bool? IsGuest { get; init; }

    /// <summary>Whether KVM is there (<c>/sys/class/misc/kvm</c>).</summary>
    public bool? HasKvm { get; init; }

    /// <summary>The IOMMUs (<c>/sys/class/iommu</c>): <c>dmar0</c>, <c>ivhd0</c>, <c>smmu3.0x2b400000</c>.</summary>
    public IReadOnlyList<string>? Iommus { get; init; }

    /// <summary>Kernel modules by their names in <c>/sys/module</c>.</summary>
    public required IReadOnlyDictionary<string, ModulePresence> Modules { get; init; }

    /// <summary>The version of libvirt; null where virsh is not there or does not tell.</summary>
    public Version? Libvirt { get; init; }

    /// <summary>The version of QEMU; null where it is not there or does not tell.</summary>
    public Version? Qemu { get; init; }

    /// <summary>The ids of the processes that are an OpenSM.</summary>
    public IReadOnlyList<int> OpenSmProcesses { get; init; } = [];

    /// <summary>The ports.</summary>
    public required IReadOnlyList<PortFacts> Ports { get; init; }
}
