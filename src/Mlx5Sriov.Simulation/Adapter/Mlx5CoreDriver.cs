using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>mlx5_core, which drives physical and virtual functions alike.</summary>
/// <remarks>
/// It cannot take a function out of service while a program has its vhost-vdpa device open (vhost_vdpa_remove in drivers/vhost/vdpa.c); verbs it ends
/// under whoever uses them (ib_uverbs_remove_one in drivers/infiniband/core/uverbs_main.c).
/// </remarks>
internal sealed class Mlx5CoreDriver(WorkQueue work, ProcessTable processes) : PciDriver(DriverName, DriverName)
{
    public const string DriverName = "mlx5_core";

    protected override bool Claims(PciFunction function) => function is Mlx5Function;

    protected override void Probe(PciFunction function, TimeSpan deviceDelay)
    {
        if (function is not Mlx5Function mlx5) return;
        mlx5.Load();
        if (deviceDelay == TimeSpan.Zero)
        {
            mlx5.AddDevices();
            return;
        }

        var binding = mlx5.Binding;
        work.Schedule(deviceDelay, () =>
        {
            if (mlx5.Binding == binding) mlx5.AddDevices();
        });
    }

    protected override void Remove(PciFunction function)
    {
        if (function is not Mlx5Function mlx5) return;
        processes.WaitForRelease(mlx5);
        mlx5.Unload();
        mlx5.RemoveDevices();
    }
}
