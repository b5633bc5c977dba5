using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Readiness;

/// <summary>What is asked of processor, BIOS and kernel.</summary>
internal static class PlatformChecks
{
    private const string Intel = "GenuineIntel";
    private const string Amd = "AuthenticAMD";

    public static HostCheck Lockdown(HostFacts facts)
    {
        const string Required = "no lockdown, for tools that set the adapter's firmware";
        return (facts.Lockdown switch
        {
            null => HostCheck.Unknown(HostCheckKind.Lockdown, Required, "The kernel does not tell (/sys/kernel/security/lockdown)."),
            KernelLockdown.None => HostCheck.Pass(HostCheckKind.Lockdown, KernelLockdown.None, Required),
            var mode => HostCheck.Warn(HostCheckKind.Lockdown, mode, Required,
                "Lockdown (Secure Boot) keeps tools from the adapter's firmware. VFs work with what is set in it already."),
        }).Advised();
    }

    /// <remarks>
    /// The flags vmx and svm are gone where the BIOS has virtualisation off (init_ia32_feat_ctl in arch/x86/kernel/cpu/feat_ctl.c; svm since Linux 6.6,
    /// before it KVM does not load).
    /// </remarks>
    public static HostCheck CpuVirtualization(HostFacts facts)
    {
        const string Required = "VMX or SVM, and KVM";
        return (facts.HasVirtualization, facts.HasKvm) switch
        {
            (false, _) => HostCheck.Fail(HostCheckKind.CpuVirtualization, "neither vmx nor svm", Required,
                "The processor runs no virtual machines, or the BIOS has that off.",
                facts.IsGuest == true
                    ? "This host is a guest: have its hypervisor pass virtualisation on (nested)."
                    : "Switch on virtualisation (VT-x, or SVM) in the BIOS."),
            (true, true) => HostCheck.Pass(HostCheckKind.CpuVirtualization, "KVM", Required),
            (null, true) => HostCheck.Pass(HostCheckKind.CpuVirtualization, "KVM", Required),
            (true, false) => HostCheck.Fail(HostCheckKind.CpuVirtualization, "no KVM", Required, "KVM is not loaded.",
                facts.CpuVendor == Amd ? "modprobe kvm_amd" : "modprobe kvm_intel"),
            _ => HostCheck.Unknown(HostCheckKind.CpuVirtualization, Required, "Neither the processor's flags nor KVM tell."),
        };
    }

    // The words are told beside it, and decide nothing: kernels are built with the IOMMU on by default, and on AMD it is on without a word.
    public static HostCheck Iommu(HostFacts facts)
    {
        const string Required = "an IOMMU that is on";
        var words = Words(facts) is { Length: > 0 } given ? $" ({string.Join(' ', given)})" : "";
        if (facts.Iommus is null) return HostCheck.Unknown(HostCheckKind.Iommu, Required, "The kernel's IOMMUs cannot be listed (/sys/class/iommu).");
        if (facts.Iommus.Count > 0) return HostCheck.Pass(HostCheckKind.Iommu, $"{string.Join(", ", facts.Iommus)}{words}", Required);
        return HostCheck.Fail(HostCheckKind.Iommu, $"none{words}", Required, Cause(facts), Fix(facts));
    }

    public static HostCheck IommuGroups(HostFacts facts)
    {
        const string Required = "each VF alone in its IOMMU group";
        if (facts.Iommus is { Count: 0 }) return HostCheck.Unknown(HostCheckKind.IommuGroups, Required, "There is no IOMMU.").Advised();
        string[] shared = [.. facts.Ports.SelectMany(port => port.SharedGroups)];
        var (all, grouped) = (facts.Ports.Sum(port => port.NumVfs), facts.Ports.Sum(port => port.GroupedVfs));
        if (all == 0) return HostCheck.Unknown(HostCheckKind.IommuGroups, Required, "No VF is enabled, and groups are made with the VFs.").Advised();
        if (shared.Length > 0)
        {
            return HostCheck.Fail(HostCheckKind.IommuGroups, $"{shared.Length} of {all} VFs share a group: {string.Join("; ", shared.Take(3))}"
                    + (shared.Length > 3 ? $"; and {shared.Length - 3} more" : ""),
                Required, "Devices of one group go to one guest together: the slot's bridges do not keep them apart (ACS).",
                "Switch on ACS in the BIOS, or use a slot below a bridge that has it.");
        }

        return grouped == all
            ? HostCheck.Pass(HostCheckKind.IommuGroups, $"{all} of {all} VFs", Required)
            : HostCheck.Fail(HostCheckKind.IommuGroups, $"{grouped} of {all} VFs are in a group", Required, "The IOMMU does not cover the adapter.",
                "Look in the BIOS whether the IOMMU (VT-d, AMD-Vi) covers the adapter's slot.");
    }

    private static string[] Words(HostFacts facts) =>
        [.. (facts.CommandLine ?? []).Where(word => word.StartsWith("iommu", StringComparison.Ordinal) || word.Contains("_iommu=", StringComparison.Ordinal))];

    // intel_iommu=on,sm_on is on: the value is a list.
    private static bool Says(HostFacts facts, string name, string value) =>
        (facts.CommandLine ?? []).Any(word => word.StartsWith($"{name}=", StringComparison.Ordinal) && word[(name.Length + 1)..].Split(',').Contains(value));

    private static string? Off(HostFacts facts) => ((string[])["iommu", "intel_iommu", "amd_iommu"]).FirstOrDefault(name => Says(facts, name, "off"));

    private static string Cause(HostFacts facts) =>
        Off(facts) is { } name ? $"The kernel was started with {name}=off."
        : facts.CpuVendor == Intel && !Says(facts, "intel_iommu", "on") ? "The kernel was started without intel_iommu=on, and does not switch it on by itself."
        : facts.CpuVendor == Intel ? "The kernel was told to use the IOMMU and finds none: the BIOS has it off, or the processor has none."
        : facts.CpuVendor == Amd ? "The kernel finds no IOMMU: the BIOS has it off, or the processor has none. On AMD no word on the command line is needed."
        : "The kernel finds no IOMMU.";

    private static string Fix(HostFacts facts) =>
        facts.IsGuest == true ? "This host is a guest: have its hypervisor give it a virtual IOMMU, and switch that on as on other hosts."
        : Off(facts) is { } name ? $"Take {name}=off out of the kernel's command line, by the boot loader, and restart the host."
        : facts.CpuVendor == Intel && !Says(facts, "intel_iommu", "on")
            ? "Put intel_iommu=on iommu=pt into the kernel's command line, by the boot loader, and restart the host."
        : facts.CpuVendor == Intel ? "Switch on VT-d in the BIOS."
        : facts.CpuVendor == Amd ? "Switch on the IOMMU (AMD-Vi) in the BIOS."
        : "Switch on the IOMMU (SMMU) in the host's firmware.";
}
