using Mlx5Sriov.Inventory;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Benchmarks;

/// <summary>Rate groups of a simulated host through the library: listing them, and planning that every VF leaves its own for another.</summary>
internal static class GroupBenchmark
{
    private static readonly PciAddress s_pf = PciAddress.Parse("0000:05:00.0");

    public static void Run()
    {
        foreach (var profile in new[] { SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Inbox })
        {
            Measurement? list = null, plan = null;
            foreach (var (vfs, groups) in new[] { (8, 2), (64, 8), (250, 32) })
            {
                var host = Host(profile, vfs, groups);
                list = Measurement.Of($"list groups, {profile}, {groups} groups", vfs, () => Read(host)).Print(list);
                var moves = Enumerable.Range(0, vfs).ToDictionary(vf => vf, vf => new VfWish { Group = Name(profile, (vf + 1) % groups) });
                var wish = new VfSettingsWish("Set-MlxVf", s_pf, moves);
                plan = Measurement.Of($"plan moves, {profile}, {groups} groups", vfs, () => wish.Plan(new HostSnapshot(host))).Print(plan);
            }
        }
    }

    private static IReadOnlyList<RateGroup> Read(Kernel.SriovHost host)
    {
        var snapshot = new HostSnapshot(host);
        return snapshot.Groups(snapshot.Site(s_pf));
    }

    private static Kernel.SriovHost Host(SimulationProfile profile, int vfs, int groups)
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = profile, NumVfs = [vfs, 0] }).Seams;
        if (profile == SimulationProfile.ConnectX7Inbox) host.Devlink.SetEswitch(s_pf, new Kernel.Devlink.Eswitch { Mode = EswitchMode.Switchdev });
        var wishes = Enumerable.Range(0, groups).ToDictionary(group => Name(profile, group), group => new RateGroupWish(RateGroupAct.Create)
        {
            Members = new VfIndexSet(Enumerable.Range(0, vfs).Where(vf => vf % groups == group)),
            MaxTxRate = Bandwidth.Parse("5Gbit"),
        });
        new PlanRunner(host, TimeSpan.Zero).Run(new RateGroupsWish("New-MlxVfGroup", s_pf, wishes), null, CancellationToken.None);
        return host;
    }

    private static string Name(SimulationProfile profile, int group) => profile == SimulationProfile.ConnectX7 ? $"{group + 1}" : $"group{group + 1}";
}
