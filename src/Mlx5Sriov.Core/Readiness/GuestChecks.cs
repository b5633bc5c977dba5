namespace Mlx5Sriov.Readiness;

/// <summary>What is asked of the programs and drivers that give VFs to guests.</summary>
internal static class GuestChecks
{
    /// <summary>The first libvirt that chooses a driver such as mlx5_vfio_pci by itself (libvirt's NEWS, 10.0.0).</summary>
    private static readonly Version s_migratingLibvirt = new(10, 0);

    /// <summary>The first QEMU that moves a VFIO device without an experimental option (enable-migration=auto, QEMU 8.1).</summary>
    private static readonly Version s_migratingQemu = new(8, 1);

    public static HostCheck VfioPci(HostFacts facts) => Module(facts, HostCheckKind.VfioPci, "vfio_pci", "vfio-pci",
        "A kernel of the distribution has it; some leave it to a package of extra modules.");

    public static HostCheck VfioVariant(HostFacts facts) => Module(facts, HostCheckKind.VfioVariant, "mlx5_vfio_pci", "mlx5_vfio_pci",
        "The kernel is built without CONFIG_MLX5_VFIO_PCI: use one that has it, or the driver packages of DOCA-OFED.");

    public static HostCheck Iommufd(HostFacts facts) => Module(facts, HostCheckKind.Iommufd, "iommufd", "iommufd",
        "Guests use VFIO's own container instead.").Advised();

    public static HostCheck Libvirt(HostFacts facts) => Version(HostCheckKind.Libvirt, "libvirt", "virsh", facts.Libvirt, least: null).Advised();

    public static HostCheck Qemu(HostFacts facts) => Version(HostCheckKind.Qemu, "QEMU", "qemu-system-x86_64", facts.Qemu, least: null).Advised();

    public static HostCheck MigrationLibvirt(HostFacts facts) =>
        Version(HostCheckKind.Libvirt, "libvirt", "virsh", facts.Libvirt, s_migratingLibvirt).Advised();

    public static HostCheck MigrationQemu(HostFacts facts) => Version(HostCheckKind.Qemu, "QEMU", "qemu-system-x86_64", facts.Qemu, s_migratingQemu);

    private static HostCheck Module(HostFacts facts, HostCheckKind check, string name, string file, string absent)
    {
        var required = $"the module {file}";
        return facts.Modules[name] switch
        {
            ModulePresence.Loaded => HostCheck.Pass(check, "loaded", required),
            ModulePresence.Available => HostCheck.Pass(check, "can be loaded", required),
            ModulePresence.Absent => HostCheck.Fail(check, "none", required, $"The running kernel ({facts.KernelRelease}) has no {file}.", absent),
            _ => HostCheck.Unknown(check, required, "The kernel's list of modules cannot be read (/lib/modules)."),
        };
    }

    private static HostCheck Version(HostCheckKind check, string name, string program, Version? found, Version? least)
    {
        var required = least is null ? name : $"{name} {least} or newer";
        if (found is null) return HostCheck.Unknown(check, required, $"{program} is not installed, or does not tell its version.");
        return least is null || found >= least
            ? HostCheck.Pass(check, $"{found}", required)
            : HostCheck.Fail(check, $"{found}", required,
                $"{name} {found} does not move guests with their VFs by itself.", $"Install {name} {least} or newer.");
    }
}
