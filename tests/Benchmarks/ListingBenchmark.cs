using Mlx5Sriov.Inventory;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Benchmarks;

/// <summary>Reading all VFs of a simulated host through the library: the inventory's own cost and the simulation's together.</summary>
internal static class ListingBenchmark
{
    public static void Run()
    {
        foreach (var profile in new[] { SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Inbox })
        {
            Measurement? smaller = null;
            foreach (var (adapters, vfs) in new[] { (1, new[] { 1, 0 }), (1, [8, 0]), (1, [127, 0]), (5, [250]) })
            {
                var host = new SimulatedHost(new SimulationOptions { Profile = profile, AdapterCount = adapters, NumVfs = vfs }).Seams;
                var count = Read(host);
                smaller = Measurement.Of($"list, {profile}, {(adapters == 1 ? "1 port" : "10 ports")}", count, () => Read(host)).Print(smaller);
            }
        }
    }

    private static int Read(Kernel.SriovHost host)
    {
        var snapshot = new HostSnapshot(host);
        var count = 0;
        foreach (var site in snapshot.Sites)
        {
            var vfs = snapshot.OpenVfs(site);
            for (var index = 0; index < vfs.Count; index++)
            {
                vfs.Read(index);
                count++;
            }
        }

        return count;
    }
}
