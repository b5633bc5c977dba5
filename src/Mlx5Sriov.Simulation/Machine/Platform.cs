using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The processor, the BIOS and the kernel's command line of the host.</summary>
internal sealed class Platform(IReadOnlyCollection<SimulatedCondition> conditions)
{
    /// <summary>The release of the kernel (<c>uname -r</c>).</summary>
    public const string KernelRelease = "6.12.0-amd64";

    private bool IsAmd => Has(SimulatedCondition.Amd);

    private bool HasWord => !Has(SimulatedCondition.NoIommuWord);

    public bool Has(SimulatedCondition condition) => conditions.Contains(condition);

    public bool HasKvm => !Has(SimulatedCondition.NoKvm) && !Has(SimulatedCondition.NoCpuVirtualization);

    /// <summary>Whether the kernel uses an IOMMU: on Intel it takes a word, on AMD the BIOS is enough.</summary>
    public bool HasIommu => !Has(SimulatedCondition.NoIommu) && (HasWord || IsAmd);

    /// <summary>The name of the IOMMU in <c>/sys/class/iommu</c>.</summary>
    public string Iommu => IsAmd ? "ivhd0" : "dmar0";

    public string CommandLine => "BOOT_IMAGE=/boot/vmlinuz-6.12.0-amd64 root=/dev/sda2 ro quiet"
        + (HasWord ? IsAmd ? " iommu=pt" : " intel_iommu=on iommu=pt" : "");

    /// <summary>What <c>/proc/cpuinfo</c> has of one processor, as much as tells who made it and what it can do.</summary>
    public string Processor
    {
        get
        {
            var flag = Has(SimulatedCondition.NoCpuVirtualization) ? "" : IsAmd ? " svm" : " vmx";
            return $"""
                processor	: 0
                vendor_id	: {(IsAmd ? "AuthenticAMD" : "GenuineIntel")}
                model name	: {(IsAmd ? "AMD EPYC 9354 32-Core Processor" : "Intel(R) Xeon(R) Gold 6430")}
                flags		: fpu de pse tsc msr pae mce cx8 apic sep pge cmov pat sse sse2 ht syscall nx lm{flag}
                bugs		: spectre_v1 spectre_v2


                """;
        }
    }
}
