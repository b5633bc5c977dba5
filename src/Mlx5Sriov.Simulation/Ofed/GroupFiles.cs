using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary>Rate groups: the selector <c>group</c> of each VF, and the files of each group below <c>groups</c>.</summary>
internal static class GroupFiles
{
    public static string ShowSelector(SimulatedVport vport) => "usage: write <Group 0-255> to set VF vport group\n";

    public static void StoreSelector(SimulatedVport vport, string text)
    {
        var id = RateFiles.Scan(text);
        if (id > SimulatedScheduler.MaxGroupId) throw new Refusal(Errno.EINVAL);
        vport.Eswitch.Scheduler.MoveToGroup(vport.Seat, (int)id);
    }

    /// <summary>The directory of a group. Its rates are read leniently in every release.</summary>
    public static SysfsDirectory Of(SimulatedScheduler scheduler, SimulatedGroup group) => new FixedDirectory
    {
        {
            "max_tx_rate",
            new SysfsAttribute(() => "usage: write <Rate (Mbit/s)> to set VF group max rate\n", text => group.MaxRate = RateFiles.Scan(text))
        },
        {
            "min_tx_rate",
            new SysfsAttribute(() => "usage: write <Rate (Mbit/s)> to set VF group min rate\n", text => group.MinRate = RateFiles.Scan(text))
        },
        { "config", new SysfsAttribute(() => Config(scheduler, group), text => ReadOnlyFile.Store(group, text)) },
    };

    /// <summary>The driver prints its unsigned numbers as signed ones (<c>%d</c>).</summary>
    private static string Config(SimulatedScheduler scheduler, SimulatedGroup group) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Num VFs    : {group.MemberCount}
        MaxRate    : {(int)group.MaxRate}
        MinRate    : {(int)group.MinRate}
        BWShare(Indirect cfg)    : {scheduler.BandwidthShare(group)}

        """);
}
