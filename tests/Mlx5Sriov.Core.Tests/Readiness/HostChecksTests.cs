using Mlx5Sriov.Inventory;
using Mlx5Sriov.Readiness;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Readiness;

/// <summary>Each thing that a host can lack is found by one check, for that reason alone, and all is well without it.</summary>
public sealed class HostChecksTests
{
    /// <summary>What is wrong, for whom it is asked, which check tells, how it ends, and a part of the cause or the fix.</summary>
    public static TheoryData<SimulatedCondition[], HostPurpose, HostCheckKind, CheckStatus, string> Conditions => new()
    {
        { [SimulatedCondition.NoCpuVirtualization], HostPurpose.Passthrough, HostCheckKind.CpuVirtualization, CheckStatus.Fail, "VT-x, or SVM" },
        { [SimulatedCondition.NoKvm], HostPurpose.Passthrough, HostCheckKind.CpuVirtualization, CheckStatus.Fail, "modprobe kvm_intel" },
        { [SimulatedCondition.Amd, SimulatedCondition.NoKvm], HostPurpose.Passthrough, HostCheckKind.CpuVirtualization, CheckStatus.Fail, "modprobe kvm_amd" },
        { [SimulatedCondition.NoIommuWord], HostPurpose.Passthrough, HostCheckKind.Iommu, CheckStatus.Fail, "Put intel_iommu=on iommu=pt" },
        { [SimulatedCondition.NoIommu], HostPurpose.Passthrough, HostCheckKind.Iommu, CheckStatus.Fail, "VT-d" },
        { [SimulatedCondition.Amd, SimulatedCondition.NoIommu], HostPurpose.Passthrough, HostCheckKind.Iommu, CheckStatus.Fail, "AMD-Vi" },
        { [SimulatedCondition.SharedIommuGroups], HostPurpose.Passthrough, HostCheckKind.IommuGroups, CheckStatus.Fail, "ACS" },
        { [SimulatedCondition.NoMmioRoom], HostPurpose.Basic, HostCheckKind.MmioRoom, CheckStatus.Fail, "Above 4G Decoding" },
        { [SimulatedCondition.NoAri], HostPurpose.Basic, HostCheckKind.Ari, CheckStatus.Warning, "ARI Forwarding" },
        { [SimulatedCondition.BondedPorts], HostPurpose.Basic, HostCheckKind.Bond, CheckStatus.Warning, "VF LAG" },
        { [SimulatedCondition.NoVfioPci], HostPurpose.Passthrough, HostCheckKind.VfioPci, CheckStatus.Fail, "no vfio-pci" },
        { [SimulatedCondition.NoVfioVariant], HostPurpose.Migration, HostCheckKind.VfioVariant, CheckStatus.Fail, "CONFIG_MLX5_VFIO_PCI" },
        { [SimulatedCondition.NoIommufd], HostPurpose.Migration, HostCheckKind.Iommufd, CheckStatus.Warning, "container" },
        { [SimulatedCondition.NoLibvirt], HostPurpose.Passthrough, HostCheckKind.Libvirt, CheckStatus.Unknown, "virsh" },
        { [SimulatedCondition.OldLibvirt], HostPurpose.Migration, HostCheckKind.Libvirt, CheckStatus.Warning, "libvirt 10.0" },
        { [SimulatedCondition.NoQemu], HostPurpose.Passthrough, HostCheckKind.Qemu, CheckStatus.Unknown, "qemu" },
        { [SimulatedCondition.NoQemu], HostPurpose.Migration, HostCheckKind.Qemu, CheckStatus.Unknown, "qemu" },
        { [SimulatedCondition.OldQemu], HostPurpose.Migration, HostCheckKind.Qemu, CheckStatus.Fail, "QEMU 8.1" },
    };

    /// <summary>What an attribute reads, in place of what the simulated host has.</summary>
    public static TheoryData<string, string, HostPurpose, HostCheckKind, CheckStatus, string> Texts => new()
    {
        { "*/sriov_totalvfs", "0\n", HostPurpose.Basic, HostCheckKind.VirtualFunctions, CheckStatus.Fail, "SRIOV_EN=1" },
        { "/sys/bus/pci/devices/0000:05:00.1/sriov_totalvfs", "0\n", HostPurpose.Basic, HostCheckKind.VirtualFunctions, CheckStatus.Warning, "eth3" },
        {
            "/sys/kernel/security/lockdown", "none integrity [confidentiality]\n", HostPurpose.Basic,
            HostCheckKind.Lockdown, CheckStatus.Warning, "Secure Boot"
        },
        { "*/ari_enabled", "0\n", HostPurpose.Basic, HostCheckKind.Ari, CheckStatus.Warning, "ARI" },
        {
            "/proc/cpuinfo", "vendor_id\t: GenuineIntel\nflags\t\t: fpu sse2\n", HostPurpose.Passthrough,
            HostCheckKind.CpuVirtualization, CheckStatus.Fail, "BIOS"
        },
        {
            "/proc/cpuinfo", "vendor_id\t: GenuineIntel\nflags\t\t: fpu hypervisor\n", HostPurpose.Passthrough,
            HostCheckKind.CpuVirtualization, CheckStatus.Fail, "nested"
        },
        { "*/infiniband/mlx5_*/ports/1/sm_lid", "0x0\n", HostPurpose.InfiniBand, HostCheckKind.SubnetManager, CheckStatus.Fail, "sm_lid" },
        { "*/ports/1/state", "1: DOWN\n", HostPurpose.InfiniBand, HostCheckKind.InfinibandPort, CheckStatus.Fail, "ibstat" },
    };

    /// <summary>Command lines of hosts without an IOMMU, and what the fix says of them.</summary>
    public static TheoryData<string, string> CommandLines => new()
    {
        { "root=/dev/sda2", "Put intel_iommu=on" },
        { "root=/dev/sda2 intel_iommu=on", "VT-d" },
        { "intel_iommu=on,sm_on iommu=pt", "VT-d" },
        { "intel_iommu=sm_on", "Put intel_iommu=on" },
        { "intel_iommu=off", "Take intel_iommu=off out" },
        { "intel_iommu=on iommu=off", "Take iommu=off out" },
        { "xintel_iommu=on", "Put intel_iommu=on" },
    };

    [Theory]
    [InlineData(SimulationProfile.ConnectX7, HostPurpose.Basic)]
    [InlineData(SimulationProfile.ConnectX7, HostPurpose.Passthrough)]
    [InlineData(SimulationProfile.ConnectX7, HostPurpose.Migration)]
    [InlineData(SimulationProfile.ConnectX7Inbox, HostPurpose.Migration)]
    [InlineData(SimulationProfile.ConnectX6Infiniband, HostPurpose.Passthrough)]
    [InlineData(SimulationProfile.ConnectX6Infiniband, HostPurpose.InfiniBand)]
    public void A_host_without_conditions_is_ready(SimulationProfile profile, HostPurpose purpose)
    {
        var readiness = Judge(new SimulatedHost(new SimulationOptions { Profile = profile }), purpose);
        Assert.Equal((Verdict.Ready, null), (readiness.Verdict, readiness.Reason));
        Assert.All(readiness.Checks.Where(c => c.Check != HostCheckKind.SubnetManager), check => Assert.Equal(CheckStatus.Pass, check.Status));
    }

    [Fact]
    public void An_AMD_host_is_ready_without_a_word()
    {
        var host = new SimulatedHost(new SimulationOptions { Conditions = [SimulatedCondition.Amd, SimulatedCondition.NoIommuWord] });
        Assert.True(Judge(host, HostPurpose.Passthrough).IsReady);
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_is_found_by_its_check_alone(
        SimulatedCondition[] conditions, HostPurpose purpose, HostCheckKind kind, CheckStatus status, string words)
    {
        var readiness = Judge(new SimulatedHost(new SimulationOptions { Conditions = conditions }), purpose);
        AssertOnly(readiness, kind, status, words);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_of_the_kernel_is_found_by_its_check_alone(
        string path, string text, HostPurpose purpose, HostCheckKind kind, CheckStatus status, string words)
    {
        var profile = purpose == HostPurpose.InfiniBand ? SimulationProfile.ConnectX6Infiniband : SimulationProfile.ConnectX7;
        var host = new SimulatedHost(new SimulationOptions { Profile = profile });
        var fault = host.AddTextFault(path, text);
        AssertOnly(Judge(host, purpose), kind, status, words);
        host.RemoveFault(fault.Id);
        Assert.True(Judge(host, purpose).IsReady);
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Without_an_IOMMU_the_words_tell_what_mends_it(string commandLine, string fix)
    {
        var host = new SimulatedHost(new SimulationOptions { Conditions = [SimulatedCondition.NoIommu] });
        host.AddTextFault("/proc/cmdline", $"{commandLine}\n");
        Assert.Contains(fix, Judge(host, HostPurpose.Passthrough).Checks.Single(c => c.Check == HostCheckKind.Iommu).Fix, StringComparison.Ordinal);
    }

    // What cannot be read is unknown: it neither passes nor fails, nor ends the rest.
    [Theory]
    [InlineData("/sys/class/iommu", HostCheckKind.Iommu, true)]
    [InlineData("/sys/kernel/security/lockdown", HostCheckKind.Lockdown, false)]
    [InlineData("*/ari_enabled", HostCheckKind.Ari, false)]
    [InlineData("*/resource", HostCheckKind.MmioRoom, false)]
    public void What_cannot_be_read_is_unknown(string path, HostCheckKind kind, bool decides)
    {
        var host = new SimulatedHost(new SimulationOptions());
        host.AddFault(path, Errno.EACCES, operation: SimulatedOperation.Read);
        var readiness = Judge(host, HostPurpose.Passthrough);
        Assert.Equal(CheckStatus.Unknown, readiness.Checks.Single(c => c.Check == kind).Status);
        Assert.Equal(decides ? Verdict.Unknown : Verdict.Ready, readiness.Verdict);
    }

    [Fact]
    public void Every_read_may_fail_and_the_verdict_is_never_ready_by_that()
    {
        var host = new SimulatedHost(new SimulationOptions { Conditions = [SimulatedCondition.NoIommu] });
        for (var nth = 1; nth < 60; nth++)
        {
            var fault = host.AddFault("*", Errno.EIO, nth, SimulatedOperation.Read);
            try
            {
                Assert.False(Judge(host, HostPurpose.Passthrough).IsReady);
            }
            catch (KernelException)
            {
                // The bus itself cannot be listed.
            }

            host.RemoveFault(fault.Id);
        }
    }

    [Fact]
    public void A_host_without_an_adapter_fails_for_that_alone()
    {
        var readiness = Judge(new SimulatedHost(new SimulationOptions { Profile = SimulationProfile.Empty }), HostPurpose.Basic);
        Assert.Equal(HostCheckKind.Adapter, readiness.Reason);
        Assert.Equal([HostCheckKind.Adapter], readiness.Checks.Where(c => c.Status == CheckStatus.Fail).Select(c => c.Check));
    }

    private static void AssertOnly(HostReadiness readiness, HostCheckKind kind, CheckStatus status, string words)
    {
        var found = readiness.Checks.Single(c => c.Check == kind);
        Assert.Equal(status, found.Status);
        Assert.Contains(words, $"{found.Cause} {found.Fix}", StringComparison.OrdinalIgnoreCase);
        Assert.All(
            readiness.Checks.Where(c => c.Check != kind && c.Check != HostCheckKind.SubnetManager),
            other => Assert.True(other.Status == CheckStatus.Pass || Follows(other.Check, kind), $"{other}"));
        var decides = found.IsRequired && status is (CheckStatus.Fail or CheckStatus.Unknown);
        Assert.Equal(decides ? kind : null, readiness.Reason);
    }

    // What there is nothing to look at for is unknown, and does not count.
    private static bool Follows(HostCheckKind other, HostCheckKind kind) => (other, kind) is
        (HostCheckKind.IommuGroups, HostCheckKind.Iommu) or (HostCheckKind.MmioRoom, HostCheckKind.VirtualFunctions);

    private static HostReadiness Judge(SimulatedHost host, HostPurpose purpose) =>
        HostChecks.Judge(HostChecks.Read(host.Seams, new HostSnapshot(host.Seams), CancellationToken.None), purpose, isSimulated: true);
}
