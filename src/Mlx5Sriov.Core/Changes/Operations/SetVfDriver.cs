using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>
/// Gives a VF another driver, or none: unbinds the one that is bound, names the wanted one as the only driver, binds it and checks that it is bound.
/// </summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Index">The VF's index, by which its address is read when the operation runs.</param>
/// <param name="Vf">The VF's address when it was planned, for the equivalent command; null where the VF comes only with an earlier step.</param>
/// <param name="Driver">The driver; null for none.</param>
/// <param name="Override">
/// What driver_override is left at: the driver's name for those that take no device unasked (vfio-pci, mlx5_vfio_pci); empty for none; null to leave it as it is.
/// </param>
/// <remarks>
/// Binding a bound VF is EBUSY, binding against an override ENODEV, and drivers_probe succeeds even where nothing binds: so the link is read afterwards
/// (seen on Linux 6.12).
/// </remarks>
public sealed record SetVfDriver(PciAddress Pf, int Index, PciAddress? Vf, string? Driver, string? Override) : Operation
{
    /// <inheritdoc/>
    public override string Command
    {
        get
        {
            string[] acts =
            [
                .. Driver is null ? [$"echo {Address} > {Path}/driver/unbind"] : Array.Empty<string>(),
                .. Override is null ? Array.Empty<string>() : [$"echo {(Override.Length == 0 ? "''" : Override)} > {Path}/driver_override"],
                .. Driver is null ? Array.Empty<string>() : [$"echo {Address} > {SysfsPath.PciDrivers}/{Driver}/bind"],
            ];
            return string.Join("; ", acts);
        }
    }

    /// <inheritdoc/>
    public override bool IsAtomic => false;

    private string Link => $"{SysfsPath.Pci(Pf)}/virtfn{Index}";

    private string Path => Vf is { } vf ? SysfsPath.Pci(vf) : Link;

    private string Address => Vf is { } vf ? $"{vf}" : $"$(basename $(readlink {Link}))";

    /// <inheritdoc/>
    /// <exception cref="KernelException">ENODEV: the VF is gone; or the kernel refused.</exception>
    /// <exception cref="DriverNotBoundException">The driver did not take the VF.</exception>
    /// <exception cref="ModuleNotLoadedException">The driver's module could not be loaded.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        var sysfs = host.Sysfs;
        var vf = sysfs.LinkedFunction(Link) ?? throw new KernelException(Errno.ENODEV, Command);
        var path = SysfsPath.Pci(vf);
        var isBound = sysfs.LinkedName($"{path}/driver") == Driver;
        if (!isBound && sysfs.ReadLink($"{path}/driver") is not null) sysfs.Write($"{path}/driver/unbind", $"{vf}");
        if (Override is not null && DriverOverride.Read(sysfs, vf) != Override) sysfs.Write($"{path}/driver_override", Override);
        if (!isBound && Driver is not null) Bind(host, vf, Driver, cancellation);
    }

    private static void Bind(SriovHost host, PciAddress vf, string driver, CancellationToken cancellation)
    {
        if (host.Sysfs.List($"{SysfsPath.PciDrivers}/{driver}").Count == 0) LoadModule(host, driver, cancellation);
        host.Sysfs.Write($"{SysfsPath.PciDrivers}/{driver}/bind", $"{vf}");
        if (host.Sysfs.LinkedName($"{SysfsPath.Pci(vf)}/driver") != driver) throw new DriverNotBoundException(vf, driver);
    }

    private static void LoadModule(SriovHost host, string driver, CancellationToken cancellation)
    {
        var result = host.Tools.Run("modprobe", [driver], cancellation);
        if (result.ExitCode != 0) throw new ModuleNotLoadedException(driver, result.Error.Trim());
    }
}
