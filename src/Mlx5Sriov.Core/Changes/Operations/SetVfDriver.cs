using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>
/// Gives a VF another driver, or none: unbinds the one that is bound, names the wanted one as the only driver, binds it and checks that it is bound.
/// </summary>
/// <param name="Vf">The VF.</param>
/// <param name="Driver">The driver; null for none.</param>
/// <param name="Override">What driver_override is left at: the driver's name for those that take no device unasked (vfio-pci, mlx5_vfio_pci); empty for none.</param>
/// <remarks>
/// Binding a bound VF is EBUSY, binding against an override ENODEV, and drivers_probe succeeds even where nothing binds: so the link is read afterwards
/// (seen on Linux 6.12).
/// </remarks>
public sealed record SetVfDriver(PciAddress Vf, string? Driver, string Override) : Operation
{
    /// <inheritdoc/>
    public override string Command => Driver is null
        ? $"echo {Vf} > {SysfsPath.Pci(Vf)}/driver/unbind"
        : $"{(Override.Length == 0 ? "" : $"echo {Override} > {SysfsPath.Pci(Vf)}/driver_override; ")}echo {Vf} > {SysfsPath.PciDrivers}/{Driver}/bind";

    /// <inheritdoc/>
    public override bool IsAtomic => false;

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        var sysfs = host.Sysfs;
        var path = SysfsPath.Pci(Vf);
        var isBound = sysfs.LinkedName($"{path}/driver") == Driver;
        if (!isBound && sysfs.ReadLink($"{path}/driver") is not null) sysfs.Write($"{path}/driver/unbind", $"{Vf}");
        if (DriverOverride.Read(sysfs, Vf) != Override) sysfs.Write($"{path}/driver_override", Override);
        if (!isBound && Driver is not null) Bind(host, cancellation);
    }

    private void Bind(SriovHost host, CancellationToken cancellation)
    {
        if (host.Sysfs.List($"{SysfsPath.PciDrivers}/{Driver}").Count == 0) LoadModule(host, cancellation);
        host.Sysfs.Write($"{SysfsPath.PciDrivers}/{Driver}/bind", $"{Vf}");
        if (host.Sysfs.LinkedName($"{SysfsPath.Pci(Vf)}/driver") != Driver) throw new DriverNotBoundException(Vf, Driver!);
    }

    private void LoadModule(SriovHost host, CancellationToken cancellation)
    {
        var result = host.Tools.Run("modprobe", [Driver!], cancellation);
        if (result.ExitCode != 0) throw new ModuleNotLoadedException(Driver!, result.Error.Trim());
    }
}
