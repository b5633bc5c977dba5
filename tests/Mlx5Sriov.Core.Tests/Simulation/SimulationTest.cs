using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>What the tests of the simulated host share: hosts, the paths of the first port, and a way to expect a refusal.</summary>
public abstract class SimulationTest
{
    protected const string Eth2 = "/sys/class/net/eth2/device";
    protected const string Pf0 = "/sys/bus/pci/devices/0000:05:00.0";
    protected const string Pf1 = "/sys/bus/pci/devices/0000:05:00.1";

    protected static readonly PciAddress Pf0Address = PciAddress.Parse("0000:05:00.0");
    protected static readonly PciAddress Vf0Address = PciAddress.Parse("0000:05:00.2");

    protected static SimulatedHost NewHost(SimulationProfile profile = SimulationProfile.ConnectX7, params int[] numVfs) =>
        new(new SimulationOptions { Profile = profile, NumVfs = numVfs.Length == 0 ? [8, 0] : numVfs });

    protected static SimulatedHost NewSwitchdevHost(SimulationProfile profile = SimulationProfile.ConnectX7)
    {
        var host = NewHost(profile);
        host.Seams.Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Switchdev });
        return host;
    }

    /// <summary>A file of a VF of eth2.</summary>
    protected static string Vf(int vf, string file) => $"{Eth2}/sriov/{vf}/{file}";

    /// <summary>One line of a VF's config: what is after its label.</summary>
    protected static string Config(SimulatedHost host, int vf, string label) => Setting(host.Seams.KernelFiles.Read(Vf(vf, "config"))!, label);

    /// <summary>What the first line of a label says.</summary>
    protected static string Setting(string text, string label) =>
        text.Split('\n').Select(line => line.Split(':', 2)).First(parts => parts[0].Trim() == label)[1].Trim();

    protected static KernelException Refuses(Errno errno, Action act)
    {
        var refusal = Assert.Throws<KernelException>(act);
        Assert.Equal(errno, refusal.Errno);
        return refusal;
    }

    /// <summary>Lets new VFs get their drivers and devices.</summary>
    protected static void Settle(SimulatedHost host) => host.Seams.Clock.Wait(TimeSpan.FromSeconds(5), CancellationToken.None);

    protected static NetworkLink Link(SimulatedHost host, string name = "eth2") =>
        host.Seams.IpLink.Find(name) ?? throw new InvalidOperationException($"There is no link {name}.");
}
