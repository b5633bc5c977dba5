using System.Text.Json.Serialization;

using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Operations;

/// <summary>
/// Gives a VF another driver, or none: loads its module, unbinds the one that is bound, names the wanted one as the only
/// driver, binds it and checks that it is bound.
/// </summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Index">The VF's index, by which its address is read when the operation runs.</param>
/// <param name="Vf">The VF's address when it was planned, for the equivalent command; null where the VF comes only with an earlier step.</param>
/// <param name="Driver">The driver; null for none.</param>
/// <param name="Override">
/// What driver_override is left at: the driver's name for those that take no device unasked (vfio-pci, mlx5_vfio_pci);
/// empty for none; null to leave it as it is.
/// </param>
/// <remarks>
/// Binding a bound VF is EBUSY, binding against an override ENODEV, and drivers_probe succeeds even where nothing binds: so the link is read afterwards
/// (seen on Linux 6.12). While sriov_drivers_autoprobe is off, the PCI core lets a VF have none but the driver that driver_override names, by hand too
/// (pci_device_can_probe in drivers/pci/pci-driver.c): so mlx5_core is named there for the moment of the binding.
/// </remarks>
internal sealed record SetVfDriver(PciAddress Pf, int Index, PciAddress? Vf, string? Driver, string? Override) : Operation
{
    /// <summary>
    /// The address that the driver is unbound to see when it is bound again: where its net device has that one already, an undo leaves the driver alone. Null
    /// to unbind it in any case.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MacAddress? ToSee { get; init; }

    /// <inheritdoc/>
    public override string Command
    {
        get
        {
            var isNamed = IsProbingOff && Driver is not null && string.IsNullOrEmpty(Override);
            string[] acts =
            [
                .. Driver is null ? [$"echo {Address} > {Path}/driver/unbind"] : Array.Empty<string>(),
                .. Override is null || isNamed ? Array.Empty<string>() : [Only(Override)],
                .. isNamed ? [Only(Driver!)] : Array.Empty<string>(),
                .. Driver is null ? Array.Empty<string>() : [$"echo {Address} > {ShellWord.Quote($"{SysfsPath.PciDrivers}/{Driver}/bind")}"],
                .. isNamed ? [Only("")] : Array.Empty<string>(),
            ];
            return string.Join("; ", acts);
        }
    }

    /// <summary>Whether the physical function's probing is off when this is to run, for the equivalent command; what runs looks for itself.</summary>
    public bool IsProbingOff { get; init; }

    internal override int? VfIndex => Index;

    internal override bool Disturbs(SriovHost host) =>
        host.KernelFiles.LinkedName($"{Link}/driver") is { } bound && bound != Driver && IsDue(host);

    /// <summary>What gives the VF again the driver that it has now; null where it has none.</summary>
    internal SetVfDriver? Bound(SriovHost host) =>
        host.KernelFiles.LinkedFunction(Link) is { } vf && host.KernelFiles.LinkedName($"{Link}/driver") is { } driver
        ? this with { Driver = driver, Override = DriverOverride.Read(host.KernelFiles, vf), ToSee = null }
        : null;

    /// <remarks>Undoing a change that never came as far as the VFs would stop their traffic for nothing.</remarks>
    internal override bool IsDue(SriovHost host)
    {
        if (ToSee is not { } mac || host.KernelFiles.LinkedFunction(Link) is not { } vf) return true;
        var path = $"{SysfsPath.Pci(vf)}/net";
        return host.KernelFiles.List(path) is not [var name] || host.KernelFiles.ReadValue($"{path}/{name}/address") != $"{mac}";
    }

    private string Link => $"{SysfsPath.Pci(Pf)}/virtfn{Index}";

    private string Path => Vf is { } vf ? SysfsPath.Pci(vf) : Link;

    private string Address => Vf is { } vf ? $"{vf}" : $"$(basename $(readlink {Link}))";

    private string Only(string driver) => $"echo {ShellWord.Quote(driver)} > {Path}/driver_override";

    /// <inheritdoc/>
    /// <exception cref="KernelException">ENODEV: the VF is gone; or the kernel refused.</exception>
    /// <exception cref="DriverNotBoundException">The driver did not take the VF.</exception>
    /// <exception cref="ModuleNotLoadedException">The driver's module could not be loaded.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        var sysfs = host.KernelFiles;
        var vf = sysfs.LinkedFunction(Link) ?? throw new KernelException(Errno.ENODEV, Command);
        var path = SysfsPath.Pci(vf);
        var isBound = sysfs.LinkedName($"{path}/driver") == Driver;

        // The module comes before the override: a driver that registers takes by itself every VF that names it, and binding that one then is refused (EBUSY).
        if (!isBound && Driver is not null && sysfs.List($"{SysfsPath.PciDrivers}/{Driver}").Count == 0)
        {
            LoadModule(host, Driver, cancellation);
            isBound = sysfs.LinkedName($"{path}/driver") == Driver;
        }

        if (!isBound && sysfs.ReadLink($"{path}/driver") is not null) sysfs.Write($"{path}/driver/unbind", $"{vf}");
        if (Override is not null && DriverOverride.Read(sysfs, vf) != Override) sysfs.Write($"{path}/driver_override", Override);
        if (isBound || Driver is null) return;

        // Another driver that is named there by now keeps this one out (ENODEV).
        if (DriverOverride.Read(sysfs, vf) is { Length: > 0 } only && only != Driver) sysfs.Write($"{path}/driver_override", "");
        if (IsKeptFrom(sysfs, vf)) BindNamed(host, vf, Driver);
        else Bind(host, vf, Driver);
    }

    private bool IsKeptFrom(IKernelFiles sysfs, PciAddress vf) =>
        AutoProbeSwitch.Read(sysfs, Pf) is { KeepsFromBinding: true } && DriverOverride.Read(sysfs, vf).Length == 0;

    private static void BindNamed(SriovHost host, PciAddress vf, string driver)
    {
        var only = $"{SysfsPath.Pci(vf)}/driver_override";
        host.KernelFiles.Write(only, driver);
        try
        {
            Bind(host, vf, driver);
        }
        finally
        {
            host.KernelFiles.Write(only, "");
        }
    }

    private static void Bind(SriovHost host, PciAddress vf, string driver)
    {
        host.KernelFiles.Write($"{SysfsPath.PciDrivers}/{driver}/bind", $"{vf}");
        if (host.KernelFiles.LinkedName($"{SysfsPath.Pci(vf)}/driver") != driver) throw new DriverNotBoundException(vf, driver);
    }

    private static void LoadModule(SriovHost host, string driver, CancellationToken cancellation)
    {
        // Another that a VF had once is bound again where it is there; what is loaded as root is no matter of a journal.
        if (!VfDriverNames.IsLoaded(driver)) throw new ModuleNotLoadedException(driver, "it is none of the drivers that this module loads; load it by hand");
        var result = host.Tools.Run("modprobe", ["--", driver], cancellation);
        if (result.ExitCode != 0) throw new ModuleNotLoadedException(driver, result.Error.Trim());
    }
}
