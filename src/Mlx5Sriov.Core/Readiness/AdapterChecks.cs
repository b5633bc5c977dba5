using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Readiness;

/// <summary>What is asked of the adapter, its driver and its place on the bus.</summary>
internal static class AdapterChecks
{
    public static HostCheck Adapter(HostFacts facts)
    {
        const string Required = "an mlx5 adapter";
        return facts.Ports.Count > 0
            ? HostCheck.Pass(HostCheckKind.Adapter, Names(facts.Ports), Required)
            : HostCheck.Fail(HostCheckKind.Adapter, "none", Required, "No physical function of an mlx5 adapter is on the PCI bus.",
                "lspci -d 15b3: shows the adapter once it is seated; in a guest, have the hypervisor give it one.");
    }

    public static HostCheck Driver(HostFacts facts)
    {
        const string Required = "mlx5_core on every port";
        PortFacts[] driven = [.. facts.Ports.Where(IsDriven)];
        PortFacts[] others = [.. facts.Ports.Where(port => !IsDriven(port))];
        var found = string.Join(", ", facts.Ports.Select(port => $"{port.Name}: {port.Driver ?? "none"}")) + (driven is [{ Dialect: { } dialect }, ..]
            ? $" ({(dialect == DriverDialect.Ofed ? "OFED" : "inbox")} {facts.DriverRelease})"
            : "");
        if (facts.Ports.Count == 0) return HostCheck.Unknown(HostCheckKind.Driver, Required, "There is no port to look at.");
        if (driven.Length == 0)
        {
            return HostCheck.Fail(HostCheckKind.Driver, found, Required, "mlx5_core drives no port, so that none has VFs.",
                others.All(port => port.Driver is null) ? "modprobe mlx5_core" : $"driverctl unset-override {others[0].PciAddress}");
        }

        return others.Length == 0
            ? HostCheck.Pass(HostCheckKind.Driver, found, Required)
            : HostCheck.Warn(HostCheckKind.Driver, found, Required, $"mlx5_core does not drive {Names(others)}: these ports have no VFs here.");
    }

    public static HostCheck VirtualFunctions(HostFacts facts)
    {
        const string Required = "VFs that the firmware allows";
        PortFacts[] driven = [.. facts.Ports.Where(IsDriven)];
        if (driven.Length == 0) return HostCheck.Unknown(HostCheckKind.VirtualFunctions, Required, "mlx5_core drives no port.");
        if (driven.All(port => port.TotalVfs is null))
        {
            return HostCheck.Fail(HostCheckKind.VirtualFunctions, "none", Required, "The ports have no SR-IOV capability: the firmware has it off.",
                Firmware(driven[0]));
        }

        var found = string.Join(", ", driven.Select(port => $"{port.Name}: {port.TotalVfs?.ToString(null, null) ?? "none"}"));
        PortFacts[] without = [.. driven.Where(port => port.TotalVfs is null or 0)];
        return without.Length == 0 ? HostCheck.Pass(HostCheckKind.VirtualFunctions, found, Required)
            : without.Length < driven.Length
                ? HostCheck.Warn(HostCheckKind.VirtualFunctions, found, Required, $"The firmware allows no VF on {Names(without)}.", Firmware(without[0]))
                : HostCheck.Fail(HostCheckKind.VirtualFunctions, found, Required, "The firmware allows no VF.", Firmware(without[0]));
    }

    public static HostCheck MmioRoom(HostFacts facts)
    {
        const string Required = "memory addresses for the VFs";
        PortFacts[] able = [.. facts.Ports.Where(port => port.TotalVfs > 0)];
        PortFacts[] without = [.. able.Where(port => port.HasVfMemory == false)];
        if (able.Length == 0) return HostCheck.Unknown(HostCheckKind.MmioRoom, Required, "No port may have VFs, so that none needs room.").Advised();
        if (without.Length > 0)
        {
            return HostCheck.Fail(HostCheckKind.MmioRoom, $"none for {Names(without)}", Required,
                "The firmware of the host gave the VFs no addresses: sriov_numvfs then fails with ENOMEM.",
                "Switch on SR-IOV and memory above 4 GB (Above 4G Decoding) in the BIOS, or start the kernel with pci=realloc.");
        }

        return able.Any(port => port.HasVfMemory is null)
            ? HostCheck.Unknown(HostCheckKind.MmioRoom, Required, "The ports do not show their memory (the file resource of the PCI function).").Advised()
            : HostCheck.Pass(HostCheckKind.MmioRoom, Names(able), Required);
    }

    public static HostCheck Ari(HostFacts facts)
    {
        const string Required = "ARI, for more than seven VFs without further bus numbers";
        PortFacts[] without = [.. facts.Ports.Where(port => port.HasAri == false)];
        return (facts.Ports.Count == 0 || facts.Ports.All(port => port.HasAri is null)
                ? HostCheck.Unknown(HostCheckKind.Ari, Required, "The ports do not tell (the file ari_enabled of the PCI function).")
                : without.Length == 0 ? HostCheck.Pass(HostCheckKind.Ari, "on", Required)
                : HostCheck.Warn(HostCheckKind.Ari, $"off for {Names(without)}", Required,
                    "Without ARI, VFs from the eighth function on take bus numbers, of which the slot may have too few.",
                    "Switch on ARI (ARI Forwarding) in the BIOS, or use a slot below a bridge that has it."))
            .Advised();
    }

    /// <remarks>
    /// Linux commits edb31b168675 (no LAG beside SR-IOV in legacy mode) and 8aaca1976e27 (a LAG of VFs needs switchdev mode on both ports, and ends when one
    /// leaves it).
    /// </remarks>
    public static HostCheck Bond(HostFacts facts)
    {
        const string Required = "ports that are in no bond, or whose bond the adapter carries";
        PortFacts[] bonded = [.. facts.Ports.Where(port => port.Bond is not null)];
        return (bonded.Length == 0
                ? HostCheck.Pass(HostCheckKind.Bond, "none", Required)
                : HostCheck.Warn(HostCheckKind.Bond, string.Join(", ", bonded.Select(port => $"{port.Name} in {port.Bond}")), Required,
                    "The adapter carries a bond for VFs (VF LAG) only while both of its ports are in switchdev mode. In legacy mode VFs use their own port "
                        + "alone, and a port that leaves switchdev mode ends the LAG of both."))
            .Advised();
    }

    private static bool IsDriven(PortFacts port) => port.Driver == PfDiscovery.Driver;

    private static string Names(IEnumerable<PortFacts> ports) => string.Join(", ", ports.Select(port => port.Name));

    private static string Firmware(PortFacts port) =>
        $"mlxconfig -d {port.PciAddress} -y set SRIOV_EN=1 NUM_OF_VFS=8 (or mstconfig), and restart the host.";
}
