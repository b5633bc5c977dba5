using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Readiness;

/// <summary>Looks whether a host is ready, and writes nothing. Which checks a purpose needs is here; what each of them asks is beside it.</summary>
public static class HostChecks
{
    private static readonly Func<HostFacts, HostCheck>[] s_basic =
    [
        AdapterChecks.Adapter, AdapterChecks.Driver, AdapterChecks.VirtualFunctions, AdapterChecks.MmioRoom, AdapterChecks.Ari, PlatformChecks.Lockdown,
        AdapterChecks.Bond,
    ];

    private static readonly Func<HostFacts, HostCheck>[] s_guests =
    [
        PlatformChecks.CpuVirtualization, PlatformChecks.Iommu, PlatformChecks.IommuGroups, GuestChecks.VfioPci,
    ];

    private static readonly Func<HostFacts, HostCheck>[] s_passthrough = [.. s_basic, .. s_guests, GuestChecks.Libvirt, GuestChecks.Qemu];

    private static readonly Func<HostFacts, HostCheck>[] s_migration =
    [
        .. s_basic, .. s_guests, GuestChecks.VfioVariant, GuestChecks.Iommufd, GuestChecks.MigrationLibvirt, GuestChecks.MigrationQemu,
    ];

    private static readonly Func<HostFacts, HostCheck>[] s_infiniband = [.. s_basic, InfinibandChecks.Port, InfinibandChecks.SubnetManager];

    /// <summary>Reads what the readiness of a host depends on.</summary>
    /// <param name="host">The host.</param>
    /// <param name="snapshot">The host as it is.</param>
    /// <param name="cancellation">Ends a tool that is asked for its version.</param>
    /// <returns>What is known.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>
    /// Reads sysfs, <c>/proc</c> and <c>/lib/modules</c>, and runs <c>virsh --version</c> and <c>qemu-system-x86_64 --version</c> where they are installed.
    /// </remarks>
    public static HostFacts Read(SriovHost host, HostSnapshot snapshot, CancellationToken cancellation) =>
        new HostFactsReader(host, snapshot, cancellation).Read();

    /// <summary>Judges what is known of a host.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="purpose">What it is to be ready for.</param>
    /// <param name="isSimulated">Whether it is of a simulated host.</param>
    /// <returns>Every check, and the verdict.</returns>
    public static HostReadiness Judge(HostFacts facts, HostPurpose purpose, bool isSimulated)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var checks = purpose switch
        {
            HostPurpose.Basic => s_basic,
            HostPurpose.Passthrough => s_passthrough,
            HostPurpose.Migration => s_migration,
            HostPurpose.InfiniBand => s_infiniband,
            _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
        };
        return new HostReadiness { For = purpose, Checks = [.. checks.Select(check => check(facts))], IsSimulated = isSimulated };
    }
}
