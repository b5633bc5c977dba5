using System.Globalization;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Lab;

/// <summary>
/// The same generated acts on a simulated host and on the real kernel, through the same seams: the same refusals, the same states after each.
/// </summary>
internal abstract class DifferentialSuite(bool isOfed, SimulationProfile profile, int firstSeed, int sequences) : Suite
{
    private const int ActsInSequence = 60;

    public override string Name => isOfed ? "differential-ofed" : "differential-inbox";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver(isOfed ? "ofed=1" : "");
        Bash.Do($"modprobe vfio-pci; rm -rf /var/lib/mlx5sriov; ip link set {guest.First.NetDevice} up; ip link set {guest.Second.NetDevice} up");
        var real = LinuxHost.Create();
        for (var seed = firstSeed; seed < firstSeed + sequences; seed++)
        {
            tally.Sequence();
            // The ports take turns: they differ in devlink's port indexes and representors' names.
            foreach (var port in new[] { guest.First, guest.Second }) Reset(real, port);
            Run(tally, real, seed % 2 == 0 ? guest.First : guest.Second, seed);
            Bash.Do("rm -rf /var/lib/mlx5sriov");
        }
    }

    private void Run(Tally tally, SriovHost host, GuestPort port, int seed)
    {
        var simulation = new SimulatedHost(new SimulationOptions { Profile = profile, NumVfs = [0] });
        simulation.Seams.Tools.Run("modprobe", ["vfio-pci"], CancellationToken.None);
        var real = new World(host, PciAddress.Parse(port.Address), () => { });
        var simulated = new World(
            simulation.Seams,
            new PciAddress(0, 5, 0, real.Address.Function),
            () => simulation.Clock.Advance(TimeSpan.FromSeconds(1)));

        var acts = new ActGenerator(seed, isOfed);
        var past = new List<string>();
        for (var n = 0; n < ActsInSequence; n++)
        {
            var act = acts.Next();
            past.Add(act.Text);
            tally.Act(string.Create(CultureInfo.InvariantCulture, $"seed {seed} act {n}: {act.Text}"));
            var isSame = tally.Same("outcome", simulated.Do(act.Do), real.Do(act.Do));
            if (isSame & tally.SameLines("state", simulated.State(n % 20 == 19), real.State(n % 20 == 19))) continue;

            // The hosts differ now, and would differ in all that follows.
            Console.WriteLine($"    (expected is the simulation, found the kernel; before: {string.Join("; ", past.TakeLast(8))})");
            return;
        }
    }

    /// <summary>Puts a port into the state that a new host is in.</summary>
    private static void Reset(SriovHost host, GuestPort port)
    {
        var address = PciAddress.Parse(port.Address);
        host.KernelFiles.Write($"{port.Path}/sriov_numvfs", "0");
        host.KernelFiles.Write($"{port.Path}/sriov_drivers_autoprobe", "1");
        var nodes = host.Devlink.Rates().Where(r => r.Device == address && r.NodeName is not null).ToList();
        foreach (var node in nodes.Where(n => n.Parent is not null)) host.Devlink.SetRate(address, node.NodeName!, new RateLimits { Parent = "" });
        foreach (var node in nodes) host.Devlink.DeleteRateNode(address, node.NodeName!);
        host.Devlink.SetEswitch(address, new Eswitch { Mode = EswitchMode.Legacy, EncapMode = EswitchEncapMode.Basic });
    }
}
