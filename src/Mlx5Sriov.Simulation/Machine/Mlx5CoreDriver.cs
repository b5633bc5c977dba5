namespace Mlx5Sriov.Simulation;

/// <summary>mlx5_core, which drives physical and virtual functions alike.</summary>
internal sealed class Mlx5CoreDriver(WorkQueue work) : PciDriver(DriverName, DriverName)
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
        mlx5.Unload();
        mlx5.RemoveDevices();
    }
}
