using Mlx5Sriov.Core.Tests.Changes;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Kernel;

/// <summary>Which machine it is: the same in all sessions, another on each machine.</summary>
public sealed class MachineIdentityTests
{
    private const string Machine = "/etc/machine-id";
    private const string Boot = "/proc/sys/kernel/random/boot_id";

    private const string Id = "4d3a2a6f9f0e4b7c8d1e2f3a4b5c6d7e";

    private readonly AlteredSysfs _files = new(new SimulatedHost(new SimulationOptions { Profile = SimulationProfile.Empty }).Seams.KernelFiles);

    [Fact]
    public void The_machine_id_tells_the_machine_and_is_not_told()
    {
        var identity = MachineIdentity.Read(_files.Reads(Machine, $"{Id}\n"));

        Assert.False(identity.IsSimulated);
        Assert.Matches("^[0-9a-f]{16}$", identity.Id);
        Assert.DoesNotContain(identity.Id, Id, StringComparison.Ordinal);
        Assert.Equal(identity, MachineIdentity.Read(_files.Reads(Machine, $"{Id}\n").Reads(Boot, "0f8c2d1e-5b6a-4c7d-9e8f-0a1b2c3d4e5f\n")));
        Assert.NotEqual(identity, MachineIdentity.Read(_files.Reads(Machine, $"{Id[..31]}f\n")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("uninitialized\n")]
    [InlineData("00000000000000000000000000000000\n")]
    [InlineData("4d3a2a6f\n")]
    public void A_machine_without_an_id_is_known_by_its_boot(string text)
    {
        var files = _files.Reads(Machine, text);
        var first = MachineIdentity.Read(files.Reads(Boot, "0f8c2d1e-5b6a-4c7d-9e8f-0a1b2c3d4e5f\n"));

        Assert.Equal(first, MachineIdentity.Read(files.Reads(Boot, "0f8c2d1e-5b6a-4c7d-9e8f-0a1b2c3d4e5f\n")));
        Assert.NotEqual(first, MachineIdentity.Read(files.Reads(Boot, "1f8c2d1e-5b6a-4c7d-9e8f-0a1b2c3d4e5f\n")));
    }

    [Fact]
    public void This_machine_has_an_identity_and_simulated_hosts_have_others()
    {
        var here = LinuxHost.Create().Identity;
        HostIdentity[] all = [here, new SimulatedHost(new SimulationOptions()).Seams.Identity, new SimulatedHost(new SimulationOptions()).Seams.Identity];

        Assert.Equal(here, LinuxHost.Create().Identity);
        Assert.Equal(3, all.Distinct().Count());
        Assert.Equal([false, true, true], all.Select(i => i.IsSimulated));
    }
}
